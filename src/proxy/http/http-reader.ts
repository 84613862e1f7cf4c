/**
 * The passive HTTP/1.1 reader: bytes of both directions in, exchanges out; it changes nothing and owns no socket.
 * Traps: answers pair with requests by order (pipelining), a HEAD's answer has no body whatever its head says, 1xx
 * answers come before the answer, a client that expected 100 may leave its body out, and where the place is lost
 * nothing may be guessed: the reader says so (opaque) and sees no more.
 */
import type { Failure } from '../../types.js';
import { BodyPrefix } from './body-prefix.js';
import type { Exchange, ExchangePart, HttpEvents } from './exchange.js';
import { bodyCoding, type Framing, framingFields, requestFraming, responseFraming } from './framing.js';
import { MessageReader } from './message-reader.js';
import { beginsRequest, parseRequestLine, resyncVerdict } from './request-line.js';

/** So many requests may wait for their answers. Clients that pipeline at all send a handful. */
const pipelineLimit = 64;

/** Bytes go in as they pass. */
export interface HttpReader {
  request(chunk: Buffer): void;
  response(chunk: Buffer): void;
  /** The client sends no more: it ended its side, or (`reset`) it is gone. */
  requestEnd(reset?: boolean): void;
  /** The server sends no more. `why`: what it said of it, where it said anything. */
  responseEnd(reset: boolean, why?: Failure): void;
  /** Recording stops: what is open becomes `unseen`. */
  stop(): void;
}

/** @param bodyLimitBytes - How much of each body is kept. */
export function createHttpReader(events: HttpEvents, bodyLimitBytes = 65_536): HttpReader {
  return new PairingReader(events, bodyLimitBytes);
}

class PairingReader implements HttpReader {
  readonly #events: HttpEvents;
  readonly #bodyLimitBytes: number;
  readonly #requests: MessageReader;
  readonly #responses: MessageReader;
  readonly #queue: Exchange[] = [];
  /** Whose request is being read. */
  #asking: Exchange | undefined;
  /** Whose final answer is being read. */
  #answering: Exchange | undefined;
  #announced = true;
  #requestOpaque = false;
  #clientGone: 'no' | 'ended' | 'reset' = 'no';
  /** Bytes that are either an expected body or the next request. */
  #undecided: Buffer | undefined;
  #mayResync = false;

  constructor(events: HttpEvents, bodyLimitBytes: number) {
    this.#events = events;
    this.#bodyLimitBytes = bodyLimitBytes;
    this.#requests = new MessageReader({
      beginsHead: beginsRequest,
      head: (text) => this.#requestHead(text),
      body: (chunk, from, to) => this.#keep(this.#asking, this.#asking?.request, chunk, from, to),
      end: () => this.#requestComplete(),
      opaque: (code, at) => this.#requestLost(code, at),
    });
    this.#responses = new MessageReader({
      beginsHead: (byte) => byte === 0x48, // H
      head: (text) => this.#responseHead(text),
      body: (chunk, from, to) => this.#keep(this.#answering, this.#answering?.response, chunk, from, to),
      end: () => this.#responseComplete(),
      opaque: (code, at) => this.#responseLost(code, at),
    });
  }

  request(chunk: Buffer): void {
    if (this.#mayResync) this.#resync(chunk);
    else this.#requests.push(chunk);
  }

  response(chunk: Buffer): void {
    this.#responses.push(chunk);
    if (this.#announced || !this.#answering) return;
    this.#announced = true;
    this.#events.answered(this.#answering);
  }

  requestEnd(reset = false): void {
    this.#clientGone = reset ? 'reset' : 'ended';
    if (reset) this.#failAll('ECONNRESET');
  }

  responseEnd(reset: boolean, why?: Failure): void {
    if (!reset && this.#responses.untilClose) this.#responseComplete();
    this.#failAll(reset || !this.#answering ? 'ECONNRESET' : 'ERR_STREAM_PREMATURE_CLOSE', reset, why);
    this.stop();
  }

  stop(): void {
    this.#requests.stop();
    this.#responses.stop();
    this.#requestOpaque = true;
    for (const exchange of this.#queue.splice(0)) this.#finish(exchange, 'unseen');
    this.#answering = undefined;
  }

  #requestHead(head: string): Framing {
    const line = parseRequestLine(head);
    if (!line || (line.method === 'PRI' && line.target === '*')) return { kind: 'unknown', code: 'not-http1' };
    const fields = framingFields(head);
    const framing = requestFraming(fields);
    // Spelled out, here and for the answer: copying objects into one another is what made this slow.
    const exchange: Exchange = {
      state: 'open',
      request: {
        method: line.method,
        target: line.target,
        head,
        coding: bodyCoding(fields),
        hasBody: framing.kind !== 'none',
        body: undefined,
        complete: false,
        expectContinue: fields.expectContinue,
      },
    };
    this.#asking = exchange;
    this.#queue.push(exchange);
    this.#events.started(exchange);
    // A client that asks on and on, whose server never answers, would fill the memory.
    return this.#queue.length > pipelineLimit ? { kind: 'unknown', code: 'too-many-unanswered' } : framing;
  }

  #requestComplete(): void {
    if (this.#asking?.request) this.#asking.request.complete = true;
  }

  #responseHead(head: string): Framing {
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head)?.[1]);
    if (!(status >= 100)) return { kind: 'unknown', code: 'status-line-invalid' };
    // 100, 103: the answer is still to come. 101 is an answer, after which the connection is no longer HTTP.
    if (status < 200 && status !== 101) return this.#interim(status);
    const exchange = this.#queue[0] ?? this.#unasked();
    const fields = framingFields(head);
    const tunnel = status === 101 || (exchange.request?.method === 'CONNECT' && status < 300);
    const framing: Framing = tunnel ? { kind: 'tunnel' } : responseFraming(fields, status, exchange.request?.method);
    exchange.response = {
      status,
      head,
      coding: bodyCoding(fields),
      hasBody: framing.kind !== 'none' && framing.kind !== 'tunnel',
      body: undefined,
      complete: false,
    };
    this.#answering = exchange;
    this.#announced = false;
    this.#mayResync = this.#bodyMayBeLeftOut(exchange);
    if (tunnel) this.#becomeTunnel();
    return framing;
  }

  #interim(status: number): Framing {
    const request = this.#queue[0]?.request;
    if (status === 100 && request) Object.assign(request, { expectContinue: false });
    return { kind: 'none' };
  }

  #unasked(): Exchange {
    const exchange: Exchange = { state: 'open' };
    this.#queue.push(exchange);
    this.#events.started(exchange);
    return exchange;
  }

  #becomeTunnel(): void {
    this.#responseComplete();
    this.stop();
  }

  #responseComplete(): void {
    const exchange = this.#answering;
    if (!exchange?.response) return; // an interim answer
    exchange.response.complete = true;
    this.#answering = undefined;
    this.#queue.shift();
    this.#finish(exchange, 'complete');
    if (this.#requestOpaque && this.#queue.length === 0) this.#responses.stop();
  }

  // The answers to the requests already read can still be told; after the last of them nothing pairs any more.
  #requestLost(code: string, at: number): void {
    this.#requestOpaque = true;
    if (this.#queue.length === 0) this.#responses.stop();
    this.#events.opaque({ code, at, side: 'request' });
  }

  #responseLost(code: string, at: number): void {
    this.stop();
    this.#events.opaque({ code, at, side: 'response' });
  }

  #bodyMayBeLeftOut(exchange: Exchange): boolean {
    return exchange.request?.expectContinue === true && exchange === this.#asking && this.#requests.beforeBody;
  }

  #resync(chunk: Buffer): void {
    const bytes = this.#undecided ? Buffer.concat([this.#undecided, chunk]) : chunk;
    const verdict = resyncVerdict(bytes, this.#requests.bytesLeft);
    this.#undecided = verdict === 'more' ? Buffer.from(bytes) : undefined;
    if (verdict === 'more') return;
    this.#mayResync = false;
    if (verdict === 'request') this.#requests.abandonBody();
    this.#requests.push(bytes);
  }

  #failAll(code: string, byServer = false, why?: Failure): void {
    for (const exchange of this.#queue.splice(0)) {
      exchange.failure = why ?? this.#failureOf(exchange, code, byServer);
      this.#finish(exchange, 'failed');
    }
    this.#answering = undefined;
  }

  #failureOf(exchange: Exchange, code: string, byServer: boolean): Failure {
    if (this.#clientGone === 'reset' || (this.#clientGone === 'ended' && !byServer)) {
      return { stage: 'client', code, message: 'the client closed the connection before the answer was complete' };
    }
    if (exchange.response) {
      return { stage: 'response', code, message: 'the connection closed before the answer was complete' };
    }
    const stage = exchange.request?.complete === false ? 'request' : 'response';
    return { stage, code, message: 'the connection closed before an answer' };
  }

  #finish(exchange: Exchange, state: Exchange['state']): void {
    exchange.state = state;
    this.#events.ended(exchange);
  }

  #keep(exchange: Exchange | undefined, part: ExchangePart | undefined, chunk: Buffer, from: number, to: number): void {
    if (!part || exchange?.state !== 'open') return;
    part.body ??= new BodyPrefix(this.#bodyLimitBytes);
    part.body.add(chunk, from, to);
  }
}
