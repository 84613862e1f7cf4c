import type { Body, EntraError, Service, SignInAnswer, SignInRequest } from '../types.js';
import { asObject, readCutObject, readJsonObject } from './json-text.js';
import type { ReadHead, ResponseHeader } from './read-head.js';
import { parseToken } from './token.js';

const publicFields = [
  'client_id',
  'resource',
  'scope',
  'grant_type',
  'response_type',
  'redirect_uri',
  'login_hint',
  'prompt',
] as const;

type Fields = { -readonly [K in keyof SignInRequest]?: string };

/**
 * What a sign-in request asks for: the query of `authorize` and the form of `token`; what both leave out comes from a
 * JWT in `request=` (the broker's way). The resource is `resource`, else the URL part of the first `scope` that has one.
 *
 * @returns undefined when none of the public fields is there.
 */
export function parseSignInRequest(url: string | undefined, body: Body | undefined): SignInRequest | undefined {
  const fields: Fields = {};
  const sources = [new URLSearchParams(queryOf(url)), new URLSearchParams(formOf(body))];
  for (const parameters of sources) take(fields, (name) => parameters.get(name));
  for (const parameters of sources) {
    const claims = claimsOf(parameters.get('request'));
    take(fields, (name) => (typeof claims[name] === 'string' ? (claims[name] as string) : null));
  }
  const resource = fields.resource ?? resourceOfScope(fields.scope);
  if (resource !== undefined) fields.resource = resource;
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function claimsOf(jwt: string | null): Readonly<Record<string, unknown>> {
  return jwt ? (parseToken(jwt).claims ?? {}) : {};
}

function take(fields: Fields, read: (name: string) => string | null): void {
  for (const name of publicFields) {
    const value = read(name);
    if (value && fields[name] === undefined) fields[name] = value;
  }
}

// "https://host//.default" is the resource "https://host/", "https://host/EWS.AccessAsUser.All" is
// "https://host"; a resource may also be named by its GUID.
function resourceOfScope(scope: string | undefined): string | undefined {
  const words = scope?.split(/\s/) ?? [];
  const word = words.find((one) => one.includes('://') || /^[0-9a-f-]{36}(?:\/|$)/i.test(one));
  if (word === undefined) return undefined;
  const start = word.indexOf('://');
  const slash = word.lastIndexOf('/');
  return slash > (start < 0 ? 0 : start + 2) ? word.slice(0, slash) : word;
}

function queryOf(url: string | undefined): string {
  const mark = url?.indexOf('?') ?? -1;
  return mark < 0 ? '' : (url?.slice(mark + 1).split('#', 1)[0] ?? '');
}

function formOf(body: Body | undefined): string {
  const text = body?.text ?? '';
  return text.trimStart().startsWith('{') || text.trimStart().startsWith('<') ? '' : text;
}

/** What of an exchange with a sign-in host tells how it was answered. */
export interface SignInExchange {
  readonly service: Pick<Service, 'kind' | 'protocol'>;
  /** Of the request; missing where none was seen. */
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly head: ReadHead<ResponseHeader>;
  readonly body?: Body | undefined;
  /** The OAuth errors which were read in this response; any of them makes the answer an error. */
  readonly errors: readonly EntraError[];
}

/**
 * How a sign-in host answered. A 200 of `token` is a success even where it cannot be read: the broker gets encrypted
 * answers (JWE).
 *
 * @returns undefined for an answer to something else than a sign-in (metadata, keys).
 */
export function parseSignInAnswer(exchange: SignInExchange): SignInAnswer | undefined {
  const { service, method, status, head, body } = exchange;
  if (service.kind !== 'sign-in') return undefined;
  const [error] = exchange.errors;
  if (error) return { kind: 'error', error };
  if (service.protocol === 'openid-configuration' || service.protocol === 'other') return undefined;
  if (method?.toUpperCase() === 'OPTIONS') return { kind: 'other' };
  if (service.protocol === 'token') return status === 200 ? tokenAnswer(body) : { kind: 'other' };
  if (status !== undefined && status >= 300 && status < 400) return redirectAnswer(head.first('location'));
  return status === 200 ? pageAnswer(head.first('content-type'), body?.text ?? '') : { kind: 'other' };
}

function tokenAnswer(body: Body | undefined): SignInAnswer {
  const text = body?.text.trim() ?? '';
  if (text.startsWith('<')) return { kind: 'page' };
  if (!text.startsWith('{')) return { kind: 'token' };
  const fields = readJsonObject(text) ?? readCutObject(text) ?? {};
  const accessToken = fields.access_token;
  if (typeof accessToken === 'string' && accessToken !== '') {
    return { kind: 'token', token: parseToken(accessToken), identity: accessToken };
  }
  const others = ['id_token', 'refresh_token', 'token_type'].some((name) => Object.hasOwn(fields, name));
  return { kind: others || body?.complete === false ? 'token' : 'other' };
}

function redirectAnswer(location: string | undefined): SignInAnswer {
  const mark = location?.search(/[?#]/) ?? -1;
  const parameters = new URLSearchParams(mark < 0 ? '' : location?.slice(mark + 1).replace('#', '&'));
  if (parameters.has('code')) return { kind: 'code' };
  return { kind: parameters.has('access_token') || parameters.has('id_token') ? 'token' : 'other' };
}

function pageAnswer(type: string | undefined, text: string): SignInAnswer {
  const html = /^text\/html/i.test(type ?? '') || text.trimStart().startsWith('<');
  if (!html) return { kind: asObject(readJsonObject(text))?.access_token === undefined ? 'other' : 'token' };
  // response_mode=form_post: the code comes back in a page that posts itself
  return { kind: /<input[^>]{0,200}\sname=["']?code["'\s/>]/i.test(text) ? 'code' : 'page' };
}
