import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { openInput } from '../../src/capture/input.js';
import { memorySource, wholeOf } from '../../src/capture/source.js';
import { HmaError } from '../../src/errors.js';
import { runs } from '../support/long.js';
import { entryOf, harOf } from './har-samples.js';

function errorOf(bytes: Uint8Array): HmaError | undefined {
  try {
    openCapture(memorySource(bytes, 'the file'));
  } catch (error) {
    if (error instanceof HmaError) return error;
    throw error;
  }
  return undefined;
}

const claims = {
  aud: 'https://mail.contoso.com/',
  iss: 'https://sts.windows.net/x/',
  upn: 'ann@contoso.com',
  exp: 1714557600,
};
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;

describe('what was packed more than once', () => {
  const packed = (bytes: Buffer, times: number): Buffer => (times === 0 ? bytes : packed(gzipSync(bytes), times - 1));
  const pasted = Buffer.from('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n');

  test.each([1, 2, 3])('is read where it was packed %d times', (times) => {
    expect(openCapture(memorySource(packed(pasted, times), 'a.txt.gz')).format).toBe('text');
  });

  test('is not unpacked for ever', () => {
    expect(() => openCapture(memorySource(packed(pasted, 4), 'a.txt.gz'))).toThrow(/is not a capture/);
  });
});

describe('the chooser', () => {
  const chosen: [string, Uint8Array, string][] = [
    ['a HAR', harOf([entryOf()]), 'har'],
    ['pasted headers', Buffer.from('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: NTLM\n'), 'text'],
    ['a token', Buffer.from(`${jwt}\n`), 'token'],
    ['the claims of a token', Buffer.from(JSON.stringify(claims, null, 1)), 'token'],
    ['a lone challenge', Buffer.from('Bearer client_id="x", trusted_issuers="y@*"'), 'text'],
    ['a JSON error body', Buffer.from('{"error":"invalid_grant","error_description":"AADSTS50173: x"}'), 'text'],
    ['a log in XML', Buffer.from('<?xml version="1.0"?>\n<log><entry>HTTP/1.1 401 Unauthorized</entry></log>'), 'text'],
    ['text in UTF-16', Buffer.from('\uFEFFServer: x\r\nX-FEServer: y\r\n', 'utf16le'), 'text'],
    ['text in windows-1252', Buffer.from('Le serveur a retourn\u00e9 une erreur : (401)', 'latin1'), 'text'],
  ];
  test.each(chosen)('takes %s by its content', (_what, bytes, format) => {
    expect(openCapture(memorySource(bytes, 'misleading.saz')).format).toBe(format);
  });

  const refused: [string, Uint8Array, string, RegExp][] = [
    ['nothing', Buffer.alloc(0), 'ERR_INPUT_EMPTY', /empty/],
    ['blanks', Buffer.from('\uFEFF \r\n\t\n'), 'ERR_INPUT_EMPTY', /empty/],
    [
      'rubbish',
      Buffer.from([1, 2, 3, 0, 255, 254, 0, 7, 9, 0, 1]),
      'ERR_CAPTURE_UNKNOWN',
      /not a capture.*HAR.*SAZ.*mitmproxy.*NetLog.*Charles.*log.*headers.*token/,
    ],
    ['ZIP', Buffer.from('PK\x03\x04\x14\0\0\0\0\0a.har'), 'ERR_CAPTURE_UNKNOWN', /ZIP.*Unpack/],
    ['pcap', Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]), 'ERR_CAPTURE_UNKNOWN', /packet capture/],
    ['pcapng', Buffer.from([0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0, 0, 0]), 'ERR_CAPTURE_UNKNOWN', /packet capture/],
    ['cut mitmproxy', Buffer.from('1234:9:websocket;0:~8:response;'), 'ERR_CAPTURE_INVALID', /mitmproxy.*hardump/],
    [
      'NetLog without names',
      Buffer.from('{"constants": {"activeFieldTrialGroups":[]}}'),
      'ERR_CAPTURE_INVALID',
      /NetLog.*net-export/,
    ],
    ['XML HAR of another order', Buffer.from('<log>\n <entries>'), 'ERR_CAPTURE_UNKNOWN', /XML/],
    ['XML HAR', Buffer.from('<?xml version="1.0"?>\n<log><version>1.1</version>'), 'ERR_CAPTURE_UNKNOWN', /XML/],
    ['Charles', Buffer.from('<?xml version="1.0"?><charles-session>'), 'ERR_CAPTURE_UNKNOWN', /Charles.*\.har/],
    ['damaged gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4]), 'ERR_CAPTURE_INVALID', /damaged/],
    ['idle JSON', Buffer.from('{"name":"shopping","items":[1,2]}'), 'ERR_CAPTURE_INVALID', /neither a HAR/],
  ];
  test.each(refused)('refuses %s with what to try', (_what, bytes, code, message) => {
    const error = errorOf(bytes);
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(message);
    expect(error?.message).toContain('"the file"');
  });

  test('never throws anything but an HmaError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void errorOf(bytes)),
      { numRuns: runs(125, 500) },
    );
    fc.assert(
      fc.property(fc.json(), (json) => void errorOf(Buffer.from(json))),
      { numRuns: runs(75, 300) },
    );
  });
});

describe('openInput', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'capture-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads a file and keeps the name as given', async () => {
    const path = join(folder, 'a b.txt');
    writeFileSync(path, 'Server: x');
    const input = await openInput(path);
    expect([input.name, input.size, Buffer.from(wholeOf(input)).toString()]).toEqual([path, 9, 'Server: x']);
    input.close();
  });

  const rows: [string, (folder: string) => string, string][] = [
    ['a missing file', (at) => join(at, 'missing.har'), 'ERR_INPUT_NOT_FOUND'],
    ['a folder', (at) => at, 'ERR_INPUT_IS_FOLDER'],
    ['an empty name', () => '', 'ERR_INPUT_NOT_FOUND'],
    ['a name with a NUL', () => 'a\0b', 'ERR_INPUT_NOT_FOUND'],
    ['a text given as a name', () => 'Bearer '.repeat(2000), 'ERR_INPUT_NOT_FOUND'],
  ];
  test.each(rows)('refuses %s in one paragraph', async (_what, path, code) => {
    const error = await openInput(path(folder)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HmaError);
    expect(error).toMatchObject({ code, exitCode: 3 });
    expect((error as HmaError).message).not.toContain('\n');
  });
});

const corpus = process.env.HMA_DOCTOR_CORPUS;

describe.skipIf(corpus === undefined)('the corpus', () => {
  test('of HARs is read, or refused by an HmaError', async () => {
    const folder = join(corpus ?? '', 'har');
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file));
      const broken = /not-json|not-valid/.test(file);
      expect([file, errorOf(bytes)?.code]).toEqual([file, broken ? 'ERR_CAPTURE_INVALID' : undefined]);
      if (broken) continue;
      const capture = openCapture(memorySource(bytes, file));
      for await (const transaction of capture.transactions) expect(transaction.id).not.toBe('');
      expect(capture.summary()).toMatchObject({ format: 'har', skipped: 0 });
      expect(capture.summary().read).toBeGreaterThan(0);
    }
  });

  test('of headers is read as text to the last line', async () => {
    const folder = join(corpus ?? '', 'headers');
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8').replace(/^# .*\n/gm, '');
      const capture = openCapture(memorySource(Buffer.from(text), file));
      expect([file, capture.format]).toEqual([file, /(iis|httpproxy)-log/.test(file) ? 'log' : 'text']);
      let all = '';
      for await (const { text: prose = '', request, response } of capture.transactions) {
        all += prose + (request?.head ?? '') + (response?.head ?? '') + (response?.body?.text ?? '');
      }
      for (const proof of text.match(/AADSTS\d+|\b[234]00\d{4};|client_id="[^"\s]+"/g) ?? [])
        expect(all).toContain(proof);
    }
  });
});
