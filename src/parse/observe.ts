import type {
  Authorization,
  Body,
  Challenge,
  Defect,
  Diagnostics,
  EntraError,
  Mutable,
  Observation,
  Service,
  Token,
  Transaction,
} from '../types.js';
import { parseAuthorization } from './authorization.js';
import { parseChallenges } from './challenge.js';
import { clientOf } from './client.js';
import { type DiagnosticsContext, parseDiagnosticsList, parseRefusalBody } from './diagnostics.js';
import { isEntraError, parseErrorBody, parseErrorLocation } from './entra-error.js';
import { frontSignsOf } from './front-signs.js';
import { mailRefusalsInProse } from './mail-refusal.js';
import { parseMapi } from './mapi.js';
import { createMemo } from './memo.js';
import { readProse } from './prose.js';
import { isRefusal, readsRequestBody, readsResponseBody } from './read-bodies.js';
import {
  type ReadHead,
  type RequestHeader,
  type ResponseHeader,
  readRequestHead,
  readResponseHead,
} from './read-head.js';
import { targetOf } from './relevance.js';
import { serverSignsOf } from './server-signs.js';
import { serviceOf } from './service.js';
import { parseSignInAnswer, parseSignInRequest } from './sign-in.js';
import { parseToken } from './token.js';

/**
 * A transaction and all that it says. It sees only what passed the door, so a redacted capture read again gives the
 * same observation. What equal texts say is one object. Pure; never throws.
 */
export function observe(transaction: Transaction): Observation {
  const exchange = open(transaction);
  const { request, response, service, asked, answered } = exchange;
  const said = complaintsOf(exchange);
  const seen: Mutable<Observation> = {
    transaction,
    service,
    client: clientOf(asked, transaction.client?.name),
    authorization: authorizationOf(asked.first('authorization')),
    ...said,
  };
  if (request && isSignInQuestion(service)) {
    set(seen, 'signInRequest', parseSignInRequest(request.url ?? targetOf(request), exchange.requestBody));
  }
  if (response) {
    set(seen, 'signInAnswer', signInAnswerOf(exchange, said.entraErrors));
    if (service.protocol === 'mapi' || !request)
      set(seen, 'mapi', parseMapi(answered, exchange.responseBody, request?.url ?? targetOf(request)));
    const server = serverSignsOf(answered, said.challenges, said.diagnostics);
    set(seen, 'server', server);
    set(seen, 'front', frontOf(exchange, server.exchange));
  }
  set(seen, 'mailRefusals', mailRefusalsOf(transaction));
  set(seen, 'token', loneTokenOf(transaction));
  return seen;
}

function frontOf({ service, request, response, answered, responseBody }: Opened, exchange: boolean) {
  const { method } = request ?? {};
  return frontSignsOf({
    service,
    method,
    status: response?.status,
    head: answered,
    text: responseBody?.text,
    exchange,
  });
}

/** A transaction, opened: its heads read once, and of its bodies those that are looked at. */
interface Opened {
  readonly transaction: Transaction;
  readonly request: Transaction['request'];
  readonly response: Transaction['response'];
  readonly service: Service;
  readonly asked: ReadHead<RequestHeader>;
  readonly answered: ReadHead<ResponseHeader>;
  readonly requestBody: Body | undefined;
  readonly responseBody: Body | undefined;
}

function open(transaction: Transaction): Opened {
  const { request, response } = transaction;
  const service = serviceOf(request?.url ?? targetOf(request), request?.method);
  const asked = requestHeadOf(request);
  const readsRequest = readsRequestBody({ service, type: asked.first('content-type') });
  const readsResponse = readsResponseBody({ service, status: response?.status });
  return {
    transaction,
    request,
    response,
    service,
    asked,
    answered: readResponseHead(response?.head),
    requestBody: readsRequest ? request?.body : undefined,
    responseBody: readsResponse ? response?.body : undefined,
  };
}

const requestHeads = createMemo<ReadHead<RequestHeader>>(200);

// A client says the same of itself all day.
function requestHeadOf(request: Transaction['request']): ReadHead<RequestHeader> {
  return request ? requestHeads(request.head, () => readRequestHead(request.head)) : readRequestHead(undefined);
}

type Complaints = Pick<Observation, 'challenges' | 'diagnostics' | 'entraErrors' | 'defects'>;

const nothing: readonly never[] = [];
const challengeLines = createMemo<{ readonly challenges: readonly Challenge[]; readonly defects: readonly Defect[] }>(
  500,
);
const diagnosticsLines = createMemo<readonly Diagnostics[]>(500);
const authorizations = createMemo<Authorization>(500);

function complaintsOf(exchange: Opened): Complaints {
  const { text, source } = exchange.transaction;
  const parsed = exchange.answered
    .all('www-authenticate')
    .map((value) => challengeLines(value, () => parseChallenges(value)));
  const prose = text !== undefined && source !== 'token' ? readProse(text) : undefined;
  // Most answers have none: their lists need not be made only to be joined.
  const challenges = parsed.length === 0 ? nothing : parsed.flatMap((line) => line.challenges);
  const defects = parsed.length === 0 ? nothing : parsed.flatMap((line) => line.defects);
  return {
    challenges: joined(challenges, prose?.challenges),
    diagnostics: joined(diagnosticsOf(exchange, challenges), prose?.diagnostics),
    entraErrors: joined(entraErrorsOf(exchange), prose?.entraErrors),
    defects: joined(defects, prose?.defects),
  };
}

// Most transactions say nothing, and a million empty lists are many.
function joined<Item>(own: readonly Item[], quoted: readonly Item[] = nothing): readonly Item[] {
  if (own.length + quoted.length === 0) return nothing;
  return quoted.length === 0 ? own : [...own, ...quoted];
}

function diagnosticsOf(exchange: Opened, challenges: readonly Challenge[]): readonly Diagnostics[] {
  const { service, response, answered, responseBody } = exchange;
  const lines = answered.all('x-ms-diagnostics');
  const codes = answered.all('x-caserrorcode');
  const refusal = service.kind !== 'sign-in' && isRefusal(response?.status) ? refusalOf(responseBody) : undefined;
  if (lines.length + codes.length === 0) return refusal ? [refusal] : nothing;
  const context = lines.length > 0 ? whoAnswered(exchange, challenges) : undefined;
  return [
    ...lines.flatMap((value) =>
      diagnosticsLines(`${context?.host ?? ''} ${context?.exchange} ${value}`, () =>
        parseDiagnosticsList(value, context),
      ),
    ),
    ...(refusal ? [refusal] : []),
    ...codes.flatMap(casDiagnostics),
  ];
}

// A pasted head has no URL.
function whoAnswered({ service, answered }: Opened, challenges: readonly Challenge[]): DiagnosticsContext {
  const host = service.host ?? protectionHost(answered);
  if (host !== undefined) return { host };
  return { exchange: service.kind === 'exchange' || serverSignsOf(answered, challenges, []).exchange };
}

// Information Protection names itself in its challenge, and speaks Exchange's dialect.
function protectionHost(head: ReadHead<ResponseHeader>): string | undefined {
  const isNamed = head.all('www-authenticate').some((value) => /\bresource="https:\/\/aadrm\.com\/?"/i.test(value));
  return isNamed ? 'aadrm.com' : undefined;
}

function refusalOf(body: Body | undefined): Diagnostics | undefined {
  return body?.text.includes('{') ? parseRefusalBody(body.text) : undefined;
}

// Back ends say in this header what the front end leaves out of x-ms-diagnostics.
function casDiagnostics(value: string): Diagnostics[] {
  if (value.trim().toLowerCase() !== 'usernotfound') return [];
  return [
    { dialect: 'exchange', error_category: 'invalid_user', reason: 'UserNotFound', raw: `X-CasErrorCode: ${value}` },
  ];
}

// A pasted head has no URL, so a Location is read whoever sent it: only the OAuth fields in it make it an error.
function entraErrorsOf(exchange: Opened): readonly EntraError[] {
  const locations = exchange.answered.all('location');
  const [body, posted] = [bodyError(exchange), postedError(exchange)];
  if (locations.length === 0 && body === undefined && posted === undefined) return nothing;
  return [...locations.map(locationError), body, posted].filter((error) => error !== undefined);
}

function locationError(location: string): EntraError | undefined {
  return /error/i.test(location) ? parseErrorLocation(location) : undefined;
}

function bodyError({ service, answered, responseBody }: Opened): EntraError | undefined {
  const text = responseBody?.text ?? '';
  const type = answered.first('content-type');
  const error = isOAuthBody(text, type, service) ? parseErrorBody(text, type) : undefined;
  // Other products answer with OAuth's JSON too (SharePoint does), so a stranger's error needs a mark of Entra or AD FS.
  return error && (service.kind === 'sign-in' || isEntraError(error)) ? error : undefined;
}

// Bodies of Exchange and of strangers are read only where they are OAuth's own JSON.
function isOAuthBody(text: string, type: string | undefined, service: Service): boolean {
  if (text === '') return false;
  if (service.kind === 'sign-in' || service.host === undefined) return true;
  const json = type?.toLowerCase().includes('json') || text.trimStart().startsWith('{');
  return json && text.includes('"error"') && (text.includes('"error_description"') || text.includes('AADSTS'));
}

// response_mode=form_post: the browser carries the error back in a request of its own.
function postedError({ service, requestBody }: Opened): EntraError | undefined {
  if (service.kind === 'sign-in' || !requestBody?.text.includes('error_description=')) return undefined;
  const error = parseErrorLocation(`?${requestBody.text.trim()}`);
  return error && { ...error, form: 'form-post' };
}

function authorizationOf(value: string | undefined): Authorization {
  return authorizations(value ?? '', () => parseAuthorization(value));
}

function isSignInQuestion({ protocol }: Service): boolean {
  return protocol === 'authorize' || protocol === 'token';
}

function signInAnswerOf({ request, response, service, answered, responseBody }: Opened, errors: readonly EntraError[]) {
  const { status } = response ?? {};
  return parseSignInAnswer({ service, method: request?.method, status, head: answered, body: responseBody, errors });
}

function mailRefusalsOf({ source, text }: Transaction): Observation['mailRefusals'] {
  const found = text !== undefined && source === 'text' ? mailRefusalsInProse(text) : nothing;
  return found.length > 0 ? found : undefined;
}

function loneTokenOf({ source, text }: Transaction): Token | undefined {
  return source === 'token' && text !== undefined ? parseToken(text) : undefined;
}

function set<K extends keyof Observation>(
  seen: Mutable<Observation>,
  name: K,
  value: Observation[K] | undefined,
): void {
  if (value !== undefined) seen[name] = value;
}
