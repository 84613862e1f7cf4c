import { applicationOf } from '../knowledge/applications.js';
import { type Lang, uiText } from '../messages/language.js';
import type { TokenRow } from '../messages/ui-text.js';
import type { Token } from '../types.js';
import { columns, hardBreak, wrap } from './columns.js';
import { jsonText, printable } from './printable.js';
import { shallow } from './shallow.js';
import { isoTime } from './time.js';

/** `at`: the traffic's time, ms since the epoch; without it nothing is said about the token's age. */
export interface TokenOptions {
  readonly lang: Lang;
  readonly at?: number;
  /** Columns; 80 unless given. */
  readonly width?: number;
}

// RFC 7519 times and Microsoft's further ones, in seconds.
const timeClaims: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'xms_tcdt']);

/**
 * A decoded token as a person reads it: what it is, who may use it for what, its times, then header and claims as
 * they are, then the actor token. Never its signature, and no judgement whether the token is genuine. No line break
 * at its end.
 */
export function renderTokenText(token: Token, options: TokenOptions): string {
  const ui = uiText(options.lang).token;
  return [ui.title, ...tokenLines(token, options, 2)].join('\n');
}

function tokenLines(token: Token, options: TokenOptions, indent: number): string[] {
  const ui = uiText(options.lang).token;
  const heading = (row: TokenRow) => `${' '.repeat(indent)}${ui.rows[row]}`;
  return [
    ...table(summaryRows(token, options), options, indent),
    ...objectLines(heading('header'), token.header, options, indent),
    ...objectLines(heading('claims'), token.claims, options, indent),
    // A token inside an actor token has no place in the protocol; one level is shown.
    ...(token.actor && indent === 2 ? [heading('actor'), ...tokenLines(token.actor, options, indent + 2)] : []),
  ];
}

type Row = readonly [name: string, value: string];

function summaryRows(token: Token, options: TokenOptions): Row[] {
  const ui = uiText(options.lang).token;
  const rows: readonly (readonly [TokenRow, string | undefined])[] = [
    ['kind', ui.kinds[token.kind]],
    ['application', applicationText(token.application)],
    ['user', token.user],
    ['audience', token.audience.join(', ')],
    ['issuer', token.issuer],
    ['tenant', token.tenant],
    ['scopes', token.scopes.join(' ')],
    ['roles', token.roles.join(' ')],
    ['issuedAt', secondsText(token.issuedAt)],
    ['notBefore', secondsText(token.notBefore)],
    ['expiresAt', expiryText(token, options)],
    ['signature', ui.signatures[token.signature]],
    ['defects', token.defects.map(({ code, at }) => ui.defect(code, at)).join(', ')],
  ];
  return rows.flatMap(([row, value]) => (value ? [[ui.rows[row], value] as const] : []));
}

function applicationText(id: string | undefined): string | undefined {
  const name = applicationOf(id)?.name;
  return name === undefined ? id : `${id} (${name})`;
}

function secondsText(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : (isoTime(seconds * 1000) ?? String(seconds));
}

function expiryText(token: Token, { lang, at }: TokenOptions): string | undefined {
  const ui = uiText(lang).token;
  const time = secondsText(token.expiresAt);
  if (time === undefined || token.expiresAt === undefined || at === undefined) return time;
  const judgedAt = isoTime(at) ?? String(at);
  if (token.expiresAt * 1000 <= at) return `${time} (${ui.expired(judgedAt)})`;
  const early = token.notBefore !== undefined && token.notBefore * 1000 > at;
  return `${time} (${early ? ui.notYetValid(judgedAt) : ui.valid(judgedAt)})`;
}

function objectLines(
  heading: string,
  object: Readonly<Record<string, unknown>> | undefined,
  options: TokenOptions,
  indent: number,
): string[] {
  if (object === undefined) return [];
  const rows = Object.entries(object).map(([name, value]): Row => [name, claimText(name, value)]);
  return ['', heading, ...table(rows, options, indent + 2)];
}

function claimText(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value : jsonText(shallow(value)).replace(/\n */g, ' ');
  const seconds = timeClaims.has(name) && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
  return seconds === undefined ? text : `${text} (${isoTime(seconds * 1000)})`;
}

// Names and values beside each other; a long value goes on under itself.
function table(rows: readonly Row[], { width = 80 }: TokenOptions, indent: number): string[] {
  const names = rows.map(([name]) => printable(name));
  const column = Math.min(20, Math.max(0, ...names.map(columns)));
  const room = Math.max(20, width - indent - column - 2);
  const margin = ' '.repeat(indent);
  return rows.flatMap(([, value], index) => {
    const name = names[index] ?? '';
    const lines = wrap(printable(value), room);
    const [first = '', ...rest] = lines;
    const under = rest.map((line) => `${margin}${' '.repeat(column + 2)}${line}`);
    if (columns(name) <= column) return [`${margin}${name}${' '.repeat(column + 2 - columns(name))}${first}`, ...under];
    const own = hardBreak(name, Math.max(20, width - indent)).map((line) => `${margin}${line}`);
    return [...own, `${margin}${' '.repeat(column + 2)}${first}`, ...under];
  });
}
