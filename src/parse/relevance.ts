import { exchangeApplication } from '../knowledge/applications.js';
import type { Body, FailureStage, Message, RawTransaction, RequestMessage, Service } from '../types.js';
import { startLine } from './head.js';
import { isRefusal } from './read-bodies.js';
import { exchangeHeaders } from './server-signs.js';
import { isSignInContent, pathEnd, readService } from './service.js';

/**
 * Before the door: which transactions can matter to a diagnosis. Most of a capture is other people's scripts and
 * pictures; what cannot matter needs no redaction, because nothing of it is kept.
 */

/** What a transaction asks for, as far as its URL tells before the door. */
export function askedService({ request }: Pick<RawTransaction, 'request'>): Service {
  return readService(request?.url ?? targetOf(request), request?.method);
}

/**
 * Whether a transaction can be about Exchange or a sign-in. It errs on the side of yes: where it says no, the
 * observation behind the door is not relevant either. Decodes no body but a refusal's. Never throws.
 */
export function mayMatter(raw: RawTransaction, service: Service = askedService(raw)): boolean {
  const { request, response, source } = raw;
  if (raw.watched || raw.text !== undefined || source === 'text' || source === 'token') return true;
  if (request && mayBeOurs(request, service)) return true;
  if (source === 'log' && mayQuoteSignIn(raw)) return true;
  if (!response) return isLostContent(service.host, raw);
  return mayBeExchange(response.head) || (isRefusal(response.status) && mayExplain(response.body));
}

const onTheWay: ReadonlySet<FailureStage> = new Set(['dns', 'connect', 'proxy', 'tls']);

/** Whether what a sign-in page loads could not be reached: then it stays blank. All else of such a host is nothing to us. */
export function isLostContent(
  host: string | undefined,
  { failure, response }: Pick<RawTransaction, 'failure'> & { readonly response?: unknown },
): boolean {
  return !response && failure !== undefined && onTheWay.has(failure.stage) && isSignInContent(host ?? '');
}

/** May the door make another place of this URL? A password in front of the host may hold any character. */
export function hasUserInformation(url: string | undefined): boolean {
  const at = url?.indexOf('@') ?? -1;
  return at >= 0 && at < pathEnd(url ?? '');
}

/** What a request line asks for: `/EWS/Exchange.asmx`, where it names no host. */
export function targetOf(request: Message | undefined): string | undefined {
  return request === undefined ? undefined : startLine(request.head).split(' ')[1];
}

function mayBeOurs(request: RequestMessage, { kind }: Service): boolean {
  const url = request.url ?? targetOf(request) ?? '';
  if (/^(?:data|blob):/i.test(url)) return false;
  return kind !== 'other' || hasUserInformation(url);
}

const signs = [...exchangeHeaders, 'x-serverapplication', 'x-ms-diagnostics', 'x-caserrorcode'].join('|');
const sign = new RegExp(`(?:^|\\n)(?:${signs})`, 'i');
const signOrChallenge = new RegExp(`(?:^|\\n)(?:www-authenticate|${signs})`, 'i');
const principal = new RegExp(`${exchangeApplication}|\\\\`, 'i');

// Others' challenges are nothing to us; Exchange's own names its principal (which may be escaped).
function mayBeExchange(head: string): boolean {
  return signOrChallenge.test(head) && (sign.test(head) || principal.test(head));
}

// A line of a log is judged by itself where it quotes a sign-in, whatever it is about.
function mayQuoteSignIn({ request, response }: RawTransaction): boolean {
  return request?.body !== undefined || response?.body !== undefined || /(?:^|\n)location/i.test(response?.head ?? '');
}

// The refusal that is written as JSON: a field of this name, or an escape that may stand for it.
function mayExplain(body: Body | undefined): boolean {
  const text = body?.text ?? '';
  return text.includes('{') && /errorUrl|\\u/.test(text);
}
