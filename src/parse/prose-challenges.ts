import type { Challenge, Defect } from '../types.js';
import { readChallenges } from './challenge.js';

// The header's name in any print: `WWW-Authenticate: …`, `Name → …`, `'Name': '…'`, `Name=[…`, `"Name" => array:1 [ 0 => "…`.
// Logs glue it to what stands before (`8.5WWW-…`, a literal `\\n`).
const headerName = /(?<!-)www-authenticate\b/gi;
const separator =
  /^(?:\\?["']|[ \t:=[,`*\u2192]|=>|array:\d{1,3}|array\(|\(|\{|\r?\n[ \t]{0,40}|\d{1,2}(?=[ \t]?=>)){1,16}/;
// A Bearer challenge without its header's name, by a parameter that only challenges have.
const bareBearer =
  /\bBearer\s{1,80}(?:client_id|trusted_issuers|token_types|authorization_uri|realm|error|resource_id)\s?=/gi;
// Between two values of one list.
const nextItem = /^(?:\\?["'])[ \t]{0,4},?\s{0,40}(?:\d{1,2}[ \t]?=>[ \t]?)?\\?["']/;

/** Challenges inside text: behind the header's name in any print of it, and Bearer challenges standing alone. */
export function challengesInProse(text: string): { challenges: Challenge[]; defects: Defect[] } {
  const challenges: Challenge[] = [];
  const defects: Defect[] = [];
  let region = '';
  let done = 0;
  for (const start of startsIn(text)) {
    if (start < done) continue;
    // an empty line ends a value: a quote that was cut off must not swallow the rest
    if (start >= region.length) region = text.slice(0, paragraphEnd(text, start));
    for (let at = start; at >= 0; at = itemAfter(region, done)) {
      const found = readChallenges(region, at, true);
      if (found.challenges.length === 0) break;
      // Not push(...): a spread of very many arguments overflows the stack.
      for (const challenge of found.challenges) challenges.push(challenge);
      for (const defect of found.defects) defects.push(defect);
      done = found.end;
    }
  }
  return { challenges, defects };
}

function paragraphEnd(text: string, from: number): number {
  const emptyLine = /\n[ \t]{0,80}\r?\n/g;
  emptyLine.lastIndex = from;
  return emptyLine.exec(text)?.index ?? text.length;
}

function startsIn(text: string): number[] {
  const named = [...text.matchAll(headerName)].map(({ index, 0: name }) => valueStart(text, index + name.length));
  const bare = [...text.matchAll(bareBearer)].map(({ index }) => index);
  return [...named, ...bare].filter((start) => start >= 0).sort((a, b) => a - b);
}

function valueStart(text: string, from: number): number {
  const between = separator.exec(text.slice(from, from + 200));
  return between ? from + between[0].length : -1;
}

function itemAfter(text: string, from: number): number {
  const between = nextItem.exec(text.slice(from, from + 64));
  return between ? from + between[0].length : -1;
}
