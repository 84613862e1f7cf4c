import { brokerProcesses, clientSigns } from '../knowledge/clients.js';
import type { Client, ClientKind } from '../types.js';
import { firstValues } from './first-values.js';
import { startLine } from './head.js';

/**
 * Who speaks, by the signs in a request head. Everything here is the client's own word.
 *
 * @param processName - The program at the client's end, where the source knows it; it decides only where the head
 *   does not.
 */
export function clientOf(requestHead: string | undefined, processName?: string): Client {
  const headers = firstValues(requestHead);
  const userAgent = headers.get('user-agent');
  const user = userOf(headers.get('x-user-identity')) ?? userOf(headers.get('x-anchormailbox'));
  const acceptAuth = headers.get('accept-auth');
  return {
    kind: kindOf(headers, startLine(requestHead ?? ''), processName),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(user === undefined ? {} : { user }),
    ...(acceptAuth === undefined ? {} : { acceptAuth: listOf(acceptAuth) }),
  };
}

function kindOf(headers: ReadonlyMap<string, string>, start: string, processName: string | undefined): ClientKind {
  const named = kindOfText(headers.get('user-agent')) ?? kindOfText(headers.get('x-clientapplication'));
  if (named !== undefined && named !== 'browser') return named;
  if (isMobileDevice(start)) return 'outlook-mobile';
  if (headers.has('accept-auth') || headers.has('x-ms-negotiate') || hasOutlookSession(headers)) return 'outlook';
  const program = processName?.toLowerCase();
  if (program !== undefined && brokerProcesses.some((broker) => program.includes(broker))) return 'sign-in-broker';
  return named ?? 'unknown';
}

function kindOfText(text: string | undefined): ClientKind | undefined {
  if (text === undefined) return undefined;
  const lower = text.toLowerCase();
  return clientSigns.find(({ contains }) => contains.every((part) => lower.includes(part)))?.kind;
}

// Outlook Mobile's service names itself in the query of ActiveSync.
function isMobileDevice(start: string): boolean {
  const lower = start.toLowerCase();
  return ['&', '?'].some(
    (mark) => lower.includes(`${mark}devicetype=outlook`) || lower.includes(`${mark}deviceid=outlookservice`),
  );
}

function hasOutlookSession(headers: ReadonlyMap<string, string>): boolean {
  return headers.get('cookie')?.includes('OutlookSession=') ?? false;
}

// "AAD-SMTP:user@contoso.com", "SMTP:…", "UPN:…" or the bare address; GUIDs and system mailboxes are nobody to compare.
function userOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [prefix, rest] = splitOnce(value.trim().toLowerCase());
  const address = rest === undefined ? prefix : ['smtp', 'aad-smtp', 'upn', 'aad-upn'].includes(prefix) ? rest : '';
  const [local = '', domain = '', more] = address.split('@');
  return local !== '' && domain.includes('.') && more === undefined && !/\s/.test(address) ? address : undefined;
}

function splitOnce(text: string): [string, string | undefined] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1).trim()];
}

function listOf(value: string): string[] {
  const words = value.toLowerCase().split(',');
  return words.map((word) => word.trim()).filter((word) => word !== '');
}
