import type { Body, RawTransaction, ResponseMessage } from '../../types.js';
import { addCurlError, brokenConnection } from './broken-connection.js';
import { curlCommandUrl } from './curl-error.js';
import type { Draft, Open } from './draft.js';
import { splitBody } from './pasted-body.js';
import { isMailHead, isRequest, requestOf, responseOf, withStatus } from './pasted-message.js';
import type { PastedMessage, Piece } from './pieces.js';
import { toTransaction } from './to-transaction.js';

/** Pieces of a paste as transactions: a response belongs to the request before it, prose stands alone. In order. */
export function assemble(pieces: readonly Piece[]): RawTransaction[] {
  const drafts: Draft[] = [];
  const open: Open = {};
  for (const piece of pieces) {
    if (piece.kind === 'text') addText(drafts, open, piece.lines);
    else if (piece.kind === 'curl-error') addCurlError(drafts, open, piece.number, piece.message);
    else addMessage(drafts, open, piece);
  }
  return drafts.map(toTransaction);
}

/** Prose is read in portions of this size: what reads it looks no further. UTF-16 units. */
const portion = 500_000;

function addText(drafts: Draft[], open: Open, lines: readonly string[]): void {
  for (const line of lines) open.command = curlCommandUrl(line) ?? open.command;
  for (const part of portionsOf(lines)) {
    const text = part
      .join('\n')
      .replace(/^(?:[ \t]{0,200}\n)+/, '')
      .trimEnd();
    if (!isLabel(text)) drafts.push({ text, ...brokenConnection(text) });
  }
}

// Whole paragraphs, where there are any.
function portionsOf(lines: readonly string[]): (readonly string[])[] {
  const portions: (readonly string[])[] = [];
  let from = 0;
  let size = 0;
  for (const [index, line] of lines.entries()) {
    size += line.length + 1;
    if (size < portion || (line.trim() !== '' && size < 2 * portion)) continue;
    portions.push(lines.slice(from, index + 1));
    from = index + 1;
    size = 0;
  }
  return [...portions, lines.slice(from)];
}

// Punctuation between messages, and labels such as "Response headers:", say nothing of their own.
function isLabel(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return text.length < 60 && /^[\p{L} ()/-]{1,58}:$/u.test(text.trim()) && !/bearer|basic|ntlm|negotiate/i.test(text);
}

function addMessage(drafts: Draft[], open: Open, piece: PastedMessage): void {
  if (isMailHead(piece)) {
    addText(drafts, open, [...piece.headers.map((header) => header.join(': ')), '', ...(piece.body ?? [])]);
    return;
  }
  const { body, rest } = piece.body ? splitBody(piece.body) : { body: undefined, rest: '' };
  const kept: Body | undefined = body === undefined || body === '' ? undefined : { text: body, complete: true };
  if (isRequest(piece)) {
    open.request = { request: requestOf(piece, kept) };
    drafts.push(open.request);
  } else addResponse(drafts, open, responseOf(piece, kept, drafts.at(-1)), piece);
  if (rest !== '') addText(drafts, open, rest.split('\n'));
}

function addResponse(drafts: Draft[], open: Open, response: ResponseMessage, piece: PastedMessage): void {
  const { status } = response;
  // 100 Continue is not the answer; the answer follows.
  if (status !== undefined && status < 200 && status !== 101 && open.request) return;
  // No answer is without headers.
  const shortened = piece.shortened === true || piece.headers.length === 0;
  if (open.request) Object.assign(open.request, { response: withStatus(response), shortened });
  else drafts.push({ response, shortened });
  open.request = undefined;
}
