/**
 * The vectors of other projects' challenge readers, from outside this project: HMA_DOCTOR_CORPUS names the folder.
 * Their expectations come as data, as assertion text or as a short remark; what cannot be read is counted and named.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../src/parse/challenge.js';
import type { Challenge } from '../../src/types.js';

const corpus = process.env.HMA_DOCTOR_CORPUS;

interface Vector {
  readonly id: string;
  readonly fields: readonly string[];
  readonly expect: string | Readonly<Record<string, string | number>>;
  readonly note?: string;
}

type Simple = readonly [scheme: string, parameters: Readonly<Record<string, string>>];

/** These the other project rejects (wholly or in part) and so says nothing of a valid reading. */
const rejected: ReadonlySet<string> = new Set([
  'okhttp-unescapedDoubleQuoteInQuotedStringWithEvenNumberOfBackslashesInFront',
  'okhttp-unescapedDoubleQuoteInQuotedString',
  'okhttp-doubleQuoteInToken',
  'okhttp-token68AndAuthParams',
  'okhttp-repeatedAuthParamKey',
  'greenbytes-simplebasictokbs',
  'greenbytes-simplebasiccomma2',
]);

const read = (fields: readonly string[]): Challenge[] => fields.flatMap((field) => parseChallenges(field).challenges);

const simple = ({ scheme, token68, parameters }: Challenge): Simple => [
  scheme,
  token68 === undefined
    ? Object.fromEntries(parameters.map(([name, value]) => [name.toLowerCase(), value]))
    : { null: token68 },
];

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/** okhttp: `expectedAuthParams["realm"] = "myrealm"` lines, `Challenge("Basic", mapOf("realm" to "x"))` lists. */
function fromAssertions(text: string): { size?: number; challenges: Simple[] } | undefined {
  const pairs = [...text.matchAll(/expectedAuthParams\["(\w+)"\] = "([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const scheme = /\.scheme\)\.isEqualTo\("([^"]+)"\)/.exec(text)?.[1];
  const inline = [...text.matchAll(/mapOf\("(\w+)" to "([^"]*)"\)/g)].map(([, name = '', value = '']) => [name, value]);
  if (scheme) return { challenges: [[scheme, Object.fromEntries([...pairs, ...inline])]] };
  if (text.includes('expectedAuthParams')) return undefined; // built outside of the quoted lines
  const listed = [...text.matchAll(/Challenge\("([^"]+)", mapOf\((?:(null|"\w+") to "((?:[^"\\]|\\.)*)")?\)\)/g)];
  if (listed.length === 0) return undefined;
  return {
    challenges: listed.map(([, name = '', key, value = '']) => [
      name,
      key === undefined ? {} : { [key.replaceAll('"', '')]: unescaped(value) },
    ]),
  };
}

/** Expectations printed as remarks, read by hand. */
const remarks: Readonly<Record<string, (challenges: readonly Challenge[]) => unknown>> = {
  'scheme digest, no params': (given) => expect(given.map(simple)).toEqual([['Digest', {}]]),
  'scheme AuthScheme1; see source for asserted params': (given) => expect(given[0]?.scheme).toBe('AuthScheme1'),
  'scheme AuthScheme2; see source for asserted params': (given) => expect(given[0]?.scheme).toBe('AuthScheme2'),
  'scheme AuthScheme3; see source for asserted params': (given) => expect(given[0]?.scheme).toBe('AuthScheme3'),
  'scheme AuthScheme4; see source for asserted params': (given) => expect(given[0]?.scheme).toBe('AuthScheme4'),
  'claims as escaped JSON, not base64; error is not insufficient_claims': (given) =>
    expect(JSON.parse(given[0]?.bearer?.claims ?? '')).toHaveProperty('id_token.auth_time.essential', true),
  'claims not base64: raw value some_claims kept': (given) => expect(given[0]?.bearer?.claims).toBe('some_claims'),
  'resource_id kept': (given) => expect(given[0]?.bearer?.resource_id).toBe('00000003-0000-0000-c000-000000000000'),
  'tenant id from the path (source uses a random GUID here)': (given) =>
    expect(given[0]?.bearer?.authorization_uri).toBe('https://login.windows.net/11111111-2222-3333-4444-555555555555'),
  'two challenges: Bearer and PoP in one field': (given) => schemes(given, 'Bearer', 'PoP'),
  'two challenges in two fields': (given) => schemes(given, 'Bearer', 'PoP'),
  'four challenges, two per scheme': (given) => schemes(given, 'Bearer', 'Bearer', 'PoP', 'PoP'),
  'parameter names case insensitive': (given) => expect(given[0]?.bearer?.authorization_uri).toContain('/TenantId/'),
  'unquoted URIs (Dataverse, MSAL issue 3026): Authority https://login.microsoftonline.com/TenantId': (given) =>
    expect([given[0]?.bearer?.authorization_uri, given[0]?.bearer?.resource_id]).toEqual([
      'https://login.microsoftonline.com/TenantId/oauth2/authorize',
      'https://endpoint/',
    ]),
  'two challenges; tenant 9188040d-... (MSA consumer)': (given) => {
    schemes(given, 'Wlid1.1', 'Bearer');
    expect(given[1]?.bearer?.realm).toMatch(/^9188040d-/);
  },
  'tenant 6c482541-f706-4168-9e58-8e35a9992f58; SharePoint, CAE claims; must not be read as Exchange': (given) =>
    expect(given[0]?.bearer).toMatchObject({
      realm: '6c482541-f706-4168-9e58-8e35a9992f58',
      client_id: '00000003-0000-0ff1-ce00-000000000000',
      error: 'insufficient_claims',
    }),
  'claims decode to {': (given) => expect(claims(given[0])).toBe('{'),
  'claims {"access_token":{"nbf":{"essential":true,"value":"1726077595"},"xms_caeerror":{"value":"10012"}}}': (given) =>
    expect(claims(given[0])).toBe(
      '{"access_token":{"nbf":{"essential":true,"value":"1726077595"},"xms_caeerror":{"value":"10012"}}}',
    ),
  'PoP then Bearer; claims nbf 1726258122': (given) => {
    schemes(given, 'PoP', 'Bearer');
    expect(claims(given[1])).toContain('1726258122');
  },
  'no claims challenge (401 stays)': (given) =>
    expect(given[0]?.bearer).toMatchObject({ error: 'invalid_token', claims: 'ey==' }),
  '401 stays; claims cannot be decoded': (given) => expect(given[0]?.bearer?.error).toBe('insufficient_claims'),
  'no tenant': (given) => expect(given[0]?.bearer?.realm).toBeUndefined(),
  'must not crash; 401': (given) => expect(given).toHaveLength(1),
  'unknown scheme': (given) => schemes(given, 'FANCYAUTH'),
  Basic: (given) => schemes(given, 'Basic'),
  Digest: (given) => schemes(given, 'Digest'),
  NTLM: (given) => schemes(given, 'NTLM'),
  'Basic, Digest, NTLM (exchangelib picks Digest)': (given) => schemes(given, 'Basic', 'Digest', 'NTLM'),
};

function schemes(given: readonly Challenge[], ...expected: string[]): void {
  expect(given.map(({ scheme }) => scheme)).toEqual(expected);
}

function claims(challenge: Challenge | undefined): string {
  return Buffer.from(challenge?.bearer?.claims ?? '', 'base64').toString();
}

/** Compares; false when the expectation cannot be read by a machine. */
function compare({ fields, expect: wanted }: Vector): boolean {
  const given = read(fields);
  if (typeof wanted !== 'string') return compareFacts(given, wanted);
  const remark = remarks[wanted];
  if (remark) {
    remark(given);
    return true;
  }
  const assertions = fromAssertions(wanted);
  if (!assertions) return false;
  expect(given.map(simple)).toEqual(assertions.challenges);
  return true;
}

function compareFacts(given: readonly Challenge[], facts: Readonly<Record<string, string | number>>): boolean {
  if ('basic_realm' in facts) {
    const basic = given.find(({ scheme }) => scheme.toLowerCase() === 'basic');
    expect(basic?.parameters.find(([name]) => name.toLowerCase() === 'realm')?.[1] ?? '').toBe(facts.basic_realm);
    return true;
  }
  if (typeof facts.params === 'number') {
    expect(given[0]?.parameters).toHaveLength(facts.params);
    const authority = /^authori[sz]ation(_uri)?$|^authority$/;
    expect(given[0]?.parameters.find(([name]) => authority.test(name))?.[1]).toContain(facts.authority);
    return true;
  }
  expect(given[0]?.bearer?.error).toBe(facts.error);
  expect(claims(given[0])).toBe(facts.claims_decoded);
  return true;
}

describe.skipIf(corpus === undefined)('challenge vectors of other projects', () => {
  const vectors: Vector[] =
    corpus === undefined
      ? []
      : readFileSync(join(corpus, 'challenges', 'vectors.jsonl'), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Vector);

  it('reads every valid vector as the other project does', () => {
    const unreadable: string[] = [];
    for (const vector of vectors.filter(({ id }) => !rejected.has(id))) {
      try {
        if (!compare(vector)) unreadable.push(vector.id);
      } catch (cause) {
        throw new Error(`${vector.id}: ${JSON.stringify(vector.fields).slice(0, 300)}`, { cause });
      }
    }
    expect(unreadable).toEqual([
      'okhttp-basicChallengeWithCharset',
      'okhttp-basicChallengeWithUnexpectedCharset',
      'okhttp-unknownAuthParams',
    ]);
    expect(vectors.length - rejected.size - unreadable.length).toBeGreaterThan(100);
  });

  it('keeps going, with defects, where the other project rejects', () => {
    for (const { id, fields } of vectors.filter((vector) => rejected.has(vector.id))) {
      const results = fields.map((field) => parseChallenges(field));
      expect(results.flatMap(({ challenges }) => challenges).length, id).toBeGreaterThan(0);
      if (id !== 'greenbytes-simplebasictokbs')
        expect(results.flatMap(({ defects }) => defects).length, id).toBeGreaterThan(0);
    }
  });
});
