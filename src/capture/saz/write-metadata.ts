import type { RawTransaction } from '../../types.js';
import { withoutUndefined } from '../fields/json-fields.js';
import { type OwnFields, ownParts } from '../own-fields.js';
import { escapeMarkup, notMarkup } from './escape-markup.js';
import { ownFlag } from './own-flag.js';
import type { SazOwnMessage } from './own-message.js';

/** What stands beside the messages of one session. */
export interface OwnMessages {
  readonly request?: SazOwnMessage;
  readonly response?: SazOwnMessage;
}

/**
 * `raw/N_m.xml` as Fiddler Classic writes it. Classic takes six timers for granted (ClientConnected, ClientDoneRequest,
 * ServerGotRequest, ServerDoneResponse, ClientBeginResponse, ClientDoneResponse), so every timer stands there, unset ones
 * as the first of January of the year 1.
 */
export function writeMetadata(t: RawTransaction, sid: string, messages: OwnMessages): string {
  const lines = [
    '\uFEFF<?xml version="1.0" encoding="utf-8"?>',
    `<Session SID="${sid}" BitFlags="${isHttps(t) ? '1' : '0'}">`,
    `  <SessionTimers ${timersOf(t)} />`,
    '  <PipeInfo />',
    '  <SessionFlags>',
    ...flagsOf(t, messages).map(([name, value]) => `    <SessionFlag N="${name}" V="${escapeMarkup(value)}" />`),
    '  </SessionFlags>',
    '</Session>',
  ];
  return lines.join('\r\n');
}

/** What Fiddler shows as the process; undefined where it is not known. */
export function processOf({ client }: RawTransaction): string | undefined {
  if (client?.name === undefined) return undefined;
  const name = client.name.replace(/\.exe$/i, '');
  return client.pid === undefined ? name : `${name}:${client.pid}`;
}

/** What Fiddler shows as the comment: why something is missing that people would look for. */
export function commentOf({ request, failure, text }: RawTransaction): string | undefined {
  if (failure) return `No complete response. ${failure.stage}: ${failure.code}`;
  if (request) return undefined;
  return text === undefined
    ? 'The request was not recorded.'
    : `Text, not a request. It stands in the flag ${ownFlag}.`;
}

/** Decrypted traffic; a tunnel itself is none. */
export function isHttps({ request }: RawTransaction): boolean {
  return /^https:/i.test(request?.url ?? '') && !/^connect$/i.test(request?.method ?? '');
}

const unset = '0001-01-01T00:00:00';

// Two times are known: the request counts as sent at once, and the response as received at once, as in a HAR of ours.
function timersOf(t: RawTransaction): string {
  const sent = timeOf(t.startedAt);
  const received = t.response ? timeOf(t.endedAt) : unset;
  const timers = [
    ['ClientConnected', unset],
    ['ClientBeginRequest', sent],
    ['GotRequestHeaders', sent],
    ['ClientDoneRequest', sent],
    ...['GatewayTime', 'DNSTime', 'TCPConnectTime', 'HTTPSHandshakeTime'].map((name) => [name, '0']),
    ['ServerConnected', unset],
    ['FiddlerBeginRequest', sent],
    ['ServerGotRequest', sent],
    ['ServerBeginResponse', received],
    ['GotResponseHeaders', received],
    ['ServerDoneResponse', received],
    ['ClientBeginResponse', received],
    ['ClientDoneResponse', received],
  ];
  return timers.map(([name, value]) => `${name}="${value}"`).join(' ');
}

// With an offset in place of "Z", Fiddler shows the time of the person who looks.
function timeOf(time: number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return /^\d{4}-/.test(text) ? text.replace('Z', '+00:00') : unset;
}

function flagsOf(t: RawTransaction, messages: OwnMessages): (readonly [name: string, value: string])[] {
  const flags: Record<string, string | undefined> = {
    'x-processinfo': processOf(t),
    'ui-comments': commentOf(t),
    'log-drop-request-body': t.absent.includes('request-body') ? 'not recorded' : undefined,
    'log-drop-response-body': t.absent.includes('response-body') ? 'not recorded' : undefined,
    [ownFlag]: safeJson({ ...ownParts(t), ...messages } satisfies OwnFields<SazOwnMessage>),
  };
  return Object.entries(withoutUndefined<Record<string, string>>(flags));
}

// Every language as it is; what XML has no place for, and what turns the direction of writing, by its number.
function safeJson(value: object): string {
  return JSON.stringify(value).replace(notMarkup, (sign) => sign.split('').map(escapeUnit).join(''));
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
