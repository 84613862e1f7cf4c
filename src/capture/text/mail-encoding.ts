import { decodeText } from '../decode-text.js';
import { append } from './append.js';
import type { Mend } from './repair.js';

/** Quoted-printable text (a mail saved as it was sent): soft line breaks and `=3D` undone. RFC 2045 6.7. */
export function undoQuotedPrintable(text: string, mend: Mend): string {
  if (!text.includes('=\n') || !(text.includes('=3D') || softBreaks(text) > 1)) return text;
  const undone = (plain: string) => {
    mend('quoted-printable-undone');
    return plain;
  };
  return text
    .replace(/=\n/g, () => undone(''))
    .replace(/(?:=[0-9A-F]{2})+/g, (codes) => undone(decodeText(Buffer.from(codes.replaceAll('=', ''), 'hex'))));
}

// The lines of such a mail have 76 characters at most, and those that are broken nearly as many.
function softBreaks(text: string): number {
  return text.match(/^.{66,75}=$/gm)?.length ?? 0;
}

/** Parts of a mail that say of themselves that they are base64, where they are text. RFC 2045 6.8. */
export function undoBase64Parts(text: string, mend: Mend): string {
  if (!/^\s{0,40}content-transfer-encoding: base64$/im.test(text)) return text;
  const lines: string[] = [];
  let coded: string[] | undefined;
  let announced = false;
  for (const given of [...text.split('\n'), '']) {
    const line = given.trim();
    if (coded && /^[A-Za-z0-9+/]{1,120}={0,2}$/.test(line)) coded.push(line);
    else {
      if (coded && (coded.length > 0 || line !== '')) {
        append(lines, decoded(coded, mend));
        coded = undefined;
      }
      lines.push(given);
      announced ||= /^content-transfer-encoding: base64$/i.test(line);
      if (announced && line === '') coded = [];
      if (line === '') announced = false;
    }
  }
  return lines.slice(0, -1).join('\n');
}

// A picture stays what it is.
function decoded(coded: readonly string[], mend: Mend): readonly string[] {
  const text = decodeText(Buffer.from(coded.join(''), 'base64'));
  if (coded.length === 0 || text.includes('\uFFFD') || /\p{Cc}/u.test(text.replace(/[\r\n\t]/g, ''))) return coded;
  mend('base64-undone');
  return text.split(/\r?\n/);
}
