import { randomUUID } from 'node:crypto';
import { megan, type Person, people } from './contoso.js';
import { frontEndHeaders } from './exchange-refusals.js';
import type { ExchangeSettings } from './settings.js';
import type { Header, LabRequest, Reply } from './wire.js';

const contextCookie = 'MapiContext';

/** MAPI over HTTP ([MS-OXCMAPIHTTP] 2.2.2.2): 200 whatever happens, the outcome in `X-ResponseCode`. */
export function answerMapi(request: LabRequest, now: number, { forgetsSessionAfter }: ExchangeSettings): Reply {
  if (!request.query.has('MailboxId')) return { status: 400, reason: 'Bad Request', headers: empty(now) };
  const requestType = request.header('x-requesttype') ?? '';
  const hasContext = (request.header('cookie') ?? '').includes(`${contextCookie}=`);
  // 13: cookie missing. A lost cookie is what a balancer without affinity looks like. 10: no such session any more.
  const isForgotten = countOf(request) > (forgetsSessionAfter ?? Number.POSITIVE_INFINITY);
  const code = requestType === 'Connect' || (hasContext && !isForgotten) ? 0 : hasContext ? 10 : 13;
  const body = requestType === 'Connect' ? connectBody(ownerOf(request)) : Buffer.alloc(20);
  return {
    status: 200,
    reason: 'OK',
    headers: headers(request, requestType, now),
    body: Buffer.concat([Buffer.from(metaTags(code, now), 'latin1'), code === 0 ? body : Buffer.alloc(0)]),
  };
}

function headers(request: LabRequest, requestType: string, now: number): Header[] {
  return [
    ['Cache-Control', 'private'],
    ['Transfer-Encoding', 'chunked'],
    ['Content-Type', 'application/mapi-http'],
    ...frontEndHeaders(now),
    ['X-CalculatedBETarget', 'ex01.contoso.local'],
    ['X-ServerApplication', 'Exchange/15.02.1544.011'],
    ['X-RequestType', requestType],
    ['X-RequestId', request.header('x-requestid') ?? ''],
    ['X-ClientInfo', request.header('x-clientinfo') ?? ''],
    ['X-ResponseCode', '0'],
    ['X-PendingPeriod', '15000'],
    ['X-ExpirationInfo', '900000'],
    ...(requestType === 'Connect' ? cookies() : []),
    ['X-DiagInfo', 'EX01'],
    ['X-BEServer', 'EX01'],
  ];
}

function cookies(): Header[] {
  return [
    ['Set-Cookie', `${contextCookie}=MAPIAAAA${randomUUID()}; path=/mapi/emsmdb; secure; HttpOnly`],
    ['Set-Cookie', `MapiSequence=1-${randomUUID()}; path=/mapi/emsmdb; secure; HttpOnly`],
  ];
}

// Lines and headers that come ahead of the payload, inside of the body.
function metaTags(code: number, now: number): string {
  const startTime = new Date(now).toUTCString();
  return `PROCESSING\r\nDONE\r\nX-ResponseCode: ${code}\r\nX-ElapsedTime: 7\r\nX-StartTime: ${startTime}\r\n\r\n`;
}

// `{id}:count`: which request of its session it is.
function countOf(request: LabRequest): number {
  return Number(request.header('x-requestid')?.split(':')[1] ?? 0);
}

function ownerOf(request: LabRequest): Person {
  return people.find(({ mailboxId }) => mailboxId === request.query.get('MailboxId')) ?? megan;
}

// StatusCode, ErrorCode, PollsMax, RetryCount, RetryDelay; DnPrefix, DisplayName, AuxiliaryBufferSize (2.2.4.1.2).
function connectBody({ name }: Person): Buffer {
  const numbers = Buffer.alloc(20);
  numbers.writeUInt32LE(60_000, 8);
  numbers.writeUInt32LE(6, 12);
  numbers.writeUInt32LE(10_000, 16);
  const prefix = Buffer.from(
    '/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=\0',
    'latin1',
  );
  return Buffer.concat([numbers, prefix, Buffer.from(`${name}\0`, 'utf16le'), Buffer.alloc(4)]);
}

function empty(now: number): Header[] {
  return [['Content-Length', '0'], ...frontEndHeaders(now)];
}
