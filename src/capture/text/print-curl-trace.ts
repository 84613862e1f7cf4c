import type { Mend } from './repair.js';

/**
 * `curl --trace-ascii` and `--trace`: `=> Send header, 120 bytes (0x78)`, then lines of an offset and at most 64
 * characters, where a longer line of the message goes on in the next one; or of an offset, sixteen bytes in hex and their
 * characters. Becomes the messages; curl's own notes and the TLS records go.
 */
export function undoCurlTrace(text: string, mend: Mend): string {
  if (!/^(?:=>|<=) (?:Send|Recv) header, /m.test(text)) return text;
  const lines: string[] = [];
  let block: 'message' | 'other' | undefined;
  let last: Dumped | undefined;
  for (const line of text.split('\n')) {
    const title = /^(?:=>|<=) (?:Send|Recv) (header|data), /.exec(line)?.[1];
    const isTitle = title !== undefined || /^(?:=>|<=|==) /.test(line);
    const dumped = isTitle ? undefined : dumpedLine(line);
    // A block of bytes has its own line end.
    if (isTitle && last?.bytes && lines.at(-1) === '') lines.pop();
    if (isTitle) block = title === undefined ? 'other' : 'message';
    else if (block === undefined || !dumped) lines.push(line);
    else if (block === 'message') {
      const before = goesOn(last, dumped) ? (lines.pop() ?? '') : '';
      lines.push(...(before + dumped.part).split('\n'));
    }
    if (title === 'header') mend('prints-undone');
    last = dumped;
  }
  return lines.join('\n');
}

interface Dumped {
  readonly offset: number;
  readonly part: string;
  /** From hex, line ends and all. */
  readonly bytes: boolean;
}

function dumpedLine(line: string): Dumped | undefined {
  const [, offset, rest = ''] = /^([0-9a-f]{4,8}):(?: (.*))?$/.exec(line) ?? [];
  if (offset === undefined) return undefined;
  const hex = hexOf(rest);
  const part = hex === undefined ? rest : Buffer.from(hex, 'hex').toString('latin1').replaceAll('\r', '');
  return { offset: Number.parseInt(offset, 16), part, bytes: hex !== undefined };
}

// Sixteen bytes, or fewer in the last line; behind them stands each as a character, or a dot for it.
function hexOf(rest: string): string | undefined {
  const pairs = /^(?:[0-9a-f]{2}(?: |$)){1,16}/.exec(rest)?.[0].trim().split(' ') ?? [];
  const shown = rest.slice(width.hex * 3).trimEnd();
  const isDump = pairs.length > 0 && (pairs.length === width.hex || rest.slice(pairs.length * 3).startsWith('   '));
  return isDump && shown.length <= pairs.length ? pairs.join('') : undefined;
}

/** Characters, or bytes, a line (lib/tool_cb_dbg.c of curl). */
const width = { ascii: 64, hex: 16 };

// A full line goes on in the next; one that ended with blanks has lost them, and 62 and a line end make 64, too.
function goesOn(last: Dumped | undefined, { offset, bytes }: Dumped): boolean {
  if (last?.bytes !== bytes) return false;
  if (bytes) return offset === last.offset + width.hex;
  return offset === last.offset + width.ascii && last.part.length !== width.ascii - 2;
}
