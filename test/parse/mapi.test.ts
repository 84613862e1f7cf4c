import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMapi as parseMapiHead, payloadStatus } from '../../src/parse/mapi.js';
import { readResponseHead } from '../../src/parse/read-head.js';
import type { Body } from '../../src/types.js';
import { expectLinear, nastyRuns } from './linear.js';

const head = (...lines: string[]) => ['HTTP/1.1 200 OK', 'Content-Type: application/mapi-http', ...lines].join('\r\n');
const parseMapi = (text: string | undefined, content: Body | undefined) =>
  parseMapiHead(readResponseHead(text), content);
const body = (text: string) => ({ text, complete: true });

describe('parseMapi', () => {
  it('reads type and code of the head', () => {
    expect(parseMapi(head('X-RequestType: Connect', 'X-ResponseCode: 0'), undefined)).toEqual({
      requestType: 'connect',
      responseCode: 0,
      metaTags: [],
    });
  });

  it('lets the code inside the body win, behind its meta-tags', () => {
    const text = 'PROCESSING\r\nPENDING\r\nPENDING\r\nDONE\r\nX-ElapsedTime: 12\r\nX-ResponseCode: 10\r\n\r\n\0\0\x01';
    expect(parseMapi(head('X-RequestType: Execute', 'X-ResponseCode: 0'), body(text))).toEqual({
      requestType: 'execute',
      responseCode: 10,
      metaTags: ['PROCESSING', 'PENDING', 'PENDING', 'DONE'],
    });
  });

  it('keeps the code of the head where the body has none, or holds it only in the payload', () => {
    expect(parseMapi(head('X-ResponseCode: 6'), body('PROCESSING\r\nDO'))?.responseCode).toBe(6);
    expect(
      parseMapi(head('X-ResponseCode: 0'), body('PROCESSING\r\nDONE\r\n\r\nX-ResponseCode: 5\r\n'))?.responseCode,
    ).toBe(0);
    expect(parseMapi(head('X-ResponseCode: 0'), body('X-ResponseCode: 5\r\n'))?.responseCode).toBe(0);
  });

  it.each<[string, number[], string | undefined]>([
    ['success', [0, 0, 0, 0, 0, 0, 0, 0], undefined],
    ['StatusCode', [0x6c, 0x09, 0, 0, 0, 0, 0, 0], '0000096c'],
    ['ErrorCode', [0, 0, 0, 0, 0xd8, 0x07, 0, 0], '000007d8'],
    ['a number that differs from a known one in its second byte', [0x6c, 0x08, 0, 0, 0, 0, 0, 0], 'unknown'],
    ['a byte that was lost', [0x05, 0, 0x07, 0xfffd, 0, 0, 0, 0], '80070005'],
    ['a byte that was lost, and two that it may have been', [0xfffd, 0x03, 0, 0, 0, 0, 0, 0], 'unknown'],
    ['a number that differs from a known one in its third byte', [0x6c, 0x09, 1, 0, 0, 0, 0, 0], 'unknown'],
    ['a number that differs from a known one in its fourth byte', [0x6c, 0x09, 0, 1, 0, 0, 0, 0], 'unknown'],
    ['StatusCode before ErrorCode', [0x6c, 0x09, 0, 0, 0xd8, 0x07, 0, 0], '0000096c'],
    ['a longer payload', [0x6c, 0x09, 0, 0, 0, 0, 0, 0, 0xd8, 0x07], '0000096c'],
    ['another number', [0x68, 0x75, 0x6e, 0x74, 0, 0, 0, 0], 'unknown'],
    ['zeros that were left out', [0x60, 0xfffd, 0x06, 0x10, 0x27, 0x2f, 0x6f, 0x3d], undefined],
    ['too short', [0x6c, 0x09], undefined],
  ])('reads the status that a payload begins with: %s', (_what, bytes, expected) => {
    expect(payloadStatus(String.fromCharCode(...bytes))).toBe(expected);
  });

  it('knows what Connect said of its payload that was cut', () => {
    const read = (note: string, type = 'Connect') =>
      parseMapi(
        head(`X-RequestType: ${type}`, 'X-ResponseCode: 0'),
        body(`DONE\r\nX-ResponseCode: 0\r\n\r\nREDACTED-body-1-24${note}`),
      )?.connectCode;
    expect(read('')).toBeUndefined();
    expect(read('-status.000007d8')).toBe(0x7d8);
    expect(read('-status.unknown')).toBe('unknown');
    expect(read('-status.000007d8', 'Execute')).toBeUndefined();
  });

  it('names the mailbox and where it was asked for', () => {
    const read = (url: string) => parseMapiHead(readResponseHead(head('X-ResponseCode: 0')), undefined, url)?.mailbox;
    expect(read('https://mail.contoso.com/mapi/emsmdb/?MailboxId=AB@contoso.com')).toBe('emsmdb ab@contoso.com');
    expect(read('/mapi/nspi?x=1&mailboxid=ab@contoso.com')).toBe('nspi ab@contoso.com');
    expect(read('https://mail.contoso.com/mapi/emsmdb/')).toBeUndefined();
  });

  it('sees that MAPI is switched off, in the words of the store', () => {
    const text = '<html>Store Error: Protocol disabled.</html>';
    expect(parseMapi(head('X-ResponseCode: 1'), body(text))?.protocolDisabled).toBe(true);
    expect(parseMapi(head('X-ResponseCode: 1'), body('<html>Store Error</html>'))).not.toHaveProperty(
      'protocolDisabled',
    );
  });

  it('leaves out a code that is no number', () => {
    expect(parseMapi(head('X-ResponseCode: none'), undefined)).toEqual({ metaTags: [] });
  });

  it('says nothing of other answers', () => {
    expect(parseMapi('HTTP/1.1 200 OK\r\nContent-Type: text/html', body('PROCESSING\r\n'))).toBeUndefined();
    expect(parseMapi(undefined, undefined)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void [parseMapi(head(text), body(text)), parseMapi(head(), body(`DONE\n${text}`))],
      ),
    );
  });

  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => void parseMapi(head(`X-ResponseCode: ${run.repeat(n)}`), body(`DONE\r\n${run.repeat(n)}`)));
  });
});
