import type { Part, RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';
import type { Header, LogRecord } from './record.js';

/** What is never logged; credentials are looked at by themselves. */
const unlogged: readonly Part[] = ['request-body', 'response-headers', 'response-body'];

/** The schemes of `AuthenticationType` by the name that they have on the wire. */
const schemes: Readonly<Record<string, string>> = {
  bearer: 'Bearer',
  oauth: 'Bearer',
  negotiate: 'Negotiate',
  kerberos: 'Negotiate',
  ntlm: 'NTLM',
  basic: 'Basic',
};

/** Words by which Exchange says why it refused; most lines have none of them, and need no reading. */
const complaint =
  /reason[\s+]{0,4}=|error_category|AADSTS|MSIS\d|authenticate|bearer[\s+]|invalid_|audience|user-context|x-ms-diagnostics|usernotfound|flighting|token/i;

/**
 * A line of a log as a transaction. Its heads hold what the log has of them; fields that are no headers stand there
 * under the log's own names (`cs-username`). What the server wrote of the cause is its text.
 *
 * @param line - The number of the line: the id, by which people find it.
 */
export function transactionOf(record: LogRecord, line: number): RawTransaction {
  const { status, time, scheme } = record;
  const authorization = scheme === undefined ? undefined : schemes[scheme.toLowerCase()];
  const client = clientOf(record);
  const text = saidIn(record);
  return {
    id: String(line),
    source: 'log',
    // IIS writes whole seconds, and the order of the lines is the order of the answers.
    ...(time !== undefined && { startedAt: time, endedAt: time }),
    ...(client && { client }),
    request: requestOf(record, authorization),
    ...(status !== undefined && { response: responseOf(record, status) }),
    ...(text !== undefined && { text }),
    absent: absentParts(record, authorization),
  };
}

function absentParts({ status, time }: LogRecord, authorization: string | undefined): Part[] {
  const parts = [...unlogged];
  if (authorization === undefined) parts.push('authorization');
  if (status === undefined) parts.push('response');
  if (time === undefined) parts.push('time');
  return parts;
}

function saidIn({ query, said }: LogRecord): string | undefined {
  // Of nearly all lines this is all that has to be asked.
  if (!(query !== undefined && complaint.test(query)) && !said.some((part) => complaint.test(part))) return undefined;
  // Exchange adds what it has to say to the query, as if it were a parameter.
  // An Entra error there is not the server's: a browser came back with it from a sign-in that may have been silent.
  const added = (query?.split('&') ?? []).filter((part) => !/AADSTS|MSIS\d/.test(part));
  const parts = [...said, ...added].filter((part) => complaint.test(part));
  return parts.length === 0 ? undefined : parts.join('\n');
}

// One server answers thousands at once: who belongs together is told by address, program, and the mailbox or device
// that ActiveSync and MAPI name in the query.
function clientOf({ address, query, requestHeaders }: LogRecord): RawTransaction['client'] {
  const subject = /(?:^|[?&])(?:DeviceId|MailboxId)=([^&]{1,200})/i.exec(query ?? '')?.[1];
  const program = requestHeaders.find(([name]) => name === 'User-Agent')?.[1];
  const name = [address, program, subject].filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : { name };
}

function requestOf(record: LogRecord, authorization: string | undefined): RequestMessage {
  const { method = '', path = '/', query, version = 'HTTP/1.1', host, user, address, requestHeaders } = record;
  const asked = askedOf(query);
  const target = asked === '' ? path : `${path}?${asked}`;
  const lines: (Header | undefined)[] = [
    host === undefined ? undefined : ['Host', host],
    // The token or password itself is in no log.
    authorization === undefined ? undefined : ['Authorization', `${authorization} (not logged)`],
    ...requestHeaders,
    user === undefined ? undefined : ['cs-username', user],
    address === undefined ? undefined : ['c-ip', address],
  ];
  const url = urlOf(record, target);
  return { method, ...(url !== undefined && { url }), head: headOf(`${method} ${target} ${version}`, lines) };
}

// What the server notes in the logged query is no part of the request, and differs from line to line.
const note = /^(?:CorrelationID|cafeReqId|encoding|ActID|Log|x-ms-diagnostics)=/i;

function askedOf(query: string | undefined): string {
  if (query === undefined) return '';
  const parts = query.split('&');
  return parts.filter((part) => part !== '' && !note.test(part)).join('&');
}

function urlOf({ host, port }: LogRecord, target: string): string | undefined {
  if (/^https?:\/\//i.test(target)) return target;
  if (host === undefined || !target.startsWith('/')) return undefined;
  const isPlain = port === '80' || port === '81';
  const isUsual = port === undefined || port === '80' || port === '443' || /:\d{1,5}$/.test(host);
  return `${isPlain ? 'http' : 'https'}://${host}${isUsual ? '' : `:${port}`}${target}`;
}

function responseOf({ responseHeaders, version = 'HTTP/1.1' }: LogRecord, status: number): ResponseMessage {
  return { status, head: headOf(`${version} ${status}`, responseHeaders) };
}

function headOf(start: string, lines: readonly (Header | undefined)[]): string {
  const present = lines.filter((line) => line !== undefined);
  return [start, ...present.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
}
