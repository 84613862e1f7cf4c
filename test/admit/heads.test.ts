import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactHead } from '../../src/admit/head.js';
import { createHeads } from '../../src/admit/heads.js';
import { createLedger } from '../../src/admit/ledger.js';
import { createRedaction } from '../../src/admit/redaction.js';
import { settle } from '../../src/admit/settle.js';
import { sweepText } from '../../src/admit/sweep.js';
import { runs } from '../support/long.js';
import { plantedTransactions } from '../support/secrets.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (name: string, signature: string) => `${part({ alg: 'RS256' })}.${part({ upn: name })}.${signature}`;

/** What a head is made of: lines that stay, lines that change, lines with secrets, and what makes a head odd. */
const lines: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Cache-Control: private', 'Server: IIS', 'X-FEServer: EX01', 'Vary: *') },
  { weight: 2, arbitrary: fc.constantFrom('WWW-Authenticate: NTLM', 'WWW-Authenticate: Basic realm="contoso"') },
  { weight: 2, arbitrary: fc.uuid().map((id) => `request-id: ${id}`) },
  { weight: 2, arbitrary: fc.nat(99).map((length) => `Content-Length: ${length}`) },
  { weight: 2, arbitrary: fc.nat(59).map((second) => `Date: Thu, 30 Nov 2017 07:52:${second} GMT`) },
  { weight: 2, arbitrary: fc.nat(3).map((id) => `X-Thing: a${id} password=p${id}`) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(2), fc.nat(2)).map(([a, b]) => `Cookie: a=one${a}; b=two${b}`) },
  { weight: 1, arbitrary: fc.nat(2).map((id) => `Set-Cookie: c=three${id}; path=/`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('adele', 'bob'), fc.nat(3))
      .map(([name, id]) => `Authorization: Bearer ${token(name, `R${'sig'.repeat(9)}${id}`)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('X-Küche: 台所', 'no colon', '', ': x', 'Server : x', 'A:', 'Date:x') },
  { weight: 1, arbitrary: fc.constantFrom(' folded', '\tCookie: a=b', 'bare\nCookie: a=b', 'bare\rCookie: a=b') },
  { weight: 1, arbitrary: fc.constantFrom('X-Kept: REDACTED-cookie-7-3', 'Cookie: a=REDACTED-cookie-2-4') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...plantedTransactions().flatMap(({ request, response }) =>
        [request?.head, response?.head].flatMap((head) => head?.split('\r\n').slice(1) ?? []),
      ),
    ),
  },
);
const starts = fc.constantFrom(
  'HTTP/1.1 401 Unauthorized',
  'GET /?code=abc HTTP/1.1',
  'POST /EWS HTTP/1.1',
  'Server: x',
  '',
);
const head = fc.tuple(starts, fc.array(lines, { maxLength: 8 })).map(([start, rest]) => [start, ...rest].join('\r\n'));

/** A few heads again and again in any order, as traffic has it. */
const traffic = fc
  .array(head, { minLength: 1, maxLength: 6 })
  .chain((heads) => fc.array(fc.oneof(fc.constantFrom(...heads), head), { minLength: 1, maxLength: 30 }));

function byItself(): (head: string) => string {
  const redaction = createRedaction(createLedger(), sweepText);
  return (one) => {
    redaction.reserve(one);
    return settle(redaction, one, redactHead);
  };
}

function withMemory(): (head: string) => string {
  const redaction = createRedaction(createLedger(), sweepText);
  const redact = createHeads(redaction);
  return (one) => {
    redaction.reserve(one);
    return redact(one);
  };
}

describe('heads that are remembered', () => {
  it('come out as if each were read by itself', () => {
    fc.assert(
      fc.property(traffic, (heads) => {
        expect(heads.map(withMemory())).toEqual(heads.map(byItself()));
      }),
      { numRuns: runs(100, 400) },
    );
  });

  it('come out the same when they are redacted again', () => {
    fc.assert(
      fc.property(traffic, (heads) => {
        const once = heads.map(withMemory());
        expect(once.map(withMemory())).toEqual(once);
      }),
      { numRuns: runs(50, 200) },
    );
  });

  it('come out as if each were read by itself where there are more lines than are remembered', () => {
    const line = (id: number) =>
      id % 2 === 0 ? `Set-Cookie: c=three${id}; path=/` : `Content-Location: /?code=a${id}`;
    const heads = Array.from({ length: 200 }, (_, index) =>
      ['HTTP/1.1 200 OK', ...Array.from({ length: 40 }, (_, at) => line((index * 40 + at * at) % 5000))].join('\r\n'),
    );
    expect(heads.map(withMemory())).toEqual(heads.map(byItself()));
  });

  it('come out as if each were read by itself where two runs take turns', () => {
    const head = (id: number) => `HTTP/1.1 200 OK\r\nSet-Cookie: c=three${id}; path=/\r\nServer: IIS`;
    const [one, other] = [withMemory(), withMemory()];
    expect([1, 2, 1].map((id) => [one(head(id)), other(head(3 - id))])).toEqual(
      [1, 2, 1].map((id) => [1, 1].map(() => head(0).replace('three0', `REDACTED-cookie-${id}-6`))),
    );
  });

  it('tell a signature from another one behind the same claims', () => {
    const redact = withMemory();
    const signed = (signature: string) =>
      redact(`GET / HTTP/1.1\r\nAuthorization: Bearer ${token('adele', signature)}`);
    const seen = [1, 2, 1, 3, 2, 1].map((id) =>
      signed(`${'s'.repeat(40)}${id}`)
        .split('.')
        .at(-1),
    );
    expect(seen).toEqual([1, 2, 1, 3, 2, 1].map((id) => `REDACTED-signature-${id}-41`));
  });
});
