import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/admit/door.js';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { isRelevant } from '../../src/flow/flows.js';
import { cloudHosts } from '../../src/knowledge/clouds.js';
import { virtualDirectories } from '../../src/knowledge/virtual-directories.js';
import { observe } from '../../src/parse/observe.js';
import { partsRead } from '../../src/parse/read-parts.js';
import { mayMatter } from '../../src/parse/relevance.js';
import type { RawTransaction } from '../../src/types.js';
import { runs } from '../support/long.js';
import { expectLinear, nastyRuns } from './linear.js';

const captures = resolve(import.meta.dirname, '../../captures');
const files = readdirSync(captures).filter((name) => /\.(har|txt)$/.test(name));

async function read(name: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  const source = memorySource(readFileSync(join(captures, name)), name);
  for await (const raw of openCapture(source).transactions) transactions.push(raw);
  return transactions;
}

const isOurs = (raw: RawTransaction) => isRelevant(observe(createDoor().admit(raw)));

/** What an observation says, apart from the bytes that it was read from. */
function said(raw: RawTransaction) {
  const { transaction, ...facts } = observe(createDoor().admit(raw));
  return { id: transaction.id, status: transaction.response?.status, ...facts };
}

const hosts = ['mail.contoso.com', 'www.fabrikam.com', ...cloudHosts.map(({ host }) => host)];
const segments = ['', '.', '..', 'scripts', 'adfs', 'oauth2', 'token', ...virtualDirectories.map((row) => row.segment)];
const segment = fc.oneof(fc.constantFrom(...segments), fc.string({ maxLength: 6 }));
const url = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', '', '/', 'data:', 'urn:x:'),
      fc.constantFrom('', 'user:pass/word@', 'user@'),
      fc.oneof(fc.constantFrom(...hosts, 'Login.Windows.Net.', '127.1', 'xn--a'), fc.string({ maxLength: 8 })),
      fc.constantFrom('', ':443', ':99999', '\\'),
      fc.array(segment, { maxLength: 4 }),
      fc.constantFrom('', '?x=/ews', '#/owa', '/'),
    )
    .map(([scheme, user, host, port, path, end]) => `${scheme}${user}${host}${port}/${path.join('/')}${end}`),
  fc.string({ unit: 'binary' }),
);
const headerLine = fc.oneof(
  fc.constantFrom(
    'X-FEServer: EX01',
    'x-beserver : EX01',
    'X-ServerApplication: Exchange/15.2.1',
    'WWW-Authenticate: Bearer client_id="00000002-0000-0FF1-ce00-000000000000"',
    'WWW-Authenticate: Bearer client_id="\\00000002-0000-0ff1-ce00-000000000000"',
    'WWW-Authenticate: NTLM',
    'x-ms-diagnostics: 2000003;reason="x";error_category="invalid_resource"',
    'X-CasErrorCode: UserNotFound',
    'Location: https://app.contoso.com/?error=access_denied&error_description=x',
    'Content-Type: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    'Authorization: Bearer',
    'Server: nginx',
    ' folded',
  ),
  fc.string({ unit: 'binary' }),
);
const refusalBody = '{"error":{"innerError":{"errorUrl":"https://aka.ms/autherrors#error-InvalidResource"}}}';
const bodyText = fc.oneof(
  fc.constantFrom(
    refusalBody,
    refusalBody.replace('errorUrl', '\\u0065rrorUrl'),
    `<html>${refusalBody}</html>`,
    '{"error":"invalid_grant","error_description":"AADSTS50173: revoked"}',
    'error=access_denied&error_description=AADSTS50105',
    'PROCESSING\r\nDONE\r\nX-ResponseCode: 10\r\n\r\n',
  ),
  fc.string(),
);
const body = bodyText.map((text) => ({ text, complete: true }));
const lines = fc.array(headerLine, { maxLength: 5 });
const message = { body: fc.option(body, { nil: undefined }), lines };
const transaction: fc.Arbitrary<RawTransaction> = fc
  .record({
    source: fc.constantFrom<RawTransaction['source']>('har', 'saz', 'live', 'log', 'text', 'token'),
    method: fc.constantFrom('GET', 'POST', 'CONNECT', 'RPC_IN_DATA'),
    url: fc.option(url, { nil: undefined }),
    request: fc.option(fc.record(message), { nil: undefined }),
    response: fc.option(fc.record({ ...message, status: fc.constantFrom(200, 302, 401, 500, undefined) }), {
      nil: undefined,
    }),
    text: fc.option(bodyText, { nil: undefined, freq: 10 }),
    watched: fc.option(fc.constant(true), { nil: undefined, freq: 10 }),
    failure: fc.option(fc.constant({ stage: 'tls', code: 'ECONNRESET' } as const), { nil: undefined }),
  })
  .map((parts) => rawOf(parts));

interface Drawn {
  readonly source: RawTransaction['source'];
  readonly method: string;
  readonly url: string | undefined;
  readonly request:
    | { readonly body: { text: string; complete: boolean } | undefined; readonly lines: string[] }
    | undefined;
  readonly response:
    | {
        readonly body: { text: string; complete: boolean } | undefined;
        readonly lines: string[];
        readonly status: number | undefined;
      }
    | undefined;
  readonly text: string | undefined;
  readonly watched: true | undefined;
  readonly failure: { readonly stage: 'tls'; readonly code: string } | undefined;
}

function rawOf({ source, method, url, request, response, text, watched, failure }: Drawn): RawTransaction {
  const target = /^[a-z]+:\/\/[^/]*(\/.*)$/i.exec(url ?? '')?.[1] ?? '/';
  return {
    id: '1',
    source,
    absent: [],
    ...(request && {
      request: {
        method,
        head: [`${method} ${target} HTTP/1.1`, ...request.lines].join('\r\n'),
        ...(url !== undefined && { url }),
        ...(request.body && { body: request.body }),
      },
    }),
    ...(response && {
      response: {
        head: [`HTTP/1.1 ${response.status ?? 200} x`, ...response.lines].join('\r\n'),
        ...(response.status !== undefined && { status: response.status }),
        ...(response.body && { body: response.body }),
      },
    }),
    ...(text !== undefined && { text }),
    ...(watched && { watched }),
    ...(failure && { failure }),
  };
}

describe('mayMatter', () => {
  const get = (address: string, lines: readonly string[] = [], status = 200): RawTransaction =>
    rawOf({
      source: 'har',
      method: 'GET',
      url: address,
      request: { body: undefined, lines: [] },
      response: { body: undefined, lines: [...lines], status },
      text: undefined,
      watched: undefined,
      failure: undefined,
    });

  it.each([
    ['a script', get('https://www.fabrikam.com/scripts/app.js?x=1')],
    ['an API that is not Exchange’s', get('https://www.fabrikam.com/api/v1/items')],
    ['a page of Exchange Online', get('https://outlook.office365.com/mail/inbox')],
    [
      'another product’s challenge',
      get('https://graph.microsoft.com/v1.0/me', ['WWW-Authenticate: Bearer realm=""'], 401),
    ],
    ['a picture in its URL', get(`data:image/png;base64,${'A'.repeat(5000)}`)],
    ['a broken connection', { id: '1', source: 'har', absent: [], failure: { stage: 'dns', code: 'ENOTFOUND' } }],
  ] satisfies [string, RawTransaction][])('leaves %s out', (_what, raw) => {
    expect(mayMatter(raw)).toBe(false);
  });

  it.each([
    ['a virtual directory', get('https://mail.contoso.com/EWS/Exchange.asmx')],
    ['AD FS', get('https://sts.contoso.com/adfs/ls/')],
    ['a sign-in host', get('https://login.microsoftonline.com/favicon.ico')],
    ['a path with dots', get('https://mail.contoso.com/x/../ews')],
    ['an answer of Exchange', get('https://mail.contoso.com/', ['X-FEServer: EX01'])],
    [
      'Exchange’s challenge',
      get(
        'https://mail.contoso.com/',
        ['WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000"'],
        401,
      ),
    ],
    ['a host that is watched', { ...get('https://mail.contoso.com/'), watched: true }],
    ['pasted text', { id: '1', source: 'text', absent: [], text: 'x' }],
  ] satisfies [string, RawTransaction][])('keeps %s', (_what, raw) => {
    expect(mayMatter(raw)).toBe(true);
  });

  it('says no only where the observation is not relevant', () => {
    fc.assert(
      fc.property(transaction, (raw) => {
        expect(mayMatter(raw) || !isOurs(raw)).toBe(true);
      }),
      { numRuns: runs(250, 1000) },
    );
  });

  it.each(files)('says no only where the observation is not relevant: %s', async (name) => {
    for (const raw of await read(name)) expect(mayMatter(raw) || !isOurs(raw)).toBe(true);
  });

  it('decodes no body but a refusal’s', () => {
    const locked = {
      get text(): string {
        return expect.unreachable();
      },
      complete: true,
    };
    const raw = get('https://www.fabrikam.com/', ['WWW-Authenticate: NTLM']);
    expect(mayMatter({ ...raw, response: { status: 200, head: 'HTTP/1.1 200 OK', body: locked } })).toBe(false);
  });

  it.each([...nastyRuns, '/', 'a.', 'a/', '%', '@'])('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = run.repeat(n);
      mayMatter(get(`https://${long}`, [long], 401));
      mayMatter(get(`https://www.fabrikam.com/${long}`));
    });
  });
});

describe('partsRead', () => {
  it('changes nothing of what is observed', () => {
    fc.assert(
      fc.property(transaction, (raw) => {
        expect(said(partsRead(raw))).toEqual(said(raw));
      }),
      { numRuns: runs(250, 1000) },
    );
  });

  it.each(files)('changes nothing of what is observed: %s', async (name) => {
    for (const raw of await read(name)) expect(said(partsRead(raw))).toEqual(said(raw));
  });

  it('decodes nothing, and leaves out what is not looked at', () => {
    const locked = {
      get text(): string {
        return expect.unreachable();
      },
      complete: true,
    };
    const cut = partsRead({
      id: '1',
      source: 'har',
      absent: [],
      request: {
        method: 'POST',
        url: 'https://mail.contoso.com/EWS/Exchange.asmx',
        head: 'POST /EWS HTTP/1.1\r\nHost: x',
        body: locked,
      },
      response: { status: 200, head: 'HTTP/1.1 200 OK\r\nX-Powered-By: x\r\nDate: y', body: locked },
    });
    expect(cut).toEqual({
      id: '1',
      source: 'har',
      absent: [],
      request: { method: 'POST', url: 'https://mail.contoso.com/EWS/Exchange.asmx', head: 'POST /EWS HTTP/1.1' },
      response: { status: 200, head: 'HTTP/1.1 200 OK\r\nDate: y' },
    });
  });
});
