/**
 * Commands are pasted into an elevated shell, and X-FEServer, `aud`, Host and UPN are text of whoever answered. Only
 * values of these grammars enter a command; there is no escaping to get wrong, since none of them has a quote, a
 * blank, a line break, `;`, `$` or a backtick. Everything outside ASCII is refused, and with it U+2018-201B and
 * U+201C-201E, which PowerShell reads as quotes.
 */

/** What a value is meant to be. */
export type ValueKind = 'host' | 'server' | 'user' | 'tenant' | 'url' | 'correlation' | 'application' | 'port';

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const localPart = /^[a-z0-9][a-z0-9._+-]{0,63}$/i;

/** The value when it is a DNS name of letters, digits and hyphens (RFC 1123 §2.1), one label or more. */
export function hostName(value: string): string | undefined {
  return value.length <= 253 && value.split('.').every((part) => label.test(part)) ? value : undefined;
}

/** The value when it is a GUID, without braces. */
export function guid(value: string): string | undefined {
  return guidPattern.test(value) ? value : undefined;
}

/** The value when it is a plain user principal name; names with an apostrophe and the like are refused. */
export function upn(value: string): string | undefined {
  const at = value.indexOf('@');
  const domain = value.slice(at + 1);
  return at > 0 && localPart.test(value.slice(0, at)) && domain.includes('.') && hostName(domain) ? value : undefined;
}

/** The value when it is a server's NetBIOS name or FQDN. */
export function serverName(value: string): string | undefined {
  return hostName(value);
}

/** The value when it is `https://host/` and nothing more: no port, path, query or user. */
export function httpsUrl(value: string): string | undefined {
  const inner = value.startsWith('https://') && value.endsWith('/') ? value.slice(8, -1) : '';
  return hostName(inner) ? value : undefined;
}

function tenantName(value: string): string | undefined {
  return guid(value) ?? (value.includes('.') ? hostName(value) : undefined);
}

function portNumber(value: string): string | undefined {
  return /^[1-9][0-9]{0,4}$/.test(value) && Number(value) <= 65535 ? value : undefined;
}

const grammar = {
  host: { read: hostName, placeholder: '<host>' },
  server: { read: serverName, placeholder: '<server>' },
  user: { read: upn, placeholder: '<user>' },
  tenant: { read: tenantName, placeholder: '<tenant-id>' },
  url: { read: httpsUrl, placeholder: 'https://<host>/' },
  correlation: { read: guid, placeholder: '<correlation-id>' },
  application: { read: guid, placeholder: '<application-id>' },
  port: { read: portNumber, placeholder: '<port>' },
} as const satisfies Record<
  ValueKind,
  { readonly read: (value: string) => string | undefined; readonly placeholder: string }
>;

/**
 * The value in single quotes, or the placeholder when it is missing or not of its grammar. The placeholder is bare:
 * PowerShell refuses `<`, so that a command with an unfilled gap does nothing at all when pasted.
 */
export function commandValue(kind: ValueKind, value: string | undefined): string {
  const read = checkedValue(kind, value);
  return read === undefined ? grammar[kind].placeholder : `'${read}'`;
}

/** The same without quotes, for a place inside a quoted string. */
export function bareValue(kind: ValueKind, value: string | undefined): string {
  return checkedValue(kind, value) ?? grammar[kind].placeholder;
}

/** The value when it is of its grammar. */
export function checkedValue(kind: ValueKind, value: string | undefined): string | undefined {
  return value === undefined ? undefined : grammar[kind].read(value);
}
