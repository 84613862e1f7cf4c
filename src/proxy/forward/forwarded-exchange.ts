import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Failure } from '../../types.js';
import { BodyPrefix } from '../http/body-prefix.js';
import type { Exchange, ExchangePart, HttpEvents } from '../http/exchange.js';
import { bodyCoding, framingFields } from '../http/framing.js';
import { withoutProxyAuthorization } from '../proxy-auth.js';
import type { ClientConnection } from '../recorder.js';
import type { Shared } from '../shared.js';

/** A forwarded request and its answer, told to the recorder as the reader tells a decrypted one. */
export class ForwardedExchange {
  readonly #exchange: Exchange;
  readonly #events: HttpEvents | undefined;
  readonly #bodyLimitBytes: number;
  readonly #client: Socket;
  readonly #isClosing: () => boolean;

  constructor({ options, recorder, isClosing }: Shared, from: ClientConnection, url: URL, request: IncomingMessage) {
    const { method = 'GET', url: target = '/' } = request;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const asked = headOf(`${method} ${target} HTTP/${request.httpVersion}`, request);
    const head = options.proxyAuth ? withoutProxyAuthorization(asked) : asked;
    const hasBody = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers;
    this.#bodyLimitBytes = options.bodyLimitBytes;
    this.#client = request.socket;
    this.#isClosing = isClosing;
    const part = this.#observe(request, head, hasBody);
    this.#exchange = { state: 'open', request: Object.assign(part, { method, target, expectContinue: false }) };
    const scheme = url.protocol === 'https:' ? 'https' : 'http';
    const port = Number(url.port || (scheme === 'https' ? 443 : 80));
    if (!options.decrypts(host.toLowerCase(), port)) return;
    this.#events = recorder.eventsFor({ ...from, host, port, scheme });
    this.#events.started(this.#exchange);
  }

  /** The answer's head is there; its body is observed until it ends. */
  answered(incoming: IncomingMessage): void {
    const { statusCode: status = 0, statusMessage = '', httpVersion } = incoming;
    const head = headOf(`HTTP/${httpVersion} ${status} ${statusMessage}`, incoming);
    const part = this.#observe(incoming, head, status !== 204 && status !== 304);
    this.#exchange.response = Object.assign(part, { status });
    this.#events?.answered(this.#exchange);
    incoming.once('end', () => this.#end('complete'));
    incoming.once('close', () => {
      this.fail({ stage: this.#client.destroyed ? 'client' : 'response', code: 'ERR_STREAM_PREMATURE_CLOSE' });
    });
  }

  /** There is no answer, or no whole one. The first word counts. */
  fail(failure: Failure): void {
    if (this.#exchange.state !== 'open') return;
    if (!this.#isClosing()) this.#exchange.failure = { message: 'the answer ended early', ...failure };
    this.#end(this.#isClosing() ? 'unseen' : 'failed');
  }

  #observe(message: IncomingMessage, head: string, hasBody: boolean): ExchangePart {
    const part: ExchangePart = {
      head,
      coding: bodyCoding(framingFields(head)),
      hasBody,
      body: undefined,
      complete: false,
    };
    const keep = (chunk: Buffer) => {
      part.body ??= new BodyPrefix(this.#bodyLimitBytes);
      part.body.add(chunk, 0, chunk.length);
    };
    // Listening for 'data' would start the flow before http-proxy pipes; its own listener starts it.
    message.on('newListener', function attach(event) {
      if (event !== 'data') return;
      message.off('newListener', attach);
      message.prependListener('data', keep);
    });
    message.once('end', () => {
      part.complete = true;
    });
    return part;
  }

  #end(state: 'complete' | 'failed' | 'unseen'): void {
    if (this.#exchange.state !== 'open') return;
    this.#exchange.state = state;
    this.#events?.ended(this.#exchange);
  }
}

/** A parsed message's head as it came, but for its line ends. */
export function headOf(start: string, { rawHeaders }: IncomingMessage): string {
  const lines = [start];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return lines.join('\r\n');
}
