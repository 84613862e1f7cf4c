import { describe, expect, it } from 'vitest';
import { flowReport } from '../../src/flow/flow-report.js';
import { flowsOf } from '../../src/flow/flows.js';
import { stepOf } from '../../src/flow/story.js';
import type { FlowStep } from '../../src/types.js';
import {
  accepted,
  anonymous,
  authorizeDenied,
  basic,
  emptyBearer,
  negotiate,
  ntlm,
  prompt,
  refused,
} from '../support/dance.js';
import { grantRevoked, noSuchUser } from '../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  flows,
  observations,
  start,
  tokenDenied,
  tokenIssued,
  traffic,
} from '../support/traffic.js';

function told(exchange: Exchange): FlowStep {
  const [observation] = observations(traffic(exchange));
  if (!observation) throw new TypeError('one observation expected');
  return stepOf(observation);
}

describe('what was sent', () => {
  it.each<[string, Exchange, string | undefined]>([
    ['nothing', anonymous(), 'no Authorization'],
    ['an empty Bearer', emptyBearer(), 'Bearer (empty)'],
    ['a token', accepted(), 'Bearer token'],
    ['Basic', basic(200), 'Basic'],
    ['NTLM, first message', ntlm(200)[0] ?? {}, 'NTLM type 1'],
    ['NTLM, third message', ntlm(200)[1] ?? {}, 'NTLM type 3'],
    ['Negotiate with a ticket', negotiate(200), 'Negotiate Kerberos'],
    ['a scheme of its own', { ...anonymous(), authorization: 'MAC id="x"' }, 'MAC'],
    ['what the exporter cut', { ...anonymous(), absent: ['authorization'] }, undefined],
    ['what was not seen', { status: 401, absent: ['request'], source: 'text' }, undefined],
    ['a sign-in, which has no Authorization to tell of', prompt(), undefined],
  ])('%s', (_what, exchange, sent) => {
    expect(told(exchange).sent).toBe(sent);
  });
});

describe('what was answered', () => {
  it.each<[string, Exchange, readonly string[]]>([
    ['a challenge, each scheme once', emptyBearer(), ['Bearer, Negotiate, NTLM']],
    [
      'a challenge that does not say where to sign in',
      emptyBearer({ headers: [bearerChallenge({ authorization_uri: undefined }), ['WWW-Authenticate', 'NTLM']] }),
      ['Bearer (no authorization_uri), NTLM'],
    ],
    ['a refusal', refused(noSuchUser), ['Bearer', 'x-ms-diagnostics 2000005 invalid_user']],
    ['an error of Entra ID', tokenDenied(50173, grantRevoked), ['AADSTS50173']],
    ['an error without a number', authorizeDenied('access_denied', 'declined'), ['access_denied']],
    ['a token', tokenIssued(accessToken()), ['token issued']],
    [
      'a code',
      prompt({ status: 302, headers: [['Location', 'https://localhost/?code=made-up']], body: '' }),
      ['code issued'],
    ],
    ['a page', prompt(), ['page']],
    [
      'what MAPI says behind its 200',
      accepted({ headers: [...exchangeHeaders, ['X-ResponseCode', '10']] }),
      ['X-ResponseCode 10'],
    ],
    ['nothing', { status: 200 }, []],
  ])('%s', (_what, exchange, says) => {
    expect(told(exchange).says).toEqual(says);
  });
});

describe('a step', () => {
  it('names the target without its query', () => {
    expect(told(anonymous()).target).toBe('mail.contoso.com/mapi/emsmdb/');
  });

  it('tells a failure by stage and code', () => {
    const step = told({ failure: { stage: 'connect', code: 'ECONNREFUSED' } });
    expect([step.failure, step.status]).toEqual(['connect: ECONNREFUSED', undefined]);
  });

  it('knows its leg, its time and its number', () => {
    expect(told({ ...prompt(), id: '7', at: 3 })).toMatchObject({
      leg: 'sign-in',
      transaction: '7',
      at: start + 3000,
      method: 'GET',
      status: 200,
    });
    expect(told(anonymous())).toMatchObject({ leg: 'exchange', method: 'POST', status: 401 });
  });

  it('holds no secret', () => {
    const token = accessToken();
    const text = JSON.stringify([told(accepted({}, token)), told(tokenIssued(token)), told(basic(200))]);
    expect(text).not.toContain(token.slice(-12));
    expect(text).not.toContain('made-up');
  });
});

describe('a flow in the report', () => {
  it('tells both legs in the order of the wire, with who, where and how it ended', () => {
    const token = accessToken();
    const [flow] = flows(
      emptyBearer({ requestHeaders: [['X-User-Identity', 'gregt@contoso.com']] }),
      prompt(),
      tokenIssued(token),
      accepted({}, token),
      accepted({}, token),
    );
    if (!flow) throw new TypeError('one flow expected');
    const { steps, ...report } = flowReport(flow);
    expect(report).toEqual({
      id: '1',
      protocol: 'mapi',
      client: 'outlook',
      outcome: 'bearer',
      laterUses: 1,
      times: 1,
      host: 'mail.contoso.com',
      virtualDirectory: '/mapi',
      user: 'gregt@contoso.com',
    });
    expect(steps.map(({ transaction, leg }) => `${transaction} ${leg}`)).toEqual([
      '1 exchange',
      '2 sign-in',
      '3 sign-in',
      '4 exchange',
    ]);
  });

  it('names the program that made the connections', () => {
    const client = { name: 'OUTLOOK', pid: 4711 };
    const [flow] = flowsOf(observations(traffic(accepted()).map((raw) => ({ ...raw, client }))));
    expect(flow && flowReport(flow).program).toEqual(client);
  });

  it('tells a leg that stands alone once', () => {
    const [flow] = flows(prompt(), tokenDenied(50173, grantRevoked));
    expect(flow && flowReport(flow).steps.map(({ transaction }) => transaction)).toEqual(['1', '2']);
  });
});
