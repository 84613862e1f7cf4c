import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthorization } from '../../src/parse/authorization.js';
import { expectLinear, nastyRuns } from './linear.js';
import { avPair, ntlmMessage, ntlmType3 } from './ntlm-messages.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"aud":"https://mail.contoso.com/"}').toString('base64url')}.c2ln`;
const type3 = ntlmType3(Buffer.concat([avPair(10, Buffer.alloc(16)), avPair(0, Buffer.alloc(0))])).toString('base64');

describe('parseAuthorization', () => {
  it.each<[string, string | undefined, unknown]>([
    ['no header', undefined, { scheme: 'none' }],
    ['an empty header', '  ', { scheme: 'none' }],
    ['an empty Bearer', 'Bearer', { scheme: 'bearer', empty: true }],
    ['an empty Bearer with its blank', 'Bearer ', { scheme: 'bearer', empty: true }],
    ['an empty bearer in lower case', 'bearer', { scheme: 'bearer', empty: true }],
    ['Basic', `Basic ${base64('CONTOSO\\anna:pa:ss')}`, { scheme: 'basic', user: 'CONTOSO\\anna' }],
    [
      'Basic behind the door',
      `Basic ${base64('anna@contoso.com:REDACTED-password')}`,
      { scheme: 'basic', user: 'anna@contoso.com' },
    ],
    ['Basic with a name in UTF-8', `Basic ${base64('münchen:x')}`, { scheme: 'basic', user: 'münchen' }],
    [
      'Basic with a name in latin1',
      `Basic ${Buffer.from('m\xfcnchen:x', 'latin1').toString('base64')}`,
      { scheme: 'basic', user: 'münchen' },
    ],
    ['Basic without a colon', `Basic ${base64('nothing')}`, { scheme: 'basic' }],
    ['Basic without a user', `Basic ${base64(':secret')}`, { scheme: 'basic' }],
    ['Basic that is not base64', 'Basic anna:secret', { scheme: 'basic' }],
    ['Basic with a mark of the page behind it', `Basic ${base64('anna:secret')}"`, { scheme: 'basic' }],
    ['Basic that was cut whole', 'Basic REDACTED-basic-1-20', { scheme: 'basic' }],
    [
      'NTLM type 1',
      `NTLM ${ntlmMessage(1).toString('base64')}`,
      { scheme: 'ntlm', message: 1, channelBinding: 'unknown' },
    ],
    ['NTLM type 3', `NTLM ${type3}`, { scheme: 'ntlm', message: 3, channelBinding: 'zero' }],
    [
      'NTLM behind the door',
      'NTLM REDACTED-ntlm-3-472-type3-cb.zero',
      { scheme: 'ntlm', message: 3, channelBinding: 'zero' },
    ],
    ['NTLM that is not base64', `NTLM ${type3}"`, { scheme: 'ntlm', message: 'unknown', channelBinding: 'unknown' }],
    ['Negotiate with NTLM inside', `Negotiate ${type3}`, { scheme: 'negotiate', message: 3, channelBinding: 'zero' }],
    [
      'Negotiate behind the door',
      'Negotiate REDACTED-negotiate-1-900-kerberos-cb.unknown',
      { scheme: 'negotiate', message: 'kerberos', channelBinding: 'unknown' },
    ],
    [
      'a placeholder with notes of ours only',
      'NTLM REDACTED-ntlm-1-9-constructor',
      { scheme: 'ntlm', message: 'unknown', channelBinding: 'unknown' },
    ],
    ['Negotiate alone', 'Negotiate', { scheme: 'negotiate', message: 'unknown', channelBinding: 'unknown' }],
    ['another scheme', 'Digest username="anna"', { scheme: 'other', name: 'Digest' }],
  ])('reads %s', (_, value, expected) => {
    expect(parseAuthorization(value)).toEqual(expected);
  });

  it('reads the token of a Bearer, and keeps its text as identity', () => {
    expect(parseAuthorization(`Bearer ${jwt}`)).toMatchObject({
      scheme: 'bearer',
      empty: false,
      identity: jwt,
      token: { kind: 'jws', audience: ['https://mail.contoso.com/'] },
    });
  });

  it.each([jwt, 's3cret', 'p@ss word', `${jwt} x`])('shows nothing of a value without a scheme: %s', (value) => {
    expect(parseAuthorization(value)).toEqual({ scheme: 'other', name: '' });
  });

  it('lets no password out', () => {
    expect(JSON.stringify(parseAuthorization(`Basic ${base64('anna:hunter2')}`))).not.toContain('hunter2');
  });

  it('never throws', () => {
    const scheme = fc.constantFrom('Bearer ', 'Basic ', 'NTLM ', 'Negotiate ', '');
    fc.assert(fc.property(scheme, fc.string({ unit: 'binary' }), (name, rest) => void parseAuthorization(name + rest)));
    fc.assert(fc.property(scheme, fc.base64String(), (name, rest) => void parseAuthorization(name + rest)));
  });

  let fresh = 0;
  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      for (const scheme of ['', 'Basic ', 'NTLM ', 'Bearer ']) parseAuthorization(`${scheme}a${long}`);
    });
  });
});
