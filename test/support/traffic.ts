/**
 * Traffic for tests: boring defaults, so that a test names only what it is about. All names are Contoso's, all ids are
 * documentation ids, no signature is real.
 */
import { createDoor } from '../../src/admit/door.js';
import { createDiagnosis, type DiagnosisOptions } from '../../src/diagnosis.js';
import { flowsOf } from '../../src/flow/flows.js';
import { observe } from '../../src/parse/observe.js';
import type {
  Failure,
  Flow,
  Observation,
  Part,
  RawTransaction,
  Recorder,
  Report,
  SourceKind,
  SourceReport,
} from '../../src/types.js';

export const tenant = '8da56bec-0000-4000-8000-52ee2c40ea22';
export const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)';
export const correlation = '87a777b4-0000-4000-8000-b97fcc2c67d4';

/** Tuesday, 3 November 2026, 02:00 UTC: when all traffic of the tests begins. */
export const start = Date.UTC(2026, 10, 3, 2, 0, 0);

export const exchangeHeaders: readonly HeaderPair[] = [
  ['Server', 'Microsoft-IIS/10.0'],
  ['request-id', '5fdfec03-0000-4000-8000-c787a49d09ca'],
  ['X-FEServer', 'EX01'],
  ['X-CalculatedBETarget', 'ex01.contoso.com'],
];
export const negotiateAndNtlm: readonly HeaderPair[] = [
  ['WWW-Authenticate', 'Negotiate'],
  ['WWW-Authenticate', 'NTLM'],
];

type HeaderPair = readonly [name: string, value: string];

export interface Exchange {
  readonly id?: string;
  /** Seconds after `start`; by default one second after the exchange before it. */
  readonly at?: number;
  readonly source?: SourceKind;
  readonly connection?: string;
  readonly method?: string;
  readonly url?: string;
  /** The value of Authorization; none when missing. */
  readonly authorization?: string;
  /** Instead of Outlook's. */
  readonly userAgent?: string;
  readonly requestHeaders?: readonly HeaderPair[];
  readonly requestBody?: string;
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly failure?: Failure;
  readonly absent?: readonly Part[];
  readonly watched?: boolean;
  /** Of a HAR. */
  readonly recorder?: Recorder;
  readonly sameCertificate?: boolean;
  readonly text?: string;
}

export const mapiUrl =
  'https://mail.contoso.com/mapi/emsmdb/?MailboxId=0f0e0d0c-0000-4000-8000-000000000001@contoso.com';
export const authorizeUrl = (resource = 'https://mail.contoso.com/') =>
  `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code&client_id=d3590ed6-52b3-4102-aeff-aad2292ab01c&resource=${encodeURIComponent(resource)}&redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob`;
export const tokenUrl = 'https://login.microsoftonline.com/common/oauth2/token';

/** The challenge of a well-kept server; parameters given replace or (undefined) remove its own. */
export function bearerChallenge(parameters: Readonly<Record<string, string | undefined>> = {}): HeaderPair {
  const all: Record<string, string | undefined> = {
    client_id: '00000002-0000-0ff1-ce00-000000000000',
    trusted_issuers: `00000001-0000-0000-c000-000000000000@${tenant}`,
    token_types: 'app_asserted_user_v1 service_asserted_app_v1',
    authorization_uri: 'https://login.windows.net/common/oauth2/authorize',
    ...parameters,
  };
  const list = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`]));
  return ['WWW-Authenticate', `Bearer ${list.join(', ')}`];
}

/** `x-ms-diagnostics` as Exchange writes it. */
export function diagnosticsHeader(code: number, reason: string, category: string): HeaderPair {
  return ['x-ms-diagnostics', `${code};reason="${reason}";error_category="${category}"`];
}

/** A JWT of these claims over the boring ones; its signature is made up. */
export function accessToken(claims: Readonly<Record<string, unknown>> = {}): string {
  const payload = {
    aud: 'https://mail.contoso.com/',
    iss: `https://sts.windows.net/${tenant}/`,
    iat: start / 1000 - 300,
    nbf: start / 1000 - 300,
    exp: start / 1000 + 3600,
    appid: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    onprem_sid: 'S-1-5-21-1111111111-2222222222-3333333333-1104',
    scp: 'user_impersonation',
    tid: tenant,
    upn: 'gregt@contoso.com',
    ver: '1.0',
    ...claims,
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [
    part({ typ: 'JWT', alg: 'RS256', kid: 'made-up' }),
    part(payload),
    Buffer.from('made-up signature').toString('base64url'),
  ].join('.');
}

/** A form post to the token endpoint. */
export function tokenRequest(resource = 'https://mail.contoso.com/'): Exchange {
  const fields = {
    grant_type: 'refresh_token',
    client_id: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    resource,
    refresh_token: '0.made-up-refresh-token',
  };
  return {
    method: 'POST',
    url: tokenUrl,
    requestHeaders: [['Content-Type', 'application/x-www-form-urlencoded']],
    requestBody: new URLSearchParams(fields).toString(),
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['x-ms-request-id', 'f840b3e7-0000-4000-8000-d759825e0300'],
    ],
  };
}

/** The token endpoint's good answer. */
export function tokenIssued(token: string, resource?: string): Exchange {
  const answer = {
    token_type: 'Bearer',
    expires_in: '3599',
    access_token: token,
    refresh_token: '0.made-up-next-refresh-token',
  };
  return { ...tokenRequest(resource), status: 200, body: JSON.stringify(answer) };
}

/** The token endpoint's refusal. */
export function tokenDenied(code: number, text: string, error = 'invalid_grant', resource?: string): Exchange {
  const answer = {
    error,
    error_description: `AADSTS${code}: ${text}\r\nTrace ID: f840b3e7-0000-4000-8000-d759825e0300\r\nCorrelation ID: ${correlation}\r\nTimestamp: 2026-11-03 02:00:03Z`,
    error_codes: [code],
    correlation_id: correlation,
  };
  return { ...tokenRequest(resource), status: 400, body: JSON.stringify(answer) };
}

/** Makes raw transactions, numbered from 1 and a second apart. */
export function traffic(...exchanges: readonly Exchange[]): RawTransaction[] {
  return exchanges.map((exchange, index) => rawTransaction({ id: String(index + 1), at: index, ...exchange }));
}

/** Observations of raw transactions, through the door. */
export function observations(raws: readonly RawTransaction[]): Observation[] {
  const door = createDoor();
  return raws.map((raw) => observe(door.admit(raw)));
}

/** Flows of exchanges. */
export function flows(...exchanges: readonly Exchange[]): Flow[] {
  return flowsOf(observations(traffic(...exchanges)));
}

/** The whole diagnosis of exchanges that are over, or of those that were seen until then. */
export function diagnose(
  exchanges: readonly Exchange[],
  options: DiagnosisOptions = {},
  asOf = Number.POSITIVE_INFINITY,
  sources: readonly SourceReport[] = [],
): Report {
  const diagnosis = createDiagnosis(options);
  for (const raw of traffic(...exchanges)) diagnosis.add(raw);
  diagnosis.advance(asOf);
  return sound(diagnosis.report({ sources }));
}

/** The same report; an error when a rule threw, which no traffic may bring about. */
export function sound(report: Report): Report {
  if (report.crashed.length > 0) throw new Error(`a rule crashed: ${JSON.stringify(report.crashed)}`);
  return report;
}

function rawTransaction(exchange: Exchange): RawTransaction {
  const {
    id = '1',
    at = 0,
    source = 'har',
    connection,
    failure,
    absent = [],
    watched,
    recorder,
    sameCertificate,
    text,
  } = exchange;
  const startedAt = absent.includes('time') ? undefined : start + at * 1000;
  const ended = startedAt !== undefined && { startedAt, endedAt: startedAt + 50 };
  return {
    id,
    source,
    absent,
    ...ended,
    ...(connection !== undefined && { connection }),
    ...(watched !== undefined && { watched }),
    ...(recorder !== undefined && { recorder }),
    ...(sameCertificate !== undefined && { sameCertificate }),
    ...(failure && { failure }),
    ...(text !== undefined && { text }),
    ...(text === undefined && !absent.includes('request') && { request: requestOf(exchange) }),
    ...(exchange.status !== undefined && { response: responseOf(exchange) }),
  };
}

function requestOf(exchange: Exchange) {
  const { method = 'POST', url = mapiUrl, userAgent = outlook } = exchange;
  const { authorization, requestHeaders = [], requestBody } = exchange;
  const { host, pathname, search } = new URL(url);
  const sent: HeaderPair[] = authorization === undefined ? [] : [['Authorization', authorization]];
  const lines: HeaderPair[] = [['Host', host], ['User-Agent', userAgent], ...sent, ...requestHeaders];
  const head = [`${method} ${pathname}${search} HTTP/1.1`, ...lines.map(toLine)].join('\r\n');
  return { method, url, head, ...(requestBody !== undefined && { body: { text: requestBody, complete: true } }) };
}

function responseOf({ status = 200, headers = [], body }: Exchange) {
  const head = [`HTTP/1.1 ${status} `, ...headers.map(toLine)].join('\r\n');
  return { status, head, ...(body !== undefined && { body: { text: body, complete: true } }) };
}

function toLine([name, value]: HeaderPair): string {
  return `${name}: ${value}`;
}
