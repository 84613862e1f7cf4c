import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalm } from '../../src/admit/calm.js';
import { redactHead } from '../../src/admit/head.js';
import { createHeads } from '../../src/admit/heads.js';
import { createLedger } from '../../src/admit/ledger.js';
import { createRedaction } from '../../src/admit/redaction.js';
import { settle } from '../../src/admit/settle.js';
import { sweepFully, sweepText } from '../../src/admit/sweep.js';
import { runs } from '../support/long.js';

const redaction = () => createRedaction(createLedger(), sweepText);

describe('a calm text', () => {
  it.each([
    'mail.contoso.com:443',
    'Thu, 30 Nov 2017 07:52:52 GMT',
    '{3146D993-9082-4D57-99ED-9E7D5EA4FA56}:8',
    'text/html,application/xhtml+xml;q=0.9, */*;q=0.8',
    'max-age=31536000; includeSubDomains; preload',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)',
    'adele@contoso.com',
    '"Google Chrome";v="131", "Not_A Brand";v="24"',
  ])('is %s', (text) => {
    expect(isCalm(text)).toBe(true);
  });

  it.each([
    'Password: x',
    'the pin"=1234',
    "'secret' = 1",
    'PWD\\":1',
    'curl -u a:b',
    '/password:x',
    'Bearer abcdefgh1234',
    'basic%20dXNlcjpwYXNz',
    'eyJhbGciOiJub25lIn0.e30.',
    'cookie", "a=b',
    'https://u:p@contoso.com',
    '/?code=x',
    'M.C543_BAY.0.U.-abc',
    'AbCd1234EfGh5678AbCd1234EfGh5678AbCd1234',
    'Küche',
  ])('is not %s', (text) => {
    expect(isCalm(text)).toBe(false);
  });

  // Ends of names, separators and gaps, so that every pattern of the sweep comes about, whole, short of a unit and glued.
  const pieces = [
    ...'password passwd passphrase passcode pwd otp otc pin client_secret refresh_token access-token id_token assertion'.split(
      ' ',
    ),
    ...'samlresponse session_key x-api-key x-owa-canary x-ms-refreshtokencredential code wresult secret cookie2'.split(
      ' ',
    ),
    ...'set-cookie authorization Authorization bearer Basic NTLM negotiate digest PIN Code COOKIE'.split(' '),
    ...[
      '-----BEGIN ',
      'PRIVATE KEY-----',
      'ConvertTo-SecureString ',
      '-String ',
      '-u ',
      '--user=',
      '-Password ',
      '/p:',
    ],
    ...['eyJ', 'eyJhbGciOiJub25lIn0.e30.', 'M.', 'M.C543_BAY.', '://', 'u:p@', '?a=', '&amp;b=', '#c=', '%20', '+'],
    ...['=', ':', '>', '→', ' ', '\t', '\\"', '"', "'", ',', ';', '.', '@', '-', '/', 'x', '1', 'dXNlcjpwYXNz'],
    ...['a=b', 'AbCd1234EfGh5678AbCd', 'TlRMTVNTUAAB', '\u00a0', 'ſ', 'K', '\r\n'],
  ];
  const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

  it('is one in which the sweep finds nothing', () => {
    fc.assert(
      fc.property(text, (given) => {
        if (isCalm(given)) expect(sweepFully(redaction(), given)).toBe(given);
      }),
      { numRuns: runs(5000, 20_000) },
    );
  });

  const names = ['Date', 'request-id', 'ETag', 'X-Anything', 'X-FailureContext', 'Cookie', 'X-Secret', 'Location'];
  const value = fc.oneof(
    text,
    fc.uuid(),
    fc.stringMatching(/^"?[A-Za-z0-9_-]{1,40}"?$/),
    fc.stringMatching(/^[\d.]{1,21}$/),
    fc.constant('Thu, 30 Nov 2017 07:52:52 GMT'),
  );

  it('stands in every line that is left alone by its name', () => {
    const start = 'HTTP/1.1 200 OK';
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom('', ' ', '  '), value, (name, blank, given) => {
        // The name is known from the first one on.
        const heads = [`${start}\r\n${name}: x`, `${start}\r\n${name}:${blank}${given}`];
        const alone = redaction();
        expect(heads.map(createHeads(redaction()))).toEqual(heads.map((head) => settle(alone, head, redactHead)));
      }),
      { numRuns: runs(5000, 20_000) },
    );
  });
});
