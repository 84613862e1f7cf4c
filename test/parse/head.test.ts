import { describe, expect, it } from 'vitest';
import { headerLines, headerValue, headerValues, startLine } from '../../src/parse/head.js';

const lines = (...all: readonly string[]) => all.join('\r\n');

describe('startLine', () => {
  it.each<[string, string, string]>([
    ['of an answer', lines('HTTP/1.1 401 Unauthorized', 'Server: x'), 'HTTP/1.1 401 Unauthorized'],
    ['of an answer without words', 'HTTP/2', 'HTTP/2'],
    ['of a request', lines('POST /mapi HTTP/1.1', 'Host: x'), 'POST /mapi HTTP/1.1'],
    [
      'of a request for a whole address',
      'GET https://mail.contoso.com/ HTTP/1.1',
      'GET https://mail.contoso.com/ HTTP/1.1',
    ],
    ['of a request without a colon anywhere', 'GET /owa', 'GET /owa'],
    ['of a head without one', lines('Server: x', 'Date: y'), ''],
    ['of a line that begins with a blank', ' GET /', ''],
    ['of nothing', '', ''],
  ])('reads the start line %s', (_, head, expected) => {
    expect(startLine(head)).toBe(expected);
  });
});

describe('headerLines', () => {
  it.each<[string, string, readonly (readonly [string, string])[]]>([
    ['behind a start line', lines('HTTP/1.1 200 OK: yes', 'Server: x'), [['Server', 'x']]],
    [
      'without a start line',
      lines('Server: x', 'Date:y'),
      [
        ['Server', 'x'],
        ['Date', 'y'],
      ],
    ],
    [
      'that repeat, in order',
      lines('A: 1', 'B: 2', 'a: 3'),
      [
        ['A', '1'],
        ['B', '2'],
        ['a', '3'],
      ],
    ],
    ['with blanks around', lines('HTTP/1.1 200', 'Server :  x \t'), [['Server', 'x']]],
    ['with colons in the value', 'Location: https://x/', [['Location', 'https://x/']]],
    ['without a value', 'X:', [['X', '']]],
    [
      'folded by blanks and by tabs',
      lines('A: 1,', '  2,', '\t3', 'B: 4'),
      [
        ['A', '1, 2, 3'],
        ['B', '4'],
      ],
    ],
    ['without a colon, which are none', lines('Server', 'A: 1'), [['A', '1']]],
    ['without a name, which are none', lines(':path', 'A: 1'), [['A', '1']]],
    [
      'that look like a start line further down',
      lines('A: 1', 'B c: 2'),
      [
        ['A', '1'],
        ['B c', '2'],
      ],
    ],
    ['of nothing', '', []],
  ])('lists header lines %s', (_, head, expected) => {
    expect(headerLines(head)).toEqual(expected);
  });
});

describe('headerValues and headerValue', () => {
  const head = lines('HTTP/1.1 401', 'WWW-Authenticate: Negotiate', 'Server: x', 'www-authenticate: NTLM');

  it('find every value of a name, in any case', () => {
    expect(headerValues(head, 'Www-Authenticate')).toEqual(['Negotiate', 'NTLM']);
    expect(headerValue(head, 'WWW-AUTHENTICATE')).toBe('Negotiate');
  });

  it('find nothing where there is nothing', () => {
    expect(headerValues(head, 'Date')).toEqual([]);
    expect(headerValue(head, 'Date')).toBeUndefined();
    expect(headerValues(undefined, 'Date')).toEqual([]);
  });
});
