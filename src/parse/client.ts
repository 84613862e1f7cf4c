import { brokerProcesses } from '../knowledge/client-programs.js';
import { clientSigns } from '../knowledge/clients.js';
import type { Client, ClientKind } from '../types.js';
import { createMemo } from './memo.js';
import type { ReadHead, RequestHeader } from './read-head.js';

const clients = createMemo<Client>(2000);
const kinds = createMemo<ClientKind | undefined>(500);

/**
 * Who speaks, by the signs in a request head; equal answers are one object. Everything here is the client's own word.
 *
 * @param processName - The program at the client's end, where the source knows it; it decides only where the head
 *   does not.
 */
export function clientOf(head: ReadHead<RequestHeader>, processName?: string): Client {
  const userAgent = head.first('user-agent');
  const acceptAuth = head.first('accept-auth');
  const [identity, mailbox] = [head.first('x-user-identity'), head.first('x-anchormailbox')];
  const kind = kindOf(head, processName);
  // No value holds a line end, or is one: heads are parted at them.
  const key = [userAgent, identity, mailbox, acceptAuth].reduce<string>((all, one) => `${all}\r\n${one ?? '\r'}`, kind);
  return clients(key, () => {
    const user = userOf(identity) ?? userOf(mailbox);
    return {
      kind,
      ...(userAgent === undefined ? {} : { userAgent }),
      ...(user === undefined ? {} : { user }),
      ...(acceptAuth === undefined ? {} : { acceptAuth: listOf(acceptAuth) }),
    };
  });
}

function kindOf(head: ReadHead<RequestHeader>, processName: string | undefined): ClientKind {
  const named = kindOfText(head.first('user-agent')) ?? kindOfText(head.first('x-clientapplication'));
  if (named !== undefined && named !== 'browser') return named;
  if (isMobileDevice(head.start)) return 'outlook-mobile';
  if (head.first('accept-auth') !== undefined || head.first('x-ms-negotiate') !== undefined) return 'outlook';
  if (head.all('cookie').some((cookie) => cookie.includes('OutlookSession='))) return 'outlook';
  const program = processName?.toLowerCase();
  if (program !== undefined && brokerProcesses.some((broker) => program.includes(broker))) return 'sign-in-broker';
  return named ?? 'unknown';
}

function kindOfText(text: string | undefined): ClientKind | undefined {
  if (text === undefined) return undefined;
  return kinds(text, () => {
    const lower = text.toLowerCase();
    return clientSigns.find(({ contains }) => contains.every((part) => lower.includes(part)))?.kind;
  });
}

// Outlook Mobile's service names itself in the query of ActiveSync.
function isMobileDevice(start: string): boolean {
  const lower = start.toLowerCase();
  return ['&', '?'].some(
    (mark) => lower.includes(`${mark}devicetype=outlook`) || lower.includes(`${mark}deviceid=outlookservice`),
  );
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
