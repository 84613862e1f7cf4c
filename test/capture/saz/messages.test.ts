import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unchunk } from '../../../src/capture/saz/chunked.js';
import { readRequest } from '../../../src/capture/saz/read-request.js';
import { readResponse } from '../../../src/capture/saz/read-response.js';
import { fieldsOf, splitMessage } from '../../../src/capture/saz/split-message.js';
import { expectLinear, nastyRuns } from '../../parse/linear.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('splitMessage', () => {
  it.each<[string, string, string, string, boolean]>([
    ['a head and a body', 'A\r\nB: 1\r\n\r\nbody', 'A\r\nB: 1', 'body', true],
    ['bare line feeds', 'A\nB: 1\n\nbody', 'A\r\nB: 1', 'body', true],
    ['both kinds of line ends', 'A\r\nB: 1\nC: 2\r\n\nbody', 'A\r\nB: 1\r\nC: 2', 'body', true],
    ['a bare line feed before an empty line', 'A\nB: 1\r\n\r\nbody', 'A\r\nB: 1', 'body', true],
    ['an empty line of a bare line feed', 'A\r\n\nB: 1\r\n\r\nbody', 'A', 'B: 1\r\n\r\nbody', true],
    ['a head that does not end', 'A\r\nB: 1\r\n', 'A\r\nB: 1', '', false],
    ['a line that does not end', 'A\r\nB: 1', 'A\r\nB: 1', '', false],
    ['empty lines before it', '\r\n\r\nA\r\n\r\nbody', 'A', 'body', true],
    ['nothing', '', '', '', false],
    ['empty lines alone', '\r\n\n', '', '', false],
  ])('cuts %s', (_what, text, head, body, ended) => {
    const split = splitMessage(latin1(text));
    expect({ head: split.head, body: split.body.toString(), ended: split.ended }).toEqual({ head, body, ended });
  });
});

describe('fieldsOf', () => {
  it('gives the first value with a whole name', () => {
    const fieldOf = fieldsOf('GET /host: HTTP/1.1\r\nX-Host: a\r\nHOST : b \r\nHost: c\r\nEmpty:');
    expect([fieldOf('host'), fieldOf('empty'), fieldOf('missing')]).toEqual(['b', '', undefined]);
  });
});

describe('unchunk', () => {
  it.each<[string, string, { text: string; complete: boolean } | undefined]>([
    ['several chunks', '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n', { text: 'abcde', complete: true }],
    ['extensions and trailers', '3;x="y"\r\nabc\r\n0;z\r\nT: 1\r\n\r\n', { text: 'abc', complete: true }],
    ['bare line feeds', '3\nabc\n0\n\n', { text: 'abc', complete: true }],
    ['capitals and zeros', '00A\r\n0123456789\r\n0\r\n\r\n', { text: '0123456789', complete: true }],
    ['the last chunk without its end', '3\r\nabc\r\n0\r\n', { text: 'abc', complete: true }],
    ['no last chunk', '3\r\nabc\r\n', { text: 'abc', complete: false }],
    ['a chunk that is cut', '9\r\nabc', { text: 'abc', complete: false }],
    ['something else behind a chunk', '3\r\nabc\r\nxyz\r\n', { text: 'abc', complete: false }],
    ['a body that is in no chunks', '{"a":1}', undefined],
    ['text of hexadecimal digits', 'abcdef', undefined],
    ['an endless size', 'fffffffffffffffff\r\nabc', undefined],
  ])('%s', (_what, text, wanted) => {
    const read = unchunk(latin1(text));
    expect(read && { text: read.bytes.toString(), complete: read.complete }).toEqual(wanted);
  });
});

describe('messages of an archive', () => {
  it('never throw', () => {
    const parts = [
      'GET ',
      'http://a/',
      ' HTTP/1.1',
      '\r\n',
      '\n',
      ': ',
      'Transfer-Encoding: chunked',
      '3\r\nabc',
      'HTTP/1.1 200 ',
      '\0',
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary' })))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const [request, response] = [
          readRequest(latin1(given), true, undefined),
          readResponse(latin1(given), true, 'GET', undefined),
        ];
        expect(typeof (request?.message.body?.text ?? '') + typeof (response.message?.body?.text ?? '')).toBe(
          'stringstring',
        );
      }),
    );
  });

  it.each([
    ...nastyRuns,
    '\r\n:',
    'Host',
    '1\r\na\r\n',
    'HTTP/1.1 100 x\r\n\r\n',
    '\r\nX-Netlog-Removed-',
    '#',
    '%20 ',
  ])('take time in proportion on a run of %j', (run) => {
    for (const start of ['GET ', 'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', 'GET / HTTP/1.1\r\n']) {
      expectLinear((n) => readRequest(latin1(start + run.repeat(n)), true, undefined)?.message.body?.text);
    }
    for (const start of [
      'HTTP/1.1 200 ',
      'HTTP/1.1 200 x\r\n',
      'HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n',
    ]) {
      expectLinear((n) => readResponse(latin1(start + run.repeat(n)), true, 'GET', undefined).message?.body?.text);
    }
  });
});
