/** What a source saw, before the door and after it. */

/**
 * Where a transaction came from. `text` is pasted prose or headers, in which the complaint itself is the fate; `log` is a
 * line of a server's log.
 */
export type SourceKind = 'live' | 'har' | 'saz' | 'mitmproxy' | 'netlog' | 'charles' | 'log' | 'text' | 'token';

/**
 * A part of a transaction which its source cannot show. "Unknown is not absent": a rule that needs such a part
 * says "cannot be known" in place of judging.
 *
 * - `request`: no request was seen at all (a pasted response head)
 * - `authorization`: the request was seen, but its credentials headers were removed (sanitised HAR)
 * - `request-body`, `response`, `response-headers`, `response-body`: not recorded
 * - `time`: no time was recorded
 * - `interception`: it is not known whether something that takes TLS off stood between client and server; told of the
 *   recorder, never listed in `absent`
 */
export type Part =
  | 'request'
  | 'authorization'
  | 'request-body'
  | 'response'
  | 'response-headers'
  | 'response-body'
  | 'time'
  | 'interception';

/** A body, already decoded (transfer coding, content coding) to text, and cut at the source's limit. */
export interface Body {
  /** A reader may make it a getter: most bodies are never looked at, and are then never decoded. */
  readonly text: string;
  /** False when the text is only a beginning: cut by a limit, or the connection ended early. */
  readonly complete: boolean;
  /** A body that is decoded when it is looked at can be asked for its beginning alone: at least so many units, or all. */
  beginning?(units: number): Body;
}

/**
 * The program that recorded a HAR, where it is known. `browser`: at the client's end of the connection; every other stood
 * between client and server and took TLS off.
 */
export type Recorder =
  | 'browser'
  | 'fiddler'
  | 'charles'
  | 'mitmproxy'
  | 'proxyman'
  | 'burp'
  | 'zap'
  | 'http-toolkit'
  | 'browsermob';

/** A message as it came. */
export interface Message {
  /**
   * Start line and header lines as on the wire, joined by CRLF, without the empty line at the end. Case, order and
   * repeats are the sender's. One UTF-16 unit a byte (latin1) where bytes were seen.
   */
  readonly head: string;
  readonly body?: Body;
}

/** Which step of a connection broke. `client-tls`: between the client and us. `client`: the client went away. */
export type FailureStage = 'dns' | 'connect' | 'proxy' | 'tls' | 'client-tls' | 'request' | 'response' | 'client';

/** Why there is no (complete) response. */
export interface Failure {
  readonly stage: FailureStage;
  /** A Node error code such as ECONNREFUSED or CERT_HAS_EXPIRED, or the source's own word (net::ERR_…). */
  readonly code: string;
  readonly message?: string;
  /** The certificate that was refused, where there was one. */
  readonly certificate?: {
    readonly subject?: string;
    readonly issuer?: string;
    readonly names?: readonly string[];
    /** ISO 8601 */
    readonly validFrom?: string;
    /** ISO 8601 */
    readonly validTo?: string;
  };
}

/** The program at the client's end of the connection. */
export interface ClientProcess {
  readonly name?: string;
  readonly pid?: number;
}

/** What a transaction has before and after the door alike. */
interface TransactionBase {
  /** Unique in its capture, and what people see in theirs: the HAR entry's number from 1, the live counter. */
  readonly id: string;
  readonly source: SourceKind;
  /** Milliseconds since the epoch. Missing when the source has no times. */
  readonly startedAt?: number;
  /** When the last byte was seen; missing while it runs or where unknown. */
  readonly endedAt?: number;
  /** Equal strings are the same client connection. */
  readonly connection?: string;
  readonly client?: ClientProcess;
  /** The host was named by the user as one to diagnose; in a capture, a tunnel that shows it leads to Exchange. */
  readonly watched?: boolean;
  readonly recorder?: Recorder;
  /**
   * TLS was taken off in between, and the client was shown the very certificate that the server shows: what is bound to it
   * stays whole.
   */
  readonly sameCertificate?: boolean;
  readonly failure?: Failure;
  readonly absent: readonly Part[];
}

/** A request as it came. `url` is absolute; it is missing when a pasted request line has no host. */
export interface RequestMessage extends Message {
  readonly method: string;
  readonly url?: string;
}

/** A response as it came. `status` is missing when only header lines were pasted. */
export interface ResponseMessage extends Message {
  readonly status?: number;
}

/** What a source saw, secrets and all. It lives only until `admit`. */
export interface RawTransaction extends TransactionBase {
  readonly request?: RequestMessage;
  readonly response?: ResponseMessage;
  /** Text which is not an HTTP message: a PowerShell error, a log line, a mail around pasted headers. */
  readonly text?: string;
}

declare const admitted: unique symbol;

/**
 * One exchange after the door: the same shape, with every secret cut and a placeholder in its place. Branded, so
 * that only `admit` makes it and nothing behind the door can be handed a RawTransaction.
 */
export interface Transaction extends RawTransaction {
  readonly [admitted]: true;
}

/** Something malformed on the wire. `at` is an offset in UTF-16 units into the parsed string. */
export interface Defect {
  readonly code: string;
  readonly at: number;
}
