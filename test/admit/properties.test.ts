import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/admit/door.js';
import type { RawTransaction, SourceKind } from '../../src/types.js';
import { expectLinear, nastyRuns } from '../parse/linear.js';
import { runs } from '../support/long.js';
import { plantedTransactions } from '../support/secrets.js';

/** Pieces of everything that has a meaning to the door, to be put together at random. */
const pieces = [
  ...plantedTransactions().flatMap(({ request, response, text, failure }) =>
    [request?.head, request?.body?.text, response?.head, response?.body?.text, text, failure?.message].filter(
      (one) => one !== undefined,
    ),
  ),
  'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln',
  'Bearer ',
  'Basic ',
  'Basic dXNlcjpwYXNz',
  'NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAA',
  'Authorization: ',
  'Cookie: a=b; c="d"',
  'Set-Cookie: a=b, c=d; path=/',
  'password=',
  '?code=',
  '&url=https%3a%2f%2fx%3fcode%3d',
  '?url=',
  '://u:p@h/',
  '{"error":"x","refresh_token":"',
  '","error_description":"AADSTS50011: y',
  '{"code":["a",{"b":1}],',
  '<html>',
  '</html>',
  '<input name="code" value="',
  '<Message>',
  '</Message>',
  '<title>x</title>',
  'AADSTS50011: z\n',
  'PROCESSING\r\n',
  'DONE\r\n',
  'X-ResponseCode: 0\r\n',
  '-----BEGIN PRIVATE KEY-----',
  'M.C543_BAY.0.U.-abc',
  'REDACTED-token-3-40',
  'REDACTED-password',
  'REDACTED-cookie-999999999-1',
  'REDACTED-x-1-2-secret',
  'AbCd1234EfGh5678AbCd1234EfGh5678AbCd1234EfGh5678',
  '\r\n',
  '\r\n ',
  '"',
  "'",
  '\\',
  '%',
  '%zz',
  '+',
  '=',
  '&',
  ';',
  ',',
  '.',
  ' ',
  '\ud800',
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...pieces) },
  { weight: 2, arbitrary: fc.constantFrom(...pieces).chain((text) => fc.nat(text.length).map((at) => text.slice(at))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...pieces).chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const text = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
const type = fc.constantFrom(
  '',
  'Content-Type: application/json\r\n',
  'Content-Type: application/x-www-form-urlencoded\r\n',
  'Content-Type: text/html\r\n',
  'Content-Type: text/xml\r\n',
  'Content-Type: text/plain\r\n',
  'Content-Type: application/mapi-http\r\n',
);
const source: fc.Arbitrary<SourceKind> = fc.constantFrom('live', 'har', 'text', 'token');

const message = fc.record({ head: fc.tuple(type, text).map((parts) => parts.join('')), text });
const transaction: fc.Arbitrary<RawTransaction> = fc
  .record({ source, request: message, response: message, url: text, text, failure: text })
  .map((given) => ({
    id: '1',
    source: given.source,
    absent: [],
    request: {
      method: 'POST',
      url: given.url,
      head: given.request.head,
      body: { text: given.request.text, complete: true },
    },
    response: { status: 200, head: given.response.head, body: { text: given.response.text, complete: false } },
    text: given.text,
    failure: { stage: 'tls', code: 'X', message: given.failure },
  }));

describe('the door, whatever comes', () => {
  it('changes nothing when what was admitted is admitted again', () => {
    fc.assert(
      fc.property(transaction, (raw) => {
        const once = createDoor().admit(raw);
        expect(createDoor().admit(once)).toEqual(once);
      }),
      { numRuns: runs(300, 1500) },
    );
  });

  it('changes nothing when swept text is swept again', () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = createDoor().redactText(given);
        expect(createDoor().redactText(once)).toBe(once);
      }),
      { numRuns: runs(600, 3000) },
    );
  });

  it('says the same of a transaction when it comes again, whatever came between', () => {
    fc.assert(
      fc.property(fc.array(transaction, { minLength: 1, maxLength: 8 }), (raws) => {
        const door = createDoor();
        const once = raws.map((raw) => door.admit(raw));
        expect(raws.map((raw) => door.admit(raw))).toEqual(once);
      }),
      { numRuns: runs(40, 150) },
    );
  });

  // Of cut fragments in which something was cut before, also the length may hang on an ordinal: whole messages only.
  it('says of traffic what a new door says, but for the ordinals', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...plantedTransactions()), { minLength: 2, maxLength: 40 }), (raws) => {
        const door = createDoor();
        const known = raws.map((raw) => withoutOrdinals(door.admit(raw)));
        expect(known).toEqual(raws.map((raw) => withoutOrdinals(createDoor().admit(raw))));
      }),
      { numRuns: runs(30, 100) },
    );
  });

  it('keeps every line and its order in a head', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z-]{1,12}: [ -~]{0,60}$/), { minLength: 1 }), (lines) => {
        const head = ['HTTP/1.1 200 OK', ...lines].join('\r\n');
        const admitted = createDoor().admit({ id: '1', source: 'har', absent: [], response: { status: 200, head } });
        const names = (of: string) => of.split('\r\n').map((line) => line.split(':', 1)[0]);
        expect(names(admitted.response?.head ?? '')).toEqual(names(head));
      }),
    );
  });

  const extraRuns = ['?url=', 'eyJ', 'Basic ', '<input ', '&a=b', '://a:', '-----BEGIN ', 'cookie: ', 'A1b'];

  it.each([...nastyRuns, ...extraRuns])(
    'takes time in proportion to a run of %j',
    (run) => {
      expectLinear((n) => admitText(run.repeat(n)));
      for (const head of ['Location: /?url=', 'Set-Cookie: a=']) expectLinear((n) => admitHead(head + run.repeat(n)));
      for (const kind of ['json', 'html', 'xml'])
        expectLinear((n) => admitHead(`Content-Type: text/${kind}`, run.repeat(n)));
    },
    60_000,
  );
});

/** Every ordinal as 0, also in the parts of tokens that were written anew. */
function withoutOrdinals(transaction: RawTransaction): string {
  const plain = JSON.stringify(transaction).replace(/[A-Za-z0-9_-]{20,}/g, (run) => {
    const decoded = Buffer.from(run, 'base64').toString('utf8');
    return decoded.includes('REDACTED-') ? decoded : run;
  });
  return plain.replace(/(REDACTED-[a-z]+-)\d+/g, '$10');
}

function admitText(given: string): void {
  createDoor().admit({ id: '1', source: 'text', absent: [], text: given });
}

function admitHead(head: string, given = ''): void {
  const response = { status: 200, head, body: { text: given, complete: true } };
  createDoor().admit({ id: '1', source: 'har', absent: [], response });
}
