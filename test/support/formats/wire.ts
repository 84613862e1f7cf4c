/** A recorded transaction's messages as they went over the wire, for the writers of foreign formats. */
import { gzipSync } from 'node:zlib';
import { headerLines, headerValue, startLine } from '../../../src/parse/head.js';
import type { Body } from '../../../src/types.js';

export { headerLines, headerValue, startLine };

/** The body in the content coding that its head names. */
export function codedBody(head: string, body: Body | undefined): Buffer {
  const plain = Buffer.from(body?.text ?? '');
  return headerValue(head, 'content-encoding') === 'gzip' ? gzipSync(plain) : plain;
}

/** The same with the transfer coding around it. */
export function wireBody(head: string, body: Body | undefined): Buffer {
  const coded = codedBody(head, body);
  if (headerValue(head, 'transfer-encoding') !== 'chunked') return coded;
  const chunk = coded.length === 0 ? [] : [Buffer.from(`${coded.length.toString(16)}\r\n`), coded, Buffer.from('\r\n')];
  return Buffer.concat([...chunk, Buffer.from('0\r\n\r\n')]);
}

/** What the start line of a response says behind the status. */
export function reasonOf(head: string): string {
  return /^HTTP\/[\d.]+ \d{3} (.*)$/.exec(startLine(head))?.[1] ?? '';
}

/** ISO 8601 with a time zone, as seen from there. */
export function localTime(time: number, offsetHours: number, digits = 3): string {
  const local = new Date(time + offsetHours * 3_600_000)
    .toISOString()
    .slice(0, -1)
    .padEnd(20 + digits, '0');
  const [sign, hours] = [offsetHours < 0 ? '-' : '+', String(Math.abs(offsetHours)).padStart(2, '0')];
  return `${local}${sign}${hours}:00`;
}
