/**
 * Which of the files that nobody named are looked at. A file which is named is always read, whatever it is called: formats
 * are told by content.
 */

// HAR, SAZ, mitmproxy, Charles, text, mail, server logs; packed ones as well.
const captures = /\.(?:har|zhar|saz|zip|mitm|mitmproxy|flows?|dump|chlsj|netlog|txt|text|log|eml)(?:\.gz){0,2}$/i;

// They may be captures (NetLog, mitmproxy's flows, CSV logs) and mostly are something else: the content decides.
const doubtful = /(?:\.(?:json|csv)(?:\.gz){0,2}|(?:^|[/\\])[^./\\]+)$/i;

/** `yes`: report on it. `maybe`: only where its content is a capture. `no`: leave it alone. */
export function judgeName(name: string): 'yes' | 'maybe' | 'no' {
  if (captures.test(name)) return 'yes';
  return doubtful.test(name) ? 'maybe' : 'no';
}

/** A folder or file that stays out of a walk: hidden, what package managers keep, what macOS adds to archives. */
export function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === '__MACOSX';
}

/** For messages: what a walk looks for. */
export const captureKinds = '.har, .saz, .zip, .mitm, .flow, .json, .chlsj, .txt, .log, .eml';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of names as people count: `2.har` before `10.har`; the same on every system. */
export function byName(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : Number(one > other));
}
