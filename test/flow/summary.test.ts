import { describe, expect, it } from 'vitest';
import { createSieve } from '../../src/flow/sift.js';
import { createSummary } from '../../src/flow/summary.js';
import { accepted, anonymous, autodiscoverUrl, emptyBearer, negotiate, prompt, refused } from '../support/dance.js';
import { noSuchUser } from '../support/sentences.js';
import { bearerChallenge, type Exchange, exchangeHeaders, observations, traffic } from '../support/traffic.js';

function counted(...exchanges: readonly Exchange[]) {
  const summary = createSummary();
  for (const observation of observations(traffic(...exchanges))) summary.add(observation);
  return summary;
}

describe('the summary', () => {
  it('counts every transaction, by what it is about', () => {
    const { transactions, exchange, signIn } = counted(emptyBearer(), prompt(), accepted(), {
      url: 'https://www.contoso.com/',
      status: 200,
    }).read();
    expect({ transactions, exchange, signIn }).toEqual({ transactions: 4, exchange: 2, signIn: 1 });
  });

  it('counts what is neither Exchange nor a sign-in, and tunnels among it', () => {
    const summary = counted(emptyBearer());
    const url = 'https://www.contoso.com/';
    const sieve = createSieve();
    for (const raw of traffic({ url, status: 200 }, { url, method: 'CONNECT', status: 200 })) sieve.add(raw);
    summary.addOthers(sieve.take().others);
    expect(summary.read()).toMatchObject({ transactions: 3, exchange: 1, signIn: 0, tunnels: 1 });
  });

  it('counts by host and virtual directory how requests ended', () => {
    const { rows } = counted(
      anonymous(),
      emptyBearer(),
      accepted(),
      accepted(),
      negotiate(200),
      refused(noSuchUser),
      { failure: { stage: 'connect', code: 'ECONNREFUSED' } },
      { url: autodiscoverUrl, status: 200, headers: exchangeHeaders },
    ).read();
    expect(rows).toEqual([
      {
        host: 'mail.contoso.com',
        virtualDirectory: '/Autodiscover',
        protocol: 'autodiscover',
        bearer: 0,
        otherScheme: 0,
        anonymous: 1,
        refused: 0,
        failed: 0,
        offersBearer: false,
        offeringServers: [],
      },
      {
        host: 'mail.contoso.com',
        virtualDirectory: '/mapi',
        protocol: 'mapi',
        bearer: 2,
        otherScheme: 1,
        anonymous: 0,
        refused: 1,
        failed: 1,
        offersBearer: true,
        offeringServers: ['EX01'],
      },
    ]);
  });

  it('names the servers that offered Bearer, in any order the same, and not more than fifty', () => {
    const servers = Array.from({ length: 60 }, (_, index) => `EX${index + 10}`);
    const offering = servers.map((server) => emptyBearer({ headers: [bearerChallenge(), ['X-FEServer', server]] }));
    for (const list of [offering, offering.toReversed(), [...offering, ...offering]]) {
      expect(counted(...list).read().rows[0]?.offeringServers).toEqual(servers.slice(0, 50));
    }
  });

  it('has at most five hundred rows; the rest counts in the totals', () => {
    const many = Array.from({ length: 700 }, (_, index) =>
      accepted({ url: `https://mail${index}.contoso.com/EWS/Exchange.asmx` }),
    );
    const { rows, exchange } = counted(...many).read();
    expect([rows.length, exchange]).toEqual([500, 700]);
  });

  it('goes on from a copy without touching the first', () => {
    const first = counted(accepted());
    const copy = first.copy();
    for (const observation of observations(traffic(accepted(), emptyBearer()))) copy.add(observation);
    expect(first.read().rows[0]).toMatchObject({ bearer: 1, offersBearer: false });
    expect(copy.read().rows[0]).toMatchObject({ bearer: 2, offersBearer: true });
    expect([first.read().transactions, copy.read().transactions]).toEqual([1, 3]);
  });

  it('does not let two places with the same letters become one', () => {
    const { rows } = counted(
      accepted({ url: 'https://mail.contoso.com/EWS/a' }),
      accepted({ url: 'https://mail.contoso.com/OAB/a' }),
    ).read();
    expect(rows.map(({ virtualDirectory }) => virtualDirectory)).toEqual(['/EWS', '/OAB']);
  });
});
