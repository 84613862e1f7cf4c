import { type CloudHost, cloudHosts, signInContentHosts } from '../knowledge/clouds.js';
import { otherResources } from '../knowledge/other-resources.js';
import { type VirtualDirectory, virtualDirectories } from '../knowledge/virtual-directories.js';
import type { CloudId, Mutable, Protocol, Service } from '../types.js';
import { createMemo } from './memo.js';

/**
 * What a URL behind the door points to; equal answers are one object. Never throws: `urn:…`, a path alone, `host:443`
 * of a CONNECT and garbage all get an answer. A path alone is judged by itself; Exchange Online hosts are Exchange only
 * in their virtual directories, because the same names serve web pages and scripts by the hundred.
 *
 * @param method - `CONNECT` and `RPC_IN_DATA` / `RPC_OUT_DATA` decide where the URL does not.
 */
export function serviceOf(url: string | undefined, method?: string): Service {
  const place = withoutQuery(url ?? '');
  return services(`${tellingMethods.has(method ?? '') ? method : ''} ${place}`, () => readService(place, method));
}

const services = createMemo<Service>(1000);
const tellingMethods: ReadonlySet<string> = new Set(['CONNECT', 'RPC_IN_DATA', 'RPC_OUT_DATA']);

// What stands behind the path decides nothing, and is another in every request. The mark stays: "host:443?" is no
// authority.
function withoutQuery(url: string): string {
  const end = pathEnd(url);
  const scheme = url.indexOf('://');
  const path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
  return path > 0 && path < end && end < url.length ? `${url.slice(0, end)}?` : url;
}

/** The same as `serviceOf` for a URL before the door: nothing is remembered. */
export function readService(url: string | undefined, method?: string): Service {
  const { host, port, path } = placeOf(url, method);
  const known = host === undefined ? undefined : knownHost(host);
  const segments = path.split('/').filter(isNamed);
  const online = known?.role === 'exchange-online';
  const adfs = segments[0] === 'adfs' && !online;
  const what = kindOf({ known, adfs, segments, method });
  // Field by field: a spread here takes longer than all the rest.
  const service: Mutable<Service> = { kind: what.kind, protocol: what.protocol, online, adfs };
  if (what.virtualDirectory !== undefined) service.virtualDirectory = what.virtualDirectory;
  if (host !== undefined) service.host = host;
  if (port !== undefined) service.port = port;
  if (known !== undefined) service.cloud = known.cloud;
  return service;
}

function isNamed(segment: string): boolean {
  return segment !== '';
}

/** The cloud of a known Microsoft host, sign-in or Exchange Online. */
export function cloudOf(host: string): CloudId | undefined {
  return knownHost(normalHost(host))?.cloud;
}

/** Does this host belong to Exchange Online? */
export function isExchangeOnline(host: string): boolean {
  return knownHost(normalHost(host))?.role === 'exchange-online';
}

/** Is this one of Entra ID's sign-in hosts? AD FS has no names of its own. */
export function isSignInHost(host: string): boolean {
  return knownHost(normalHost(host))?.role === 'sign-in';
}

/** Do sign-in pages load their scripts and pictures from this host? */
export function isSignInContent(host: string): boolean {
  const name = normalHost(host);
  return signInContentHosts.some(({ host: known }) => name === known || name.endsWith(`.${known}`));
}

/** Does this host belong to another Microsoft product than Exchange and Entra ID? Names below it do, too. */
export function isOtherProduct(host: string): boolean {
  const name = normalHost(host);
  return otherResources.some(({ host: other }) => name === other || name.endsWith(`.${other}`));
}

interface Signs {
  readonly known: CloudHost | undefined;
  readonly adfs: boolean;
  readonly segments: readonly string[];
  readonly method: string | undefined;
}

function kindOf(signs: Signs): Pick<Service, 'kind' | 'protocol' | 'virtualDirectory'> {
  if (signs.known?.role === 'sign-in' || signs.adfs) {
    return { kind: 'sign-in', protocol: signs.method === 'CONNECT' ? 'other' : signInProtocol(signs.segments) };
  }
  const directory = directoryOf(signs.segments, signs.method);
  if (directory === undefined) return { kind: 'other', protocol: 'other' };
  return { kind: 'exchange', protocol: directory.protocol, virtualDirectory: directory.name };
}

function signInProtocol(segments: readonly string[]): Protocol {
  const last = segments.at(-1);
  if (last === 'openid-configuration' || segments.includes('discovery')) return 'openid-configuration';
  if (!segments.includes('oauth2')) return 'sign-in-page';
  return last === 'authorize' || last === 'token' ? last : 'sign-in-page';
}

function directoryOf(segments: readonly string[], method: string | undefined): VirtualDirectory | undefined {
  const [first, next = ''] = segments;
  const wanted = method === 'RPC_IN_DATA' || method === 'RPC_OUT_DATA' ? 'rpc' : first;
  const row = virtualDirectories.find(({ segment }) => segment === wanted);
  if (row === undefined || wanted !== first) return row;
  return row.next === undefined || row.next.includes(next) ? row : undefined;
}

/** Host, port and path of a URL. */
export interface Place {
  /** Lower case, without a full stop at its end. */
  readonly host?: string;
  readonly port?: number;
  /** Lower case. */
  readonly path: string;
}

const plainUrl =
  /^(https?):\/\/((?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*)(?::(\d{1,4}))?((?:\/(?!\.|%2e)[\w.~!$&'()*+,;=:@%-]*)*)(?=[?#]|$)/i;
const plainLength = 2048;

/**
 * The place of a URL as nearly all are, read without a URL parser; undefined for any that a parser could read in
 * another way: other schemes, numbers and punycode for a host, `..` and odd characters in the path.
 */
export function plainPlace(url: string): Place | undefined {
  if (url.length > plainLength && pathEnd(url) > plainLength) return undefined;
  const match = plainUrl.exec(url);
  const [, scheme = '', name = '', digits, path = ''] = match ?? [];
  const host = name.toLowerCase();
  if (match === null || host.includes('xn--')) return undefined;
  const port = Number(digits ?? 0) || defaultPorts[`${scheme.toLowerCase()}:`];
  return port === undefined ? { host, path: path.toLowerCase() } : { host, port, path: path.toLowerCase() };
}

/** Where the path of a URL ends, and its query or fragment begins. */
export function pathEnd(url: string): number {
  const end = url.search(/[?#]/);
  return end < 0 ? url.length : end;
}

function placeOf(url: string | undefined, method: string | undefined): Place {
  const text = (url ?? '').trim();
  const plain = plainPlace(text);
  if (plain) return plain;
  const authority = authorityOf(text, method);
  if (authority) return { ...authority, path: '' };
  if (text.startsWith('/') && !text.startsWith('//')) return { path: pathOf(text) };
  const parsed = parseUrl(text);
  if (parsed === undefined || parsed.hostname === '') return { path: pathOf(behindAuthority(text)) };
  const port = Number(parsed.port) || defaultPorts[parsed.protocol];
  const host = normalHost(parsed.hostname);
  return { host, ...(port === undefined ? {} : { port }), path: parsed.pathname.toLowerCase() };
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined; // judged by its path
  }
}

// "https://mail.<redacted>.com/EWS/Exchange.asmx": people black out the host, and the path still says what it is
function behindAuthority(text: string): string {
  const scheme = /^https?:\/\//i.exec(text)?.[0];
  const slash = scheme === undefined ? -1 : text.indexOf('/', scheme.length);
  return slash < 0 ? '' : text.slice(slash);
}

function pathOf(text: string): string {
  return (text.split(/[?#]/, 1)[0] ?? '').toLowerCase();
}

const defaultPorts: Readonly<Record<string, number | undefined>> = { 'https:': 443, 'http:': 80 };

// "mail.contoso.com:443" would be a URL of the scheme "mail.contoso.com:".
function authorityOf(text: string, method: string | undefined): { host: string; port: number } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^/:?#@\s]+):(\d{1,5})$/i.exec(text);
  if (!match || (method !== 'CONNECT' && !match[1]?.includes('.'))) return undefined;
  return { host: normalHost(match[1] ?? ''), port: Number(match[2]) };
}

function normalHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** No name is longer (RFC 1035 §2.3.4). */
const nameLength = 255;
const byHost: ReadonlyMap<string, CloudHost> = new Map(cloudHosts.map((row) => [row.host, row]));

// Whole labels only: login.microsoftonline.com.evil.example and notlogin.windows.net are strangers. Of two rows that
// fit, the longer name is the closer one.
function knownHost(host: string | undefined): CloudHost | undefined {
  for (let name = (host ?? '').slice(-nameLength); name !== ''; name = parentOf(name)) {
    const row = byHost.get(name);
    if (row !== undefined) return row;
  }
  return host?.startsWith('autodiscover.') ? byHost.get(`autodiscover.*.${parentOf(parentOf(host))}`) : undefined;
}

function parentOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? '' : host.slice(dot + 1);
}
