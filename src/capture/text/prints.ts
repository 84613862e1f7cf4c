import { isRequestName, isStrongName } from './header-names.js';
import { readBracketPairs } from './print-brackets.js';
import { readGoMap } from './print-go.js';
import { readJavaList, readJavaMap } from './print-java.js';
import { readPairs } from './print-pairs.js';
import type { Mend } from './repair.js';
import { statusNear } from './status-near.js';

/** A structure that was read: header lines, and the offset after it. */
export interface Print {
  readonly lines: readonly string[];
  readonly end: number;
}

/**
 * Header collections as programs print them (JSON, Python, Node, Java, Go) become header lines, set off by line breaks; so do the
 * heads of .NET's HttpRequestMessage and HttpResponseMessage. A structure without a header name beyond doubt is left alone:
 * it may be a JSON body.
 */
export function undoPrints(text: string, mend: Mend): string {
  const parts: string[] = [];
  let from = 0;
  let beforeRequest = '';
  // What may be looked at in all: nested braces would otherwise be read again and again.
  let budget = text.length * 3 + 10_000;
  for (let at = nextOpening(text, 0); at >= 0 && budget > 0; at = nextOpening(text, at)) {
    const print = readAt(text, at, (units) => {
      budget -= units;
    });
    if (!print?.lines.some((line) => isStrongName(line.slice(0, line.indexOf(':'))))) {
      at += 1;
      continue;
    }
    mend('prints-undone');
    const before = text.slice(from, at);
    parts.push(before.trimEnd(), ...startBefore(before, beforeRequest, print.lines), print.lines.join('\n'), '');
    beforeRequest = isRequestPrint(print.lines) ? before : '';
    from = print.end;
    at = print.end;
  }
  const rest = text.slice(from);
  return undoDotNet(parts.length === 0 ? text : [...parts, rest.trim() === '' ? '' : rest].join('\n'), mend);
}

// "HTTP 401 {…headers}", "{ status: 401, headers: {…} }": the status stands shortly before, on the same line or object.
function startBefore(before: string, beforeRequest: string, lines: readonly string[]): string[] {
  if (lines[0]?.startsWith('HTTP/')) return [];
  const near = before.slice(-600);
  if (isRequestPrint(lines)) return requestBefore(near);
  const status = statusNear(near) ?? exchangelibStatus.exec(beforeRequest.slice(-600))?.[1];
  return status === undefined ? [] : [`HTTP/1.1 ${status}`];
}

function isRequestPrint(lines: readonly string[]): boolean {
  return lines.some((line) => isRequestName(line.slice(0, line.indexOf(':'))));
}

// Postman's console: `POST https://…: {`, and the request's headers inside. exchangelib names URL and status in lines before.
function requestBefore(near: string): string[] {
  const found = [...near.matchAll(/^([A-Z]{3,10}) (https?:\/\/[^\s"]{1,2000}?):? ?\{$/gm)].at(-1);
  if (found) return [`${found[1]} ${found[2]} HTTP/1.1`];
  const url = exchangelibUrl.exec(near)?.[1];
  return url === undefined ? [] : [`POST ${url} HTTP/1.1`];
}

const exchangelibUrl = /^URL: (https?:\/\/\S{1,300})\nHTTP adapter: /m;
const exchangelibStatus = /^Status code: (\d{3})$/m;

function nextOpening(text: string, from: number): number {
  opening.lastIndex = from;
  return opening.exec(text)?.index ?? -1;
}

const opening = /[{[(](?=\s{0,200}["'`A-Za-z([])/g;

function readAt(text: string, at: number, spend: (units: number) => void): Print | undefined {
  const readers = text[at] === '{' ? [readPairs, readJavaMap, readBracketPairs] : [readJavaList, readGoMap, readPairs];
  for (const read of readers) {
    const print = read(text, at, spend);
    if (print) return print;
  }
  return undefined;
}

function undoDotNet(text: string, mend: Mend): string {
  if (!text.includes('Headers:')) return text;
  const startLine = (line: string) => {
    mend('prints-undone');
    return `\n${line}`;
  };
  return text
    .replace(
      /StatusCode: (\d{3}), ReasonPhrase: '([^'\n]{0,100})', Version: ([\d.]{1,5}),[^\n]{0,500}?Headers:[ \t]{0,20}(?:(\{)(?=[ \t]\S)|(?=\n|$))/g,
      (_all, status, reason, version, inline) => startLine(`HTTP/${version} ${status} ${reason}${inline ? '\n' : ''}`),
    )
    .replace(
      /Method: ([A-Z_]{1,20}), RequestUri: '([^'\s]{1,2000})', Version: ([\d.]{1,5}),[^\n]{0,500}Headers:[ \t]{0,20}(?=\n|$)/g,
      (_all, method, uri, version) => startLine(`${method} ${uri} HTTP/${version}`),
    );
}
