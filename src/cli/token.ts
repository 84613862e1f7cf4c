import { decodeText } from '../capture/decode-text.js';
import { createDiagnosis } from '../diagnosis.js';
import { HmaError, sentence } from '../errors.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { looksLikePayload, looksLikeToken } from '../parse/token.js';
import { embeddedToken } from '../parse/token-text.js';
import { renderFinding } from '../report/card.js';
import { renderTokenText } from '../report/token.js';
import type { RawTransaction, Report } from '../types.js';
import { askHidden } from './hidden-prompt.js';
import { readStdin } from './input.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { exitCodeFor, viewFor, writeOutput } from './output.js';
import { say } from './terminal.js';

/**
 * Decodes a token and judges it as of `--at`; with `--url` as sent to that URL, with `--challenge` as answered so. Its
 * signature is not verified.
 */
export async function token(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const at = readTime(options.at, io);
  const url = readUrl(options.url);
  const text = await readToken(operands, options, io);
  const report = judgeToken(text, { at, url, challenge: options.challenge }, options);
  if (report.tokens.every(({ kind }) => kind === 'opaque')) throw notAToken();
  await writeOutput(await renderToken(report, at, options, io), options, io);
  return exitCodeFor([report], options.failOn);
}

async function readToken(operands: readonly string[], options: Options, io: Io): Promise<string> {
  const words = () => sessionText(chooseLanguage(options.lang, io.env));
  const [operand] = operands;
  if (operand !== undefined && operand !== '-') {
    say(options, io, words().tokenInArguments);
    return operand;
  }
  if (operand === undefined && io.stdin.isTTY === true)
    return await askHidden(`${words().token} `, io, sentence`No token was given.`);
  const bytes = await readStdin(io);
  if (bytes.length === 0)
    throw new HmaError('ERR_INPUT_EMPTY', sentence`Standard input is empty. Pipe the token into it.`);
  return tokenIn(decodeText(bytes));
}

// People pipe in what they have: the JSON of a token answer, a curl line, `$token = "…"`.
function tokenIn(text: string): string {
  return looksLikeToken(text) || looksLikePayload(text) ? text : (embeddedToken(text) ?? text);
}

function judgeToken(
  text: string,
  asked: { at: number; url: URL | undefined; challenge: string | undefined },
  options: Options,
): Report {
  const diagnosis = createDiagnosis(options.expect ? { expect: options.expect } : {});
  const alone: RawTransaction = {
    id: '1',
    source: 'token',
    startedAt: asked.at,
    text,
    absent: ['request', 'response'],
  };
  diagnosis.add(alone);
  if (asked.url || asked.challenge !== undefined) diagnosis.add(useOf(text, asked));
  diagnosis.advance(asked.at);
  return diagnosis.report();
}

/** The request that carries the token, and its answer where one was given. */
function useOf(
  text: string,
  asked: { at: number; url: URL | undefined; challenge: string | undefined },
): RawTransaction {
  const { at, url, challenge } = asked;
  const host = url ? `Host: ${url.host}\r\n` : '';
  const head = `GET ${url ? url.pathname + url.search : '/'} HTTP/1.1\r\n${host}Authorization: Bearer ${asSent(text)}`;
  const request = { method: 'GET', head, ...(url ? { url: url.href } : {}) };
  const base = { id: '2', source: 'token', startedAt: at, request } as const;
  if (challenge === undefined) return { ...base, absent: ['response'] };
  const lines = challenge.split(/\r?\n/).filter((line) => line.trim() !== '');
  const response = { status: 401, head: ['HTTP/1.1 401 Unauthorized', ...lines.map(asHeaderLine)].join('\r\n') };
  return { ...base, response, absent: ['response-body'] };
}

// Claims pasted as JSON are made a token again, so that they can stand in a header.
function asSent(text: string): string {
  const bare = text.trim();
  if (bare.startsWith('{')) return `e30.${Buffer.from(bare).toString('base64url')}.`;
  return bare.replace(/^Bearer\s/i, '').replace(/\s+/g, '');
}

// What people copy is a header line, its value alone, or a diagnostics value, which begins with its number.
function asHeaderLine(line: string): string {
  if (/^[A-Za-z][\w-]*:/.test(line)) return line;
  return /^\s*\d{7};/.test(line) ? `x-ms-diagnostics: ${line}` : `WWW-Authenticate: ${line}`;
}

async function renderToken(report: Report, at: number, options: Options, io: Io): Promise<string> {
  if (options.format !== 'text') return (await import('./show.js')).renderReport('token', report, options, io);
  const view = viewFor(options, io);
  const cards = report.findings.map((finding) =>
    renderFinding(finding, { ...view, ...(report.expect ? { expect: report.expect } : {}) }),
  );
  const decoded = report.tokens.map((each) => renderTokenText(each, { ...view, at }));
  return [...decoded, ...cards].map((block) => `${block.trimEnd()}\n`).join('\n');
}

function readTime(given: string | undefined, io: Io): number {
  if (given === undefined) return io.clock();
  // An ISO date, a time, and an offset: without one the answer would depend on where the reader sits.
  const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/;
  const time = iso.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new HmaError(
    'ERR_USAGE',
    sentence`--at "${given}" is not a time. Write it as 2025-03-01T09:30:00Z or with an offset.`,
  );
}

function readUrl(given: string | undefined): URL | undefined {
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new HmaError('ERR_USAGE', sentence`--url "${given}" is not a URL. Write it as https://mail.contoso.com/mapi/.`);
}

function notAToken(): HmaError {
  return new HmaError(
    'ERR_TOKEN_INVALID',
    sentence`This is not a token: no part of it decodes to claims. A token has three parts with dots between them and mostly begins with "eyJ"; was it copied whole?`,
  );
}
