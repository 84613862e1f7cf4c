import type {
  Challenge,
  Defect,
  Diagnostics,
  EntraError,
  Message,
  Observation,
  Service,
  Token,
  Transaction,
} from '../types.js';
import { parseAuthorization } from './authorization.js';
import { parseChallenges } from './challenge.js';
import { clientOf } from './client.js';
import { parseDiagnosticsList, parseRefusalBody } from './diagnostics.js';
import { isEntraError, parseErrorBody, parseErrorLocation } from './entra-error.js';
import { headerValue, headerValues, startLine } from './head.js';
import { parseMapi } from './mapi.js';
import { readProse } from './prose.js';
import { serverSignsOf } from './server-signs.js';
import { serviceOf } from './service.js';
import { parseSignInAnswer, parseSignInRequest } from './sign-in.js';
import { parseToken } from './token.js';

/**
 * A transaction and all that it says. It sees only what passed the door, so a redacted capture read again gives the
 * same observation. Pure; never throws.
 */
export function observe(transaction: Transaction): Observation {
  const { request, response } = transaction;
  const service = serviceOf(request?.url ?? targetOf(request?.head), request?.method);
  const said = complaintsOf(transaction, service);
  return {
    transaction,
    service,
    client: clientOf(request?.head, transaction.client?.name),
    authorization: parseAuthorization(headerValue(request?.head, 'Authorization')),
    challenges: said.challenges,
    diagnostics: said.diagnostics,
    entraErrors: said.entraErrors,
    ...present('signInRequest', signInRequestOf(transaction, service)),
    ...present('signInAnswer', parseSignInAnswer(transaction, service, said.entraErrors)),
    ...present('mapi', service.protocol === 'mapi' || !request ? parseMapi(response?.head, response?.body) : undefined),
    ...present('server', serverSignsOf(response?.head, said.challenges, said.diagnostics)),
    ...present('token', loneTokenOf(transaction)),
    defects: said.defects,
  };
}

interface Complaints {
  readonly challenges: Challenge[];
  readonly diagnostics: Diagnostics[];
  readonly entraErrors: EntraError[];
  readonly defects: Defect[];
}

function complaintsOf(transaction: Transaction, service: Service): Complaints {
  const head = transaction.response?.head;
  const parsed = headerValues(head, 'WWW-Authenticate').map(parseChallenges);
  const prose =
    transaction.text !== undefined && transaction.source !== 'token' ? readProse(transaction.text) : undefined;
  return {
    challenges: [...parsed.flatMap(({ challenges }) => challenges), ...(prose?.challenges ?? [])],
    diagnostics: [...diagnosticsOf(transaction, service), ...(prose?.diagnostics ?? [])],
    entraErrors: [...entraErrorsOf(transaction, service), ...(prose?.entraErrors ?? [])],
    defects: [...parsed.flatMap(({ defects }) => defects), ...(prose?.defects ?? [])],
  };
}

function diagnosticsOf({ response }: Transaction, service: Service): Diagnostics[] {
  const host = service.host ?? protectionHost(response?.head);
  const context = host === undefined ? {} : { host };
  const lines = headerValues(response?.head, 'x-ms-diagnostics');
  const refusal =
    service.kind !== 'sign-in' && isRefusal(response?.status) ? refusalOf(response?.body?.text) : undefined;
  const unknownUser = headerValues(response?.head, 'X-CasErrorCode').flatMap(casDiagnostics);
  return [
    ...lines.flatMap((value) => parseDiagnosticsList(value, context)),
    ...(refusal ? [refusal] : []),
    ...unknownUser,
  ];
}

// A pasted head has no URL; Information Protection names itself in its challenge, and speaks Exchange's dialect.
function protectionHost(head: string | undefined): string | undefined {
  const isNamed = headerValues(head, 'WWW-Authenticate').some((value) =>
    /\bresource="https:\/\/aadrm\.com\/?"/i.test(value),
  );
  return isNamed ? 'aadrm.com' : undefined;
}

function refusalOf(text: string | undefined): Diagnostics | undefined {
  return text?.includes('{') ? parseRefusalBody(text) : undefined;
}

// Back ends say in this header what the front end leaves out of x-ms-diagnostics.
function casDiagnostics(value: string): Diagnostics[] {
  if (value.trim().toLowerCase() !== 'usernotfound') return [];
  return [
    { dialect: 'exchange', error_category: 'invalid_user', reason: 'UserNotFound', raw: `X-CasErrorCode: ${value}` },
  ];
}

// A pasted head has no URL, so a Location is read whoever sent it: only the OAuth fields in it make it an error.
function entraErrorsOf({ request, response }: Transaction, service: Service): EntraError[] {
  const locations = headerValues(response?.head, 'Location').map((location) => parseErrorLocation(location));
  const body = bodyError(response, service);
  const posted = isPostedError(request, service) ? parseErrorLocation(`?${request?.body?.text.trim()}`) : undefined;
  const found = [...locations, body, posted && { ...posted, form: 'form-post' as const }];
  return found.filter((error) => error !== undefined);
}

function bodyError(response: Message | undefined, service: Service): EntraError | undefined {
  const text = response?.body?.text ?? '';
  const type = headerValue(response?.head, 'Content-Type');
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
function isPostedError(request: Message | undefined, service: Service): boolean {
  if (service.kind === 'sign-in' || !request?.body?.text.includes('error_description=')) return false;
  const type = headerValue(request.head, 'Content-Type') ?? '';
  return type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function isRefusal(status: number | undefined): boolean {
  return status === undefined || status >= 400;
}

function signInRequestOf({ request }: Transaction, service: Service) {
  if (service.protocol !== 'authorize' && service.protocol !== 'token') return undefined;
  return parseSignInRequest(request?.url ?? targetOf(request?.head), request?.body);
}

function loneTokenOf({ source, text }: Transaction): Token | undefined {
  return source === 'token' && text !== undefined ? parseToken(text) : undefined;
}

// "POST /EWS/Exchange.asmx HTTP/1.1" of a pasted request without a host
function targetOf(head: string | undefined): string | undefined {
  return head === undefined ? undefined : startLine(head).split(' ')[1];
}

function present<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });
}
