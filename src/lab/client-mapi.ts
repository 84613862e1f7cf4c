import { randomUUID } from 'node:crypto';
import type { ClientRequest, ClientResponse } from './client-connection.js';
import { askExchange, askWithoutToken } from './client-exchange.js';
import { type ClientSession, valuesOf } from './client-session.js';
import type { Header } from './wire.js';

/** A session of MAPI over HTTP: the cookies it lives by, and how many requests it had. */
interface Context {
  readonly id: string;
  readonly cookies: readonly Header[];
  count: number;
}

/** Connects to the mailbox and asks it once. True when both were answered. */
export async function openMailbox(session: ClientSession): Promise<boolean> {
  const context = await connect(session);
  return context !== undefined && (await execute(session, context))?.status === 200;
}

const requests = 280;

/**
 * Fills folders: hundreds of requests, before every fifth of which a new connection asks without its token, as behind a
 * proxy that was found by itself. Where the server has forgotten the session, Outlook connects again and goes on.
 */
export async function workInMailbox(session: ClientSession): Promise<boolean> {
  let context = await connect(session);
  for (let at = 1; at <= requests && context; at += 1) {
    if (at % 5 === 0) await askWithoutToken(session, session.mapiHost, requestOf(session, 'Execute', context));
    if (hasForgotten(await execute(session, context))) context = await connect(session);
  }
  return context !== undefined;
}

async function connect(session: ClientSession): Promise<Context | undefined> {
  const fresh: Context = { id: randomUUID().toUpperCase(), cookies: [], count: 0 };
  const response = await askExchange(session, session.mapiHost, requestOf(session, 'Connect', fresh));
  if (response?.status !== 200) return undefined;
  const cookies = valuesOf(response, 'set-cookie').map((value) => value.split(';')[0]);
  return { ...fresh, cookies: [['Cookie', cookies.join('; ')]], count: 1 };
}

async function execute(session: ClientSession, context: Context): Promise<ClientResponse | undefined> {
  context.count += 1;
  return await askExchange(session, session.mapiHost, requestOf(session, 'Execute', context));
}

// 10: context not found ([MS-OXCMAPIHTTP] 2.2.3.3.3).
function hasForgotten(response: ClientResponse | undefined): boolean {
  return /^X-ResponseCode: 10\r$/m.test(response?.body.toString('latin1') ?? '');
}

function requestOf({ person }: ClientSession, requestType: string, { id, cookies, count }: Context): ClientRequest {
  const headers: Header[] = [
    ['Content-Type', 'application/mapi-http'],
    ['X-RequestType', requestType],
    ['X-RequestId', `{${id}}:${count}`],
    ['X-ClientInfo', '{DDDDDDDD-3333-4444-5555-EEEEEEEEEEEE}:1'],
    ['X-ClientApplication', 'Outlook/16.0.19328.20158'],
    ...cookies,
  ];
  const path = `/mapi/emsmdb/?MailboxId=${person.mailboxId}`;
  return { method: 'POST', path, headers, body: Buffer.alloc(20) };
}
