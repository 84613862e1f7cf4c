import { type HeaderLine, headerLines } from '../parse/head.js';
import { withoutOrdinals } from '../parse/placeholder.js';
import type { Diagnostics, EntraError, Evidence, Observation } from '../types.js';

/** Longest quotation, in UTF-16 units. */
const quoteLimit = 1000;

/** The header lines that may be quoted, lower case: of all others nothing is kept where memory has to be spared. */
export const quotedHeaders = {
  request: ['authorization', 'accept-auth'],
  response: [
    'www-authenticate',
    'x-ms-diagnostics',
    'x-caserrorcode',
    'restrict-access-confirm',
    'x-owa-version',
    'x-serverapplication',
    'x-responsecode',
    'proxy-authenticate',
    'server',
    'content-type',
    'x-failurecontext',
    'x-backendhttpstatus',
  ],
} as const;

type QuotedRequestHeader = (typeof quotedHeaders.request)[number];
type QuotedResponseHeader = (typeof quotedHeaders.response)[number];

/**
 * Quotes the first header line with this name whose value contains the text, as it stood on the wire.
 * Undefined when there is none: then the rule has no proof.
 */
export function quoteHeader(
  observation: Observation,
  name: QuotedResponseHeader,
  containing = '',
): Evidence | undefined {
  const lines = headerLines(observation.transaction.response?.head ?? '');
  const line = lines.find(([given, value]) => given.toLowerCase() === name && value.includes(containing));
  return line && evidence(observation, line[0], line[1]);
}

/** Quotes the status line, or the bare status. */
export function quoteStatus(observation: Observation): Evidence | undefined {
  const response = observation.transaction.response;
  if (response?.status === undefined) return undefined;
  const [line = ''] = response.head.split('\r\n', 1);
  return evidence(observation, 'status', line.startsWith('HTTP/') ? line : String(response.status));
}

/** Quotes the id by which Exchange's own logs know the request. */
export function quoteRequestId(observation: Observation): Evidence | undefined {
  const { requestId } = observation.server ?? {};
  return requestId === undefined ? undefined : evidence(observation, 'request-id', requestId);
}

/** Quotes what the request sent in `Authorization`, by its scheme alone. */
export function quoteAuthorization(observation: Observation): Evidence | undefined {
  const { authorization } = observation;
  if (authorization.scheme === 'none') return undefined;
  const sent = requestLine(observation, 'authorization');
  return (
    sent && evidence(observation, sent[0], `${sent[1].split(/\s/, 1)[0]}${isEmptyBearer(observation) ? '' : ' …'}`)
  );
}

/** Quotes a request's header as it was sent: what was parsed is lower case. */
export function quoteRequestHeader(observation: Observation, name: QuotedRequestHeader, where: string) {
  const sent = requestLine(observation, name);
  return sent && evidence(observation, where, sent[1]);
}

function requestLine({ transaction }: Observation, name: QuotedRequestHeader): HeaderLine | undefined {
  return headerLines(transaction.request?.head ?? '').find(([given]) => given.toLowerCase() === name);
}

/** Quotes diagnostics, wherever they stood: in the header, in the body or in pasted text. */
export function quoteDiagnostics(observation: Observation, diagnostics: Diagnostics): Evidence {
  const back = diagnostics.raw.startsWith('X-CasErrorCode:') && quoteHeader(observation, 'x-caserrorcode');
  if (back) return back;
  const header = quoteHeader(observation, 'x-ms-diagnostics');
  if (header && diagnostics.dialect === 'exchange') return header;
  return evidence(observation, observation.transaction.text === undefined ? 'body' : 'text', diagnostics.raw);
}

/** Quotes an OAuth error. */
export function quoteEntraError(observation: Observation, error: EntraError): Evidence {
  const where = { redirect: 'Location', json: 'body', html: 'body', 'form-post': 'body', text: 'text' }[error.form];
  return evidence(observation, where, error.raw);
}

/** Quotes a claim of the token that was sent: `token aud`. */
export function quoteClaim(observation: Observation, claim: string, value: string): Evidence {
  return evidence(observation, `token ${claim}`, value);
}

/** Quotes why a connection broke. */
export function quoteFailure(observation: Observation): Evidence | undefined {
  const { failure } = observation.transaction;
  if (!failure) return undefined;
  return evidence(observation, 'connection', [failure.stage, failure.code, failure.message].filter(Boolean).join(': '));
}

/** Makes evidence. */
export function evidence({ transaction }: Observation, where: string, quote: string): Evidence {
  const text = withoutOrdinals(quote);
  return {
    transaction: transaction.id,
    where,
    quote: text.length > quoteLimit ? `${text.slice(0, quoteLimit)}…` : text,
  };
}

/** Leaves out what could not be quoted. */
export function proof(...quotes: readonly (Evidence | undefined)[]): Evidence[] {
  return quotes.filter((quote) => quote !== undefined);
}

function isEmptyBearer({ authorization }: Observation): boolean {
  return authorization.scheme === 'bearer' && authorization.empty;
}
