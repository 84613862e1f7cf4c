import { exchangeApplication } from '../knowledge/applications.js';
import type { Challenge, Diagnostics, Mutable, ServerSigns } from '../types.js';
import { createMemo } from './memo.js';
import type { ReadHead, ResponseHeader } from './read-head.js';
import { standalone } from './standalone.js';

/** Headers which only Exchange sends, lower case. IIS alone and request-id alone prove nothing. */
export const exchangeHeaders = [
  'x-feserver',
  'x-calculatedbetarget',
  'x-targetbeserver',
  'x-beserver',
  'x-diaginfo',
  'x-owa-version',
  'ms-server-activesync',
  'x-calculatedfetarget',
  'x-feproxyinfo',
] as const;

/**
 * What a response says of the server that made it. `exchange` needs a positive sign: websites and devices answer on
 * Exchange's paths too, and a hardened Exchange may show none (then it is false, which proves nothing).
 */
export function serverSignsOf(
  head: ReadHead<ResponseHeader>,
  challenges: readonly Challenge[],
  diagnostics: readonly Diagnostics[],
): ServerSigns {
  const application = head.first('x-serverapplication');
  const signs: Mutable<ServerSigns> = {
    exchange:
      exchangeHeaders.some((name) => head.first(name) !== undefined) ||
      /^exchange\//i.test(application ?? '') ||
      challenges.some(({ bearer }) => bearer?.client_id?.toLowerCase() === exchangeApplication) ||
      diagnostics.some(({ dialect }) => dialect === 'exchange' || dialect === 'exchange-json'),
  };
  set(signs, 'frontEnd', firstOf(head.first('x-feserver')));
  set(signs, 'backEnd', firstOf(backEndOf(head)));
  set(signs, 'build', buildOf(head.first('x-owa-version')) ?? buildOf(application));
  set(signs, 'requestId', head.first('request-id') || undefined);
  set(signs, 'date', dateOf(head.first('date')));
  return signs;
}

function backEndOf(head: ReadHead<ResponseHeader>): string | undefined {
  return head.first('x-calculatedbetarget') ?? head.first('x-targetbeserver') ?? head.first('x-beserver');
}

function set<Name extends keyof ServerSigns>(
  signs: Mutable<ServerSigns>,
  name: Name,
  value: ServerSigns[Name] | undefined,
): void {
  if (value !== undefined) signs[name] = value;
}

const builds = createMemo<string | undefined>(200);
// Every answer names the same few servers.
const names = createMemo<string>(1000);
const dates = createMemo<number | undefined>(200);

// "15.02.2562.045": some headers pad with zeros.
function buildOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return builds(value, () => {
    const match = /(?:^|\/)(\d{1,3})\.(\d{1,3})\.(\d{1,6})\.(\d{1,6})(?!\d)/.exec(value);
    return match?.slice(1).map(Number).join('.');
  });
}

// Only the form with GMT: the others are read as local time by some engines (RFC 9110 §5.6.7).
function dateOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return dates(value, () => {
    if (!/^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(value)) return undefined;
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : time;
  });
}

function firstOf(list: string | undefined): string | undefined {
  const comma = list?.indexOf(',') ?? -1;
  const name = (comma < 0 ? list : list?.slice(0, comma))?.trim() || undefined;
  return name && names(name, () => standalone(name));
}
