/** `captures/healthy.long-start.har` is what `support/long-start.ts` writes; `vitest -u` writes it again. */
import { describe, expect, it } from 'vitest';
import { fiddlerHar } from './support/formats/fiddler-har.js';
import { longStart, longStartLength } from './support/long-start.js';
import { troubles } from './support/rule-test.js';
import { diagnose, type Exchange, traffic } from './support/traffic.js';

const exchanges = longStart();
const some = (is: (exchange: Exchange) => boolean) => exchanges.filter(is).length;

describe('a start of Outlook, five hundred transactions long', () => {
  it('is the capture that is kept', async () => {
    const raws = traffic(...exchanges);
    const text = fiddlerHar(raws);
    expect(raws).toHaveLength(longStartLength);
    expect(text.length).toBeLessThan(1_000_000);
    await expect(text).toMatchFileSnapshot('../captures/healthy.long-start.har');
  });

  it('has all in it that misleads', () => {
    const responseCode = ({ headers = [] }: Exchange) => headers.find(([name]) => name === 'X-ResponseCode')?.[1];
    expect(some(({ status }) => status === 401)).toBeGreaterThan(100);
    expect(some(({ method }) => method?.startsWith('RPC_') ?? false)).toBe(4);
    expect(some((exchange) => responseCode(exchange) === '10')).toBe(1);
    expect(some(({ url = '' }) => url.startsWith('https://contoso.com/'))).toBe(1);
    expect(some(({ url = '' }) => /outlook\.(?:office365\.)?com/.test(url))).toBeGreaterThan(3);
    expect(some(({ url = '' }) => /teams\.microsoft\.com/.test(url))).toBeGreaterThan(50);
  });

  it('says nothing', () => {
    expect(troubles(diagnose(exchanges))).toEqual([]);
  });
});
