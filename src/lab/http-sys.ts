import { listen, type Reply } from './wire.js';

const body =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD>\r\n<BODY><h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</BODY></HTML>\r\n';

/** Windows alone, where the application pool behind it is down: it knows nothing of Exchange. */
export const unavailable = listen(async (): Promise<Reply> => {
  const headers = [
    ['Content-Type', 'text/html; charset=us-ascii'],
    ['Server', 'Microsoft-HTTPAPI/2.0'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ] as const;
  return { status: 503, reason: 'Service Unavailable', headers, body };
});
