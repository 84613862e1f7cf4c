import { standalone } from '../../parse/standalone.js';
import type { Mutable, RequestMessage } from '../../types.js';
import { targetOf } from '../fields/target.js';
import { type Metadata, sessionBit } from './metadata.js';
import { readBody } from './read-body.js';
import { type FieldOf, splitMessage } from './split-message.js';

/** A request out of the archive, and what of it is not there. */
export interface SazRequest {
  readonly message: RequestMessage;
  readonly bodyMissing: boolean;
  /** The empty line behind the head is there: no header line is missing. */
  readonly headEnded: boolean;
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/;

/**
 * Reads `raw/N_c.txt`. Its request line has the absolute URL, also where the client sent a path: the head gets back the
 * form that stood on the wire. Other writers leave the path, and the URL is put together.
 *
 * @param whole - All bytes of the file were read.
 * @returns undefined when it does not begin with a request line.
 */
export function readRequest(bytes: Buffer, whole: boolean, about: Metadata | undefined): SazRequest | undefined {
  const split = splitMessage(bytes);
  const line = parseRequestLine(split.head);
  if (!line) return undefined;
  const lines = realLines(split.head.slice(line.length));
  const { fieldOf } = split;
  const { method } = line;
  const url = copyOf(urlOf(line, fieldOf, about));
  const head = `${method} ${writtenTarget(line, url)} ${line.version}${lines}`;
  // A tunnel has no body: what stands there is Fiddler's description of the handshake.
  const { body, missing } = isTunnel(method)
    ? { body: undefined, missing: false }
    : readBody({ bytes: split.body, fieldOf, whole, dropped: () => hasDropped(about) });
  const message: Mutable<RequestMessage> = url === undefined ? { method, head } : { method, url, head };
  if (body) message.body = body;
  return { message, bodyMissing: missing, headEnded: split.ended };
}

// A piece of the message would hold all of it in memory, for as long as the URL is kept.
function copyOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : standalone(text);
}

interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Of the line in the head. */
  readonly length: number;
}

function parseRequestLine(head: string): RequestLine | undefined {
  const end = head.indexOf('\r\n');
  const line = end < 0 ? head : head.slice(0, end);
  const [first, last] = [line.indexOf(' '), line.lastIndexOf(' ')];
  const method = line.slice(0, Math.max(first, 0));
  if (!token.test(method)) return undefined;
  const version = line.slice(last + 1).toUpperCase();
  const versioned = last > first && /^HTTP\/\d(?:\.\d)?$/.test(version);
  const target = line.slice(first + 1, versioned ? last : undefined).trim();
  if (target === '') return undefined;
  return { method, target, version: versioned && isFirst(version) ? version : 'HTTP/1.1', length: line.length };
}

// HTTP/2 and /3 stand there as HTTP/1.1 text, some with their own number.
function isFirst(version: string): boolean {
  return version === 'HTTP/1.1' || version === 'HTTP/1.0';
}

// Pseudo-headers of HTTP/2, which some writers leave, are no header lines.
function realLines(lines: string): string {
  return lines.includes('\r\n:') ? lines.replace(/\r\n:[^\r\n]*/g, '') : lines;
}

function isTunnel(method: string): boolean {
  return method.toUpperCase() === 'CONNECT';
}

function writtenTarget({ method, target }: RequestLine, url: string | undefined): string {
  if (isTunnel(method) || url === undefined || target === '*') return targetOf(method, target);
  return targetOf(method, url);
}

function urlOf({ method, target }: RequestLine, fieldOf: FieldOf, about: Metadata | undefined): string | undefined {
  if (isTunnel(method)) return tunnelUrl(targetOf(method, target));
  if (isAbsolute(target)) return withoutFragment(target);
  const full = about?.flags.get('x-fullurl');
  if (full !== undefined && isAbsolute(full)) return withoutFragment(full);
  const host = fieldOf('host') || fieldOf(':authority');
  if (host === undefined || !/^[^\s/?#@]{1,255}$/.test(host)) {
    const original = about?.flags.get('x-originalurl');
    return original !== undefined && isAbsolute(original) ? withoutFragment(original) : undefined;
  }
  const path = target.startsWith('/') ? withoutFragment(target) : '/';
  return `${isHttps(host, about) ? 'https' : 'http'}://${host}${path}`;
}

function isAbsolute(text: string): boolean {
  return /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#\s]/i.test(text);
}

function withoutFragment(url: string): string {
  const end = url.indexOf('#');
  return (end < 0 ? url : url.slice(0, end)).replace(/\s/g, '%20');
}

function tunnelUrl(target: string): string | undefined {
  return /^[^\s/?#@]{1,260}$/.test(target) ? `https://${target.replace(/:443$/, '')}/` : undefined;
}

// Where nothing says so: what people have to decrypt is HTTPS, and port 80 speaks for itself.
function isHttps(host: string, about: Metadata | undefined): boolean {
  if (about?.flags.has('x-https') || host.endsWith(':443')) return true;
  return about?.bits === undefined ? !host.endsWith(':80') : (about.bits & sessionBit.https) !== 0;
}

function hasDropped(about: Metadata | undefined): boolean {
  if (!about) return false;
  return about.flags.has('log-drop-request-body') || ((about.bits ?? 0) & sessionBit.requestBodyDropped) !== 0;
}
