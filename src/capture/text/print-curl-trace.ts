import type { Mend } from './repair.js';

/**
 * `curl --trace-ascii`: `=> Send header, 120 bytes (0x78)`, then lines of an offset and at most 64 characters; a longer
 * line of the message goes on in the next one. Becomes the messages; curl's own notes and the TLS records go.
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
    if (isTitle) block = title === undefined ? 'other' : 'message';
    else if (block === undefined || !dumped) lines.push(line);
    else if (block === 'message') {
      if (goesOn(last, dumped)) lines.push((lines.pop() ?? '') + dumped.part);
      else lines.push(dumped.part);
    }
    if (title === 'header') mend('prints-undone');
    last = dumped;
  }
  return lines.join('\n');
}

interface Dumped {
  readonly offset: number;
  readonly part: string;
}

function dumpedLine(line: string): Dumped | undefined {
  const [, offset, part = ''] = /^([0-9a-f]{4,8}):(?: (.*))?$/.exec(line) ?? [];
  return offset === undefined ? undefined : { offset: Number.parseInt(offset, 16), part };
}

/** Characters a line (lib/tool_cb_dbg.c of curl, without hex). */
const width = 64;

// A full line goes on in the next; one that ended with blanks has lost them, and 62 and a line end make 64, too.
function goesOn(last: Dumped | undefined, { offset }: Dumped): boolean {
  if (!last || offset !== last.offset + width) return false;
  return last.part.length !== width - 2;
}
