import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResponseHead } from '../../src/parse/read-head.js';
import { serverSignsOf as signsOfHead } from '../../src/parse/server-signs.js';
import type { Challenge, Diagnostics } from '../../src/types.js';
import { expectLinear, nastyRuns } from './linear.js';

const head = (...lines: string[]) => ['HTTP/1.1 401 Unauthorized', 'Server: Microsoft-IIS/10.0', ...lines].join('\r\n');

function serverSignsOf(text: string, challenges: readonly Challenge[], diagnostics: readonly Diagnostics[]) {
  return signsOfHead(readResponseHead(text), challenges, diagnostics);
}

describe('serverSignsOf', () => {
  it('reads the names, the build, the request id and the date of an Exchange answer', () => {
    const answer = head(
      'request-id: 11111111-2222-3333-4444-555555555555',
      'X-CalculatedBETarget: ex02.contoso.local',
      'X-OWA-Version: 15.2.1544.11',
      'X-FEServer: EX01,EX03',
      'Date: Mon, 02 Mar 2026 08:15:30 GMT',
    );
    expect(serverSignsOf(answer, [], [])).toEqual({
      exchange: true,
      frontEnd: 'EX01',
      backEnd: 'ex02.contoso.local',
      build: '15.2.1544.11',
      requestId: '11111111-2222-3333-4444-555555555555',
      date: Date.UTC(2026, 2, 2, 8, 15, 30),
    });
  });

  it('reads the padded build of MAPI/HTTP', () => {
    expect(serverSignsOf(head('X-ServerApplication: Exchange/15.02.2562.045'), [], [])).toEqual({
      exchange: true,
      build: '15.2.2562.45',
    });
  });

  it.each([
    'X-FEServer: EX01',
    'X-BEServer: EX02',
    'X-DiagInfo: EX02',
    'X-CalculatedFETarget: fe.contoso.com',
    'X-FEProxyInfo: fe.contoso.com',
    'MS-Server-ActiveSync: 15.2',
  ])('takes %s for a sign of Exchange', (line) => {
    expect(serverSignsOf(head(line), [], [])?.exchange).toBe(true);
  });

  it('takes the client_id of the challenge and the dialect of the diagnostics for signs', () => {
    const challenge = {
      scheme: 'Bearer',
      parameters: [],
      raw: '',
      bearer: { client_id: '00000002-0000-0FF1-ce00-000000000000' },
    };
    const sharePoint = { ...challenge, bearer: { client_id: '00000003-0000-0ff1-ce00-000000000000' } };
    const said = (dialect: Diagnostics['dialect']): Diagnostics => ({ dialect, raw: '' });
    expect(serverSignsOf(head(), [challenge satisfies Challenge], [])?.exchange).toBe(true);
    expect(serverSignsOf(head(), [sharePoint], [said('sharepoint')])?.exchange).toBe(false);
    expect(serverSignsOf(head(), [], [said('exchange')])?.exchange).toBe(true);
  });

  it.each([
    ['IIS alone', head()],
    ['a request id alone', head('request-id: 11111111-2222-3333-4444-555555555555')],
    ['an application of another kind', head('X-ServerApplication: Contoso/1.0.0.0')],
    ['nothing at all', ''],
  ])('takes %s for no sign', (_, answer) => {
    expect(serverSignsOf(answer, [], [])?.exchange).toBe(false);
  });

  it.each([
    'Mon, 02 Mar 2026 08:15:30',
    'Monday, 02-Mar-26 08:15:30 GMT',
    'yesterday',
    'Mon, 99 Mar 2026 99:15:30 GMT',
  ])('leaves the date %s out', (date) => {
    expect(serverSignsOf(head(`Date: ${date}`), [], [])).not.toHaveProperty('date');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void serverSignsOf(head(`X-OWA-Version: ${text}`, text), [], []),
      ),
    );
  });

  it.each([...nastyRuns, '1.'])('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const answer = head(`X-FEServer: ${run.repeat(n)}`, `X-OWA-Version: ${run.repeat(n)}`, `Date: ${run.repeat(n)}`);
      for (let times = 0; times < 20; times += 1) serverSignsOf(answer, [], []); // once is below the clock's grain
    });
  });
});
