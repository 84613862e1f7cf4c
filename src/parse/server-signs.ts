import { exchangeApplication } from '../knowledge/applications.js';
import type { Challenge, Diagnostics, ServerSigns } from '../types.js';
import { firstValues } from './first-values.js';

/** Headers which only Exchange sends, lower case. IIS alone and request-id alone prove nothing. */
const exchangeHeaders = [
  'x-feserver',
  'x-calculatedbetarget',
  'x-targetbeserver',
  'x-beserver',
  'x-diaginfo',
  'x-owa-version',
  'ms-server-activesync',
  'x-calculatedfetarget',
  'x-feproxyinfo',
];

/**
 * What a response says of the server that made it. `exchange` needs a positive sign: websites and devices answer on
 * Exchange's paths too, and a hardened Exchange may show none (then it is false, which proves nothing).
 *
 * @returns undefined when there is no response head.
 */
export function serverSignsOf(
  responseHead: string | undefined,
  challenges: readonly Challenge[],
  diagnostics: readonly Diagnostics[],
): ServerSigns | undefined {
  if (responseHead === undefined) return undefined;
  const headers = firstValues(responseHead);
  const application = headers.get('x-serverapplication');
  const signs = {
    frontEnd: firstOf(headers.get('x-feserver')),
    backEnd: firstOf(
      headers.get('x-calculatedbetarget') ?? headers.get('x-targetbeserver') ?? headers.get('x-beserver'),
    ),
    build: buildOf(headers.get('x-owa-version')) ?? buildOf(application),
    requestId: headers.get('request-id') || undefined,
    date: dateOf(headers.get('date')),
  };
  return {
    exchange:
      exchangeHeaders.some((name) => headers.has(name)) ||
      /^exchange\//i.test(application ?? '') ||
      challenges.some(({ bearer }) => bearer?.client_id?.toLowerCase() === exchangeApplication) ||
      diagnostics.some(({ dialect }) => dialect === 'exchange'),
    ...withoutUndefined(signs),
  };
}

// "15.02.2562.045": some headers pad with zeros.
function buildOf(value: string | undefined): string | undefined {
  const match = /(?:^|\/)(\d{1,3})\.(\d{1,3})\.(\d{1,6})\.(\d{1,6})(?!\d)/.exec(value ?? '');
  return match?.slice(1).map(Number).join('.');
}

// Only the form with GMT: the others are read as local time by some engines (RFC 9110 §5.6.7).
function dateOf(value: string | undefined): number | undefined {
  if (!/^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(value ?? '')) return undefined;
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function firstOf(list: string | undefined): string | undefined {
  return list?.split(',', 1)[0]?.trim() || undefined;
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
}
