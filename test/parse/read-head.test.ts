import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerLines, startLine } from '../../src/parse/head.js';
import { readRequestHead, readResponseHead, requestLines, responseLines } from '../../src/parse/read-head.js';
import { expectLinear, nastyRuns } from './linear.js';

const wanted = ['location', 'x-feserver', 'date', 'www-authenticate'] as const;
const name = fc.constantFrom('Location', 'X-FEServer', 'x-feserver ', 'DATE', 'X-Powered-By', 'Set-Cookie', '', ' X');
const line = fc.oneof(
  fc.tuple(name, fc.constantFrom(':', ': ', '', ' :'), fc.string()).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => ` ${text}`),
);
const head = fc
  .tuple(fc.constantFrom('', 'HTTP/1.1 401 Unauthorized\r\n', 'GET / HTTP/1.1\r\n'), fc.array(line, { maxLength: 8 }))
  .map(([start, lines]) => start + lines.join('\r\n'));

describe('readResponseHead', () => {
  it('reads the start line, and the values of what is looked at in any case', () => {
    const read = readResponseHead('HTTP/1.1 401 No\r\nX-FESERVER:  EX01 \r\nX-Powered-By: ASP\r\nx-feserver: EX02');
    expect(read.start).toBe('HTTP/1.1 401 No');
    expect(read.first('x-feserver')).toBe('EX01');
    expect(read.all('x-feserver')).toEqual(['EX01', 'EX02']);
    expect([read.first('location'), read.all('location')]).toEqual([undefined, []]);
  });

  it('joins folded lines by a blank', () => {
    const read = readResponseHead('HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer a="b",\r\n\tc="d"\r\n e="f"\r\nDate: x');
    expect(read.first('www-authenticate')).toBe('Bearer a="b", c="d" e="f"');
  });

  it('is empty where there is no head', () => {
    const read = readResponseHead(undefined);
    expect([read.start, read.first('date'), read.all('date')]).toEqual(['', undefined, []]);
  });

  it('gives what the list of all lines gives', () => {
    fc.assert(
      fc.property(head, (text) => {
        const read = readResponseHead(text);
        const lines = headerLines(text);
        expect(read.start).toBe(startLine(text));
        for (const one of wanted) {
          const expected = lines.filter(([given]) => given.toLowerCase() === one).map(([, value]) => value);
          expect(read.all(one)).toEqual(expected);
          expect(read.first(one)).toBe(expected[0]);
        }
      }),
    );
  });

  it.each([...nastyRuns, '\r\n', ' \r\n', '\r\n x', 'Date:\r\n'])('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      readResponseHead(run.repeat(n)).all('date');
      responseLines(`HTTP/1.1 200 OK\r\nDate: x\r\n${run.repeat(n)}`);
    });
  });
});

describe('responseLines and requestLines', () => {
  it('keep the start line and what is looked at, as it stands', () => {
    const text =
      'HTTP/1.1 401 No\r\nX-Powered-By: ASP\r\nWWW-AUTHENTICATE:Bearer\r\n\ta="b"\r\nSet-Cookie: a\r\n b\r\nDate: x';
    expect(responseLines(text)).toBe('HTTP/1.1 401 No\r\nWWW-AUTHENTICATE:Bearer\r\n\ta="b"\r\nDate: x');
  });

  it('leave out cookies that are not Outlook’s own', () => {
    const own = 'Cookie: a=b; OutlookSession="{1}"';
    expect(requestLines(`GET / HTTP/1.1\r\nCookie: ESTSAUTH=x\r\n${own}`)).toBe(`GET / HTTP/1.1\r\n${own}`);
  });

  it('change nothing of what is read', () => {
    fc.assert(
      fc.property(head, (text) => {
        const [whole, cut] = [readResponseHead(text), readResponseHead(responseLines(text))];
        for (const one of wanted) expect(cut.all(one)).toEqual(whole.all(one));
        expect(responseLines(responseLines(text))).toBe(responseLines(text));
        expect(readRequestHead(requestLines(text)).start).toBe(startLine(text));
      }),
    );
  });
});
