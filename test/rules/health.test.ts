import { describe, expect, it } from 'vitest';
import { anonymous, emptyBearer } from '../support/dance.js';
import { healthyDances, lookAlikes } from '../support/healthy.js';
import { troubles } from '../support/rule-test.js';
import { accessToken, diagnose, type Exchange, exchangeHeaders } from '../support/traffic.js';

const all = Object.entries({ ...healthyDances, ...lookAlikes });
const live = (exchange: Exchange): Exchange => ({ ...exchange, source: 'live' });
/** As browsers export it: the request is there, its credentials are not. */
const sanitised = ({ authorization: _cut, ...exchange }: Exchange): Exchange => ({
  ...exchange,
  absent: ['authorization'],
});

describe('health is silent', () => {
  it.each(all)('saved: %s', (_what, exchanges) => {
    expect(troubles(diagnose(exchanges))).toEqual([]);
  });

  it.each(all)('live: %s', (_what, exchanges) => {
    expect(troubles(diagnose(exchanges.map(live)))).toEqual([]);
  });

  it.each(Object.entries(healthyDances))('sanitised: %s', (_what, exchanges) => {
    const nobodyGotIn = exchanges.every(({ status }) => status === 401);
    expect(troubles(diagnose(exchanges.map(sanitised)))).toEqual(nobodyGotIn ? ['capture-sanitised'] : []);
  });

  it('a whole start of Outlook, five hundred transactions of everything at once', () => {
    const dances = all.flatMap(([, exchanges]) => exchanges);
    const noise = (index: number): Exchange => ({
      method: 'GET',
      url: `https://teams.microsoft.com/api/${index}`,
      authorization: `Bearer ${accessToken({ aud: 'https://api.spaces.skype.com' })}`,
      status: index % 7 === 0 ? 401 : 200,
    });
    const rest = Array.from({ length: 500 - dances.length }, (_, index) => noise(index));
    const timed = [...dances, ...rest].map(({ at: _own, ...exchange }) => exchange);
    expect(timed).toHaveLength(500);
    expect(troubles(diagnose(timed))).toEqual([]);
  });
});

describe('what a capture does not show', () => {
  it('says that it cannot know in place of accusing', () => {
    const report = diagnose([
      sanitised(anonymous()),
      sanitised(emptyBearer()),
      { status: 401, headers: exchangeHeaders, absent: ['authorization'] },
    ]);
    expect(troubles(report)).toEqual(['capture-sanitised']);
    expect(report.unknown.map(({ missing }) => missing)).toContain('authorization');
  });

  it('says nothing of what is unknown where the sign-in worked', () => {
    const exchanges = healthyDances['MAPI: empty Bearer, challenge, sign-in, token'] ?? [];
    const report = diagnose(exchanges.map((exchange) => ({ ...exchange, absent: ['time'] })));
    expect(report.unknown).toEqual([]);
  });
});
