import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/flow/flows.js';
import { createSummary } from '../../src/flow/summary.js';
import { rules } from '../../src/rules/index.js';
import { judge } from '../../src/rules/judge.js';
import { quotable } from '../../src/rules/quotable.js';
import type { Observation } from '../../src/types.js';
import { accepted, basic, emptyBearer, ewsUrl, negotiate, ntlm, pastedHead, refused } from '../support/dance.js';
import { grantRevoked, hostNameInvalid, noSuchUser } from '../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  observations,
  outlook,
  tokenDenied,
  traffic,
} from '../support/traffic.js';

const seen = (...exchanges: readonly Exchange[]) => observations(traffic(...exchanges));
const one = (exchange: Exchange) => seen(exchange)[0] as Observation;

function judged(all: readonly Observation[]) {
  const counted = createSummary();
  for (const observation of all) counted.add(observation);
  return judge(flowsOf(all), rules, { summary: counted.read(), asOf: Number.POSITIVE_INFINITY });
}

describe('what is left of a transaction for rules to quote', () => {
  const whole = one(
    refused(hostNameInvalid, {
      url: `${ewsUrl}?cmd=a`,
      requestHeaders: [
        ['Accept-Auth', 'Bearer'],
        ['Cookie', 'a=b'],
      ],
      requestBody: 'a question',
      body: 'an answer',
    }),
  );
  const left = () => quotable(whole).transaction;

  it('is the address without its query', () => {
    expect(left().request?.url).toBe(ewsUrl);
    expect(left().request?.method).toBe('POST');
  });

  it('is of the request the scheme that it sent, and what the client is able to do', () => {
    expect(left().request?.head).toBe('Authorization: Bearer\r\nAccept-Auth: Bearer');
  });

  it('is of the response its status and what Exchange said', () => {
    const names = left()
      .response?.head.split('\r\n')
      .map((line) => line.split(':', 1)[0]);
    expect(names).toEqual(['HTTP/1.1 401 ', 'WWW-Authenticate', 'x-ms-diagnostics', 'Server']);
    expect(left().response?.status).toBe(401);
  });

  it('is no body', () => {
    expect([left().request?.body, left().response?.body]).toEqual([undefined, undefined]);
  });

  it('is all else that was read', () => {
    const { transaction: _cut, ...rest } = quotable(whole);
    const { transaction: _whole, ...expected } = whole;
    expect(rest).toEqual(expected);
    expect([left().id, left().startedAt]).toEqual([whole.transaction.id, whole.transaction.startedAt]);
  });

  it('is the program of the client', () => {
    const named = { ...whole, transaction: { ...whole.transaction, client: { name: 'OUTLOOK.EXE', pid: 7 } } };
    expect(quotable(named).transaction.client).toEqual({ name: 'OUTLOOK.EXE', pid: 7 });
  });

  it('is nothing that was never there', () => {
    const broken = quotable(one({ failure: { stage: 'connect', code: 'ECONNREFUSED' } })).transaction;
    expect([broken.failure?.code, 'response' in broken, 'client' in broken]).toEqual(['ECONNREFUSED', false, false]);
    const bare = quotable(one({ absent: ['request'], status: 401 })).transaction;
    expect(['request' in bare, bare.response?.status]).toEqual([false, 401]);
  });

  it.each<[string, Exchange]>([
    ['a pasted head', pastedHead({ status: 401, headers: [bearerChallenge()], requestHeaders: [['Cookie', 'a']] })],
    [
      'prose',
      { source: 'text', text: 'The remote server returned an error: (401) Unauthorized.', absent: ['request'] },
    ],
  ])('is the whole of %s', (_what, exchange) => {
    const observation = one(exchange);
    expect(quotable(observation)).toBe(observation);
  });
});

describe('the rules find the same, with the same quotes, in what is left of', () => {
  it.each<[string, readonly Exchange[]]>([
    ['a token that is refused', [emptyBearer(), refused(noSuchUser)]],
    ['a sign-in that is refused', [emptyBearer(), tokenDenied(50173, grantRevoked)]],
    ['NTLM that is refused', ntlm(401, { userAgent: outlook.replaceAll('16.0', '14.0') })],
    [
      'modern authentication that is off in the client',
      [basic(401, { requestHeaders: [['Accept-Auth', 'Basic,NTLM']] })],
    ],
    ['Negotiate beside Bearer', [emptyBearer(), negotiate(200)]],
    ['a mailbox that does not open', [accepted({ headers: [...exchangeHeaders, ['X-ResponseCode', '11']] })]],
    ['a token for another host', [refused(hostNameInvalid, {}, accessToken({ aud: 'https://mail.fabrikam.com/' }))]],
    ['a connection that broke', [{ failure: { stage: 'connect', code: 'ECONNREFUSED' } }]],
  ])('%s', (_what, exchanges) => {
    const all = seen(...exchanges);
    const whole = judged(all);
    expect(whole.findings.length).toBeGreaterThan(0);
    expect(judged(all.map(quotable))).toEqual(whole);
  });
});
