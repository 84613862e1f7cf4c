/** Small HARs as their producers write them, with contoso names. */

type Json = Record<string, unknown>;

export function harOf(entries: unknown[], log: Json = {}): Buffer {
  return Buffer.from(
    JSON.stringify({ log: { version: '1.2', creator: { name: 'mitmproxy', version: '1' }, entries, ...log } }),
  );
}

export function entryOf(parts: { request?: Json | null; response?: Json | null } & Json = {}): Json {
  const { request, response, ...rest } = parts;
  return {
    startedDateTime: '2024-05-01T10:00:00.500Z',
    time: 40,
    request:
      request === null
        ? null
        : {
            method: 'GET',
            url: 'https://mail.contoso.com/mapi/emsmdb/?MailboxId=1',
            httpVersion: 'HTTP/1.1',
            headers: [
              { name: 'Host', value: 'mail.contoso.com' },
              { name: 'Authorization', value: 'Bearer' },
            ],
            queryString: [],
            cookies: [],
            ...request,
          },
    response:
      response === null
        ? null
        : {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'HTTP/1.1',
            headers: [
              { name: 'WWW-Authenticate', value: 'Bearer client_id="x"' },
              { name: 'WWW-Authenticate', value: 'NTLM' },
            ],
            content: { size: 0, mimeType: 'text/html', text: '' },
            ...response,
          },
    cache: {},
    timings: {},
    ...rest,
  };
}
