import type { RequestMessage, ResponseMessage } from '../types.js';

/** Which messages have bodies, for sources that show heads and may lack bodies. A head is what decides. */

const empty = /\r\ncontent-length:\s{0,5}0\s{0,5}(?:\r|$)/i;
const announced = /\r\n(?:content-length|transfer-encoding):/i;

/** Does this request announce a body, or is it of a kind that has one? */
export function sendsBody({ method, head }: RequestMessage): boolean {
  if (empty.test(head)) return false;
  return announced.test(head) || /^(?:POST|PUT|PATCH)$/i.test(method);
}

/** May this answer have a body? @see RFC 9110 §6.4.1 */
export function mayHaveBody(request: RequestMessage | undefined, { status = 0, head }: ResponseMessage): boolean {
  if (status < 200 || status === 204 || status === 304 || /^HEAD$/i.test(request?.method ?? '')) return false;
  return !empty.test(head);
}
