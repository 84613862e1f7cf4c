import { type MailRefusalKind, mailRefusals } from '../knowledge/mail-refusals.js';
import type { MailRefusal } from '../types.js';

const limit = 262_144;
/** Longest quotation, in UTF-16 units. */
const quoteLimit = 300;
/** So much of what stands before the telling words is quoted with them: the reply code. */
const before = 60;

/**
 * What SMTP AUTH, POP and IMAP of Exchange Online answered, as mail programs and devices print it, wrapped or not. Each
 * kind once, the telling ones first. Never throws; an ordinary text gives an empty list.
 */
export function mailRefusalsInProse(text: string): MailRefusal[] {
  if (!/5\.7\.\d|BasicAuthBlocked|authenticat|LOGIN failed/i.test(text.slice(0, limit))) return [];
  const plain = text.slice(0, limit).replace(/[\s\u00a0]+/g, ' ');
  const found = new Map<MailRefusalKind, MailRefusal>();
  for (const { kind, protocol, code, pattern } of mailRefusals) {
    const match = pattern.exec(plain);
    if (!match || found.has(kind)) continue;
    const raw = quoteAround(plain, match.index, match[0].length);
    found.set(kind, { kind, protocol, raw, ...(code === undefined ? {} : { code }) });
  }
  return [...found.values()];
}

// From the reply code, where it stands close before, to the end of the sentence.
function quoteAround(text: string, at: number, length: number): string {
  const room = text.slice(Math.max(0, at - before), at);
  const reply = room.search(/\b[45]\d\d[ -]/);
  const from = reply < 0 ? at : at - room.length + reply;
  const stop = text.indexOf('. ', at + length);
  const to = stop < 0 ? from + quoteLimit : stop + 1;
  return text.slice(from, Math.min(Math.max(to, at + length), from + quoteLimit)).trim();
}
