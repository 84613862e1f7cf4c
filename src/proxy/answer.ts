import type { Socket } from 'node:net';
import { closeWhenSent } from './closing.js';

/** Answers on the proxy's own behalf, and closes. `fields` are header lines, each with its CRLF. */
export function answer(client: Socket, status: string, text: string, fields = ''): void {
  const length = Buffer.byteLength(text);
  const head = `HTTP/1.1 ${status}\r\n${fields}Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}`;
  client.end(`${head}\r\nConnection: close\r\n\r\n${text}`);
  closeWhenSent(client);
}
