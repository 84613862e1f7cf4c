import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactLine, redactStartLine } from '../../src/admit/head.js';
import { createLedger } from '../../src/admit/ledger.js';
import { createRedaction } from '../../src/admit/redaction.js';
import { settled } from '../../src/admit/settle.js';
import { settledLine, settledStart } from '../../src/admit/settled-line.js';
import { sweepText } from '../../src/admit/sweep.js';

const redaction = () => createRedaction(createLedger(), sweepText);
const word = fc.constantFrom(
  ...'a code password pwd session url MailboxId REDACTED-query-3-4 -p secret=x eyJhbGciOiJub25lIn0.e30. 50011 u:p@h'.split(
    ' ',
  ),
  '',
  'AbCd1234EfGh5678AbCd1234EfGh5678AbCd1234',
  'https%3a%2f%2fx%3fcode%3dabc',
  'ann@contoso.com',
);
const pairs = (separator: string) =>
  fc
    .array(
      fc.tuple(word, fc.constantFrom('=', '', '=='), word).map((pair) => pair.join('')),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) => list.join(separator));

describe('a line that is looked at once', () => {
  it('comes out as one that is looked at until it settles: cookies', () => {
    fc.assert(
      fc.property(fc.constantFrom('Cookie: ', 'cookie:', 'Cookie:  '), pairs('; '), (name, list) => {
        const line = `${name}${list}`;
        expect(settledLine(redaction(), line)).toBe(settled(redaction(), line, redactLine));
      }),
    );
  });

  it('comes out as one that is looked at until it settles: a query', () => {
    const path = fc.constantFrom(
      '/',
      '/EWS/Exchange.asmx',
      '/error',
      '/a;jsessionid=b',
      '/AbCd1234EfGh5678AbCd1234EfGh5678AbCd1234',
    );
    fc.assert(
      fc.property(fc.constantFrom('GET', 'RPC_IN_DATA', 'get'), path, pairs('&'), (method, asked, query) => {
        const line = `${method} ${asked}?${query} HTTP/1.1`;
        expect(settledStart(redaction(), line)).toBe(settled(redaction(), line, redactStartLine));
      }),
    );
  });
});
