import type { Duplex } from 'node:stream';
import { framingFields, responseFraming } from '../http/framing.js';
import { MessageReader } from '../http/message-reader.js';
import { limitPatience } from '../patience.js';

/** What an upstream proxy says to a CONNECT. */
export interface ProxyAnswer {
  readonly status: number;
  /** Latin1, CRLF, without the empty line. */
  readonly head: string;
  /** As they came, the body included. */
  readonly bytes: Buffer;
  /** The next request may go over the same connection. */
  readonly persists: boolean;
}

const limitBytes = 256 * 1024;

/**
 * Reads one answer. After a 2xx the connection is the server's: it comes back paused, with what followed the head still
 * to be read. Undefined when the proxy closes, says something else than HTTP, or too much, or nothing in time.
 */
export function readProxyAnswer(socket: Duplex, timeoutMs: number): Promise<ProxyAnswer | undefined> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    let head = '';
    let status = 0;
    let isWhole = false;
    const reader = new MessageReader({
      beginsHead: (byte) => byte === 0x48, // H
      head(text) {
        head = text;
        status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(text)?.[1] ?? 0);
        if (status < 200) return { kind: 'unknown', code: 'not-an-answer' };
        isWhole = status < 300;
        return isWhole ? { kind: 'tunnel' } : responseFraming(framingFields(text), status, undefined);
      },
      body() {},
      end() {
        isWhole = true;
      },
      opaque: () => settle(false),
    });
    const settle = (isAnswer: boolean) => {
      stopWaiting();
      socket.off('data', read).off('end', ended).off('close', ended).pause();
      if (!isAnswer) return resolve(undefined);
      const end = status < 300 ? bytes.indexOf('\r\n\r\n') + 4 : bytes.length;
      if (end < bytes.length) socket.unshift(bytes.subarray(end));
      resolve({ status, head, bytes: bytes.subarray(0, end), persists: !reader.untilClose && persists(head) });
    };
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      reader.push(chunk);
      if (isWhole) settle(true);
      else if (bytes.length > limitBytes) settle(false);
    };
    const ended = () => settle(reader.untilClose);
    const stopWaiting = limitPatience(timeoutMs, () => settle(false));
    socket.on('data', read).once('end', ended).once('close', ended).resume();
  });
}

function persists(head: string): boolean {
  const says = (word: string) => new RegExp(`^(?:Proxy-)?Connection:[^\r\n]{0,200}\\b${word}\\b`, 'im').test(head);
  return head.startsWith('HTTP/1.0') ? says('keep-alive') : !says('close');
}
