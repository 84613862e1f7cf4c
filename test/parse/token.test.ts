import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikePayload, looksLikeToken, parseToken } from '../../src/parse/token.js';
import { expectLinear, nastyRuns } from './linear.js';

const tenant = '11111111-2222-3333-4444-555555555555';
const exchange = '00000002-0000-0ff1-ce00-000000000000';

function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function jwt(claims: unknown, header: unknown = { typ: 'JWT', alg: 'RS256', kid: 'k' }, signature = 'c2lnbmF0dXJl') {
  return `${part(header)}.${part(claims)}.${signature}`;
}

const v1 = {
  aud: 'https://mail.contoso.com/',
  iss: `https://sts.windows.net/${tenant}/`,
  iat: 1_700_000_000,
  nbf: 1_700_000_000,
  exp: 1_700_003_600,
  appid: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  scp: 'Mail.Send user_impersonation',
  tid: tenant,
  unique_name: 'live.com#anna@contoso.com',
  upn: 'anna@contoso.com',
  ver: '1.0',
};
const sample = jwt(v1);

function codes(text: string): string[] {
  return parseToken(text).defects.map(({ code }) => code);
}

describe('parseToken', () => {
  it('names the claims of a v1 user token', () => {
    expect(parseToken(sample)).toMatchObject({
      kind: 'jws',
      header: { alg: 'RS256' },
      signature: 'present',
      audience: ['https://mail.contoso.com/'],
      issuer: `https://sts.windows.net/${tenant}/`,
      tenant,
      version: '1.0',
      application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
      user: 'anna@contoso.com',
      scopes: ['Mail.Send', 'user_impersonation'],
      roles: [],
      issuedAt: 1_700_000_000,
      notBefore: 1_700_000_000,
      expiresAt: 1_700_003_600,
      length: sample.length,
      defects: [],
    });
  });

  it('names the claims of a v2 token: azp, preferred_username, several audiences, the tenant of iss', () => {
    const token = parseToken(
      jwt({
        aud: [exchange, 'https://outlook.office365.com'],
        iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
        azp: 'f8d98a96-0999-43f5-8af3-69971c7bb423',
        preferred_username: 'anna@contoso.com',
        roles: ['full_access_as_app'],
        ver: '2.0',
      }),
    );
    expect(token).toMatchObject({
      audience: [exchange, 'https://outlook.office365.com'],
      tenant,
      application: 'f8d98a96-0999-43f5-8af3-69971c7bb423',
      user: 'anna@contoso.com',
      roles: ['full_access_as_app'],
      version: '2.0',
    });
    expect(token).not.toHaveProperty('expiresAt');
  });

  it('reads times sent as strings, and says when a time is no number', () => {
    const token = parseToken(jwt({ aud: 'a', nbf: '1403316411', exp: '1403359611', iat: 'soon' }));
    expect(token).toMatchObject({ notBefore: 1403316411, expiresAt: 1403359611 });
    expect(token.defects).toEqual([{ code: 'iat-not-a-number', at: 0 }]);
  });

  it('opens a server-to-server token: unsigned outside, its actor inside', () => {
    const actor = jwt({
      aud: `${exchange}/mail.contoso.com@${tenant}`,
      iss: `00000001-0000-0000-c000-000000000000@${tenant}`,
      nameid: `${exchange}@${tenant}`,
    });
    const outer = jwt(
      {
        aud: `${exchange}/mail.contoso.com@${tenant}`,
        iss: `${exchange}@${tenant}`,
        smtp: 'anna@contoso.com',
        actortoken: actor,
      },
      { typ: 'JWT', alg: 'none' },
      '',
    );
    expect(parseToken(outer)).toMatchObject({
      kind: 'jws',
      signature: 'empty',
      tenant,
      user: 'anna@contoso.com',
      actor: { kind: 'jws', signature: 'present', tenant, issuer: `00000001-0000-0000-c000-000000000000@${tenant}` },
      defects: [],
    });
  });

  it('flags alg none without an actor', () => {
    expect(codes(jwt(v1, { alg: 'none' }, ''))).toEqual(['alg-none-without-actor']);
  });

  it('stops at the third nested actor', () => {
    const wrap = (inner: string) => jwt({ aud: 'a', actortoken: inner }, { alg: 'none' }, '');
    const token = parseToken(wrap(wrap(wrap(wrap(sample)))));
    expect(token.actor?.actor?.defects).toEqual([{ code: 'nested-too-deep', at: 0 }]);
    expect(token.actor?.actor).not.toHaveProperty('actor');
  });

  it('shows only the header of a JWE', () => {
    const token = parseToken(`${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a2V5.aXY.Y2lwaGVy.dGFn`);
    expect(token).toMatchObject({ kind: 'jwe', header: { enc: 'A256GCM' }, signature: 'none', defects: [] });
    expect(token).not.toHaveProperty('claims');
  });

  it.each<[string, string]>([
    ['Bearer in front', `Bearer ${sample}`],
    ['a whole header line', `Authorization: Bearer ${sample}`],
    ['percent-encoded', sample.replaceAll('.', '%2E')],
    ['form-encoded with Bearer', `Bearer+${sample}`],
    ['in straight quotes', `"${sample}"`],
    ['in typographic quotes', `“${sample}”`],
    ['in backticks and with a comma', `\`${sample}\`,`],
    ['with blanks and lines around', `\r\n  ${sample} \n\n`],
    ['with a byte order mark', `\uFEFF${sample}`],
  ])('finds the token %s', (_, text) => {
    const token = parseToken(text);
    expect(token).toMatchObject({ kind: 'jws', user: 'anna@contoso.com', length: sample.length, defects: [] });
    expect(looksLikeToken(text)).toBe(true);
  });

  const lines = sample.match(/.{1,60}/g) ?? [];
  it.each<[string, string]>([
    ['over lines', lines.join('\r\n')],
    ['over quoted mail lines', lines.map((line) => `>> ${line}`).join('\n')],
    ['with blanks', lines.join(' ')],
  ])('joins a token wrapped %s, and says so', (_, text) => {
    expect(parseToken(text)).toMatchObject({ kind: 'jws', user: 'anna@contoso.com', length: sample.length });
    expect(codes(text)).toEqual(['whitespace-inside']);
    expect(looksLikeToken(text)).toBe(true);
  });

  it('undoes quoted-printable: soft breaks and an escaped full stop', () => {
    const text = lines.join('=\r\n').replace('.', '=2E');
    expect(parseToken(text)).toMatchObject({
      kind: 'jws',
      user: 'anna@contoso.com',
      length: sample.length,
      defects: [],
    });
  });

  it('knows a signature that was cut by us, and the length before', () => {
    const redacted = jwt(v1, { alg: 'RS256' }, 'REDACTED-signature-3-342');
    expect(parseToken(redacted)).toMatchObject({
      kind: 'jws',
      signature: 'placeholder',
      length: redacted.length - 'REDACTED-signature-3-342'.length + 342,
    });
    expect(parseToken('REDACTED-token-1-1200')).toMatchObject({ kind: 'opaque', length: 1200 });
  });

  it.each<[string, string, string[]]>([
    ['two parts', sample.split('.').slice(0, 2).join('.'), ['part-missing']],
    ['one part', part({ alg: 'RS256', typ: 'JWT' }), ['part-missing']],
    ['an ellipsis', `${sample.slice(0, 90)}...`, ['part-missing', 'not-json']],
    ['an empty payload', `${part({ alg: 'HS256' })}..c2ln`, ['part-missing']],
    ['a payload that is no JSON', `${part({ alg: 'HS256' })}.${part('foo')}.c2ln`, ['not-json']],
    [
      'a JWE of four parts',
      `${part({ alg: 'dir', enc: 'A256GCM' })}.a2V5.aXY.Y2lw`,
      ['part-missing', 'part-extra', 'not-json'],
    ],
  ])('calls a token with %s cut', (_, text, expected) => {
    expect(parseToken(text).kind).toBe('cut');
    expect(codes(text)).toEqual(expected);
  });

  it('reads the whole claims of a payload that was cut', () => {
    const cut = `${part({ alg: 'RS256' })}.${part(`{"aud":"https://mail.contoso.com/","upn":"anna@contoso.com","tid":"1111`)}.x`;
    expect(parseToken(cut)).toMatchObject({
      kind: 'cut',
      audience: ['https://mail.contoso.com/'],
      user: 'anna@contoso.com',
    });
    expect(parseToken(cut)).not.toHaveProperty('tenant');
  });

  it('reads on over characters that are no base64url, and says so', () => {
    expect(parseToken(`${part({ alg: 'HS256' })}.?${part(v1)}.c2ln`)).toMatchObject({
      header: { alg: 'HS256' },
      tenant,
    });
    expect(codes(`${part({ alg: 'HS256' })}.?${part(v1)}.c2ln`)).toEqual(['not-base64url']);
  });

  it('takes base64 with padding for what it is', () => {
    const padded = `${Buffer.from('{"alg":"RS256"}').toString('base64')}.${Buffer.from('{"aud":"a","upn":"ü@contoso.com"}').toString('base64')}.x`;
    expect(parseToken(padded)).toMatchObject({ user: 'ü@contoso.com', audience: ['a'] });
  });

  it.each([['EwBwA8l6BAAU'], ['REDACTED-token-1-20'], ['.'], ['.....'], ['..foo'], ['a.b.c'], ['']])(
    'calls %j opaque',
    (text) => {
      expect(parseToken(text)).toMatchObject({ kind: 'opaque', signature: 'none', audience: [], scopes: [] });
    },
  );

  it.each<[string, string]>([
    ['as JSON', JSON.stringify(v1, null, 2)],
    ['with typographic quotes', JSON.stringify(v1).replace('"anna@contoso.com"', '“anna@contoso.com”')],
    ['with one typographic quote', JSON.stringify(v1).replace('"anna@contoso.com"', '“anna@contoso.com"')],
    ['with a comma too many', JSON.stringify(v1).replace('}', ',\n}')],
    ['without its braces', JSON.stringify(v1).slice(1, -1)],
    ['behind its header, as decoders print it', `{"typ":"JWT","alg":"RS256"}.${JSON.stringify(v1)}.[Signature]`],
  ])('reads a payload pasted %s', (_, text) => {
    expect(parseToken(text)).toMatchObject({ kind: 'payload', user: 'anna@contoso.com', tenant, signature: 'none' });
    expect(looksLikePayload(text)).toBe(true);
    expect(looksLikeToken(text)).toBe(false);
  });

  it('gives equal answers for the thousandth time and after 200 others', () => {
    const first = parseToken(sample);
    for (let i = 0; i < 250; i += 1) parseToken(jwt({ aud: `https://h${i}/` }));
    expect(parseToken(sample)).toEqual(first);
    expect(parseToken(sample)).toBe(parseToken(sample));
  });

  it('does not read what is nested deeper than anybody could print', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const token = parseToken(`${part({ alg: 'none' })}.${part(`{"aud":"a","x":${deep}}`)}.`);
    expect(token).not.toHaveProperty('claims');
    expect(token.defects.map(({ code }) => code)).toContain('nested-too-deep');
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      'eyJ',
      '.',
      'Bearer ',
      '{"',
      '"aud":',
      '%',
      '=\n',
      '> ',
      '“',
      '…',
      sample,
      part({}),
      'e30',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        parseToken(any);
        looksLikeToken(any);
        looksLikePayload(any);
      }),
    );
  });

  // each text is new, or the cache would answer
  let fresh = 0;

  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      parseToken(`eyJ${long}`);
      parseToken(`{${long}`);
      looksLikeToken(long);
      looksLikePayload(`{${long}`);
    });
  });

  it.each(['.', '>', '=\n', '{', '%2E', ',}'])('takes linear time over a run of %j, inside the payload too', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      parseToken(long);
      parseToken(`eyJhbGciOiJSUzI1NiJ9.${part(`{${long}`)}.x`);
    });
  });
});

describe('a token among other things', () => {
  it.each([
    ['in the JSON of a token answer', `{"token_type":"Bearer","access_token":"${sample}"}`],
    ['in a curl line', `curl -H 'Authorization: Bearer ${sample}' https://mail.contoso.com/EWS/`],
    ['in a form', `token_type=Bearer&access_token=${sample}&expires_in=3599`],
    ['in angle brackets', `<${sample}>`],
    ['with a break that a page put in', `${sample.slice(0, 50)}\u200b${sample.slice(50)}`],
    ['before another token', `${sample}\n${sample}`],
  ])('is found %s', (_, text) => {
    expect(parseToken(text)).toMatchObject({
      kind: 'jws',
      user: 'anna@contoso.com',
      length: sample.length,
      defects: [],
    });
  });
});

describe('looksLikeToken and looksLikePayload', () => {
  it('takes our placeholder of a token for one', () => {
    expect(looksLikeToken('REDACTED-token-1-1500')).toBe(true);
    expect(looksLikeToken('REDACTED-basic-1-20')).toBe(false);
  });

  it('takes two of the usual claims for a payload', () => {
    expect(looksLikePayload('{"aud":"https://mail.contoso.com/","iss":"x"}')).toBe(true);
  });

  it.each<[string, string]>([
    ['words', `${sample} "was refused"`],
    ['another token', `${sample} ${sample}`],
  ])('do not take a token for one with %s behind it', (_what, text) => {
    expect(looksLikeToken(text)).toBe(false);
  });

  it.each([
    'WWW-Authenticate: Bearer client_id="x"',
    'Bearer client_id="x"',
    'Bearer',
    'mail.contoso.com',
    'eyJ is how tokens begin',
    '',
    '  ',
    '{"log":{"version":"1.2","entries":[]}}',
    '{"aud":"only one claim proves nothing"}',
  ])('leaves %j alone', (text) => {
    expect(looksLikeToken(text)).toBe(false);
    expect(looksLikePayload(text)).toBe(false);
  });
});

const corpus = process.env.HMA_DOCTOR_CORPUS;

describe.skipIf(!corpus || !existsSync(join(corpus, 'jwt/vectors.jsonl')))('tokens from elsewhere', () => {
  const rows = corpus
    ? readFileSync(join(corpus, 'jwt/vectors.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];

  it('agree on alg and parts', () => {
    const wrong = rows.filter(({ token, expect: known }) => {
      const read = parseToken(String(token ?? ''));
      const compact = typeof token === 'string' && !token.startsWith('{');
      if (compact && typeof known.alg === 'string' && read.header?.alg !== known.alg) return true;
      if (compact && known.parts === 5 && known.alg) return read.kind !== 'jwe';
      return (known.parts === 2 || known.parts === 4) && known.alg ? read.kind !== 'cut' : false;
    });
    expect(rows.length).toBeGreaterThan(300);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('read the payload of an article, typographic quotes and all', () => {
    const text = readFileSync(join(corpus ?? '', 'blog/token-payload.json'), 'utf8');
    expect(parseToken(text)).toMatchObject({
      kind: 'payload',
      audience: ['https://autodiscover.contoso.com/'],
      version: '1.0',
    });
    expect(looksLikePayload(text)).toBe(true);
  });
});
