import type { RawTransaction } from '../../../src/types.js';

/** What `curl -v` prints, pasted one behind the other: no times, no request bodies. */
export function curlText(transactions: readonly RawTransaction[]): Uint8Array {
  return Buffer.from(transactions.map(printOf).join('\n'));
}

function printOf({ request, response }: RawTransaction): string {
  const { url = '', head = '' } = request ?? {};
  const host = new URL(url).hostname;
  const lines = [
    `*   Trying 192.0.2.10:443...`,
    `* Connected to ${host} (192.0.2.10) port 443 (#0)`,
    ...prefixed('>', head),
    ...(response ? prefixed('<', response.head) : ['* Empty reply from server']),
    ...(response?.body ? [response.body.text] : []),
    `* Connection #0 to host ${host} left intact`,
  ];
  return `${lines.join('\n')}\n`;
}

function prefixed(sign: string, head: string): string[] {
  return [...head.split('\r\n').map((line) => `${sign} ${line}`), `${sign} `];
}
