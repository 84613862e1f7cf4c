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
 * Reads one answer, with what comes before it (1xx). After a 2xx the connection is the server's: it comes back paused, with
 * what followed the head still to be read. Undefined when the proxy closes, says something else than HTTP, or too much, or
 * nothing in time.
 */
export function readProxyAnswer(socket: Duplex, timeoutMs: number): Promise<ProxyAnswer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let head = '';
    let status = 0;
    let isWhole = false;
    /** Bytes behind the head of a 2xx. */
    let early = 0;
    const isOpened = () => status >= 200 && status < 300;
    const reader = new MessageReader({
      beginsHead: (byte) => byte === 0x48, // H
      head(text) {
        head = text;
        status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(text)?.[1] ?? 0);
        if (status < 100 || status === 101) return { kind: 'unknown', code: 'not-an-answer' };
        if (status < 200) return { kind: 'none' };
        return isOpened() ? { kind: 'close' } : responseFraming(framingFields(text), status, undefined);
      },
      body(_chunk, from, to) {
        if (isOpened()) early += to - from;
      },
      end() {
        isWhole = status >= 200;
      },
      opaque: () => settle(false),
    });
    const settle = (isAnswer: boolean) => {
      stopWaiting();
      socket.off('data', read).off('end', ended).off('close', ended).pause();
      if (!isAnswer) return resolve(undefined);
      const bytes = Buffer.concat(chunks);
      const end = bytes.length - early;
      if (early > 0) socket.unshift(bytes.subarray(end));
      resolve({ status, head, bytes: bytes.subarray(0, end), persists: !reader.untilClose && persists(head) });
    };
    const read = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      reader.push(chunk);
      if (isWhole || isOpened()) settle(true);
      else if (length > limitBytes) settle(false);
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
