import { type DeviceSign, deviceSigns, type SignInPlace, signInPlaces } from '../knowledge/devices.js';
import type { FrontSigns, Mutable, Service } from '../types.js';
import { createMemo } from './memo.js';
import type { ReadHead, ResponseHeader } from './read-head.js';
import { isSignInHost, pathEnd, plainPlace } from './service.js';

/** An answer, and what it answers. */
export interface Answered {
  readonly service: Service;
  readonly method: string | undefined;
  readonly status: number | undefined;
  readonly head: ReadHead<ResponseHeader>;
  /** Of the body, where it is looked at. */
  readonly text: string | undefined;
  /** Exchange shows itself in this answer. */
  readonly exchange: boolean;
}

/**
 * What an answer says of those who stand in front of Exchange, and of what the front end met behind it. Undefined where
 * it says nothing, as nearly always. Equal signs are one object. Never throws.
 */
export function frontSignsOf(answer: Answered): FrontSigns | undefined {
  if (answer.service.kind === 'sign-in') return undefined;
  const signs: Mutable<FrontSigns> = {};
  set(signs, 'device', deviceOf(answer.head));
  if (isHttpSys(answer)) signs.httpSys = true;
  readPage(signs, answer);
  set(signs, 'failureContext', shortened(answer.head.first('x-failurecontext')));
  set(signs, 'backEndStatus', lastStatus(answer.head.first('x-backendhttpstatus')));
  if (answer.text?.includes(certificateAssertion)) signs.authCertificate = true;
  if ((answer.status ?? 0) >= 400 && tooLargeTitle.test(answer.text ?? '')) signs.tooLarge = true;
  const entries = Object.entries(signs);
  return entries.length === 0 ? undefined : known(JSON.stringify(entries), () => signs);
}

const known = createMemo<FrontSigns>(500);

function set<K extends keyof FrontSigns>(signs: Mutable<FrontSigns>, name: K, value: FrontSigns[K] | undefined): void {
  if (value !== undefined) signs[name] = value;
}

// Of a dozen headers an answer has one or two: each is looked for once.
const deviceHeaders = [...new Set(deviceSigns.map(({ header }) => header as ResponseHeader))];

function deviceOf(head: ReadHead<ResponseHeader>): string | undefined {
  for (const header of deviceHeaders) {
    const value = head.first(header)?.toLowerCase();
    const isOf = (row: DeviceSign) => row.header === header && value?.includes(row.contains ?? '') === true;
    const row = value === undefined ? undefined : deviceSigns.find(isOf);
    if (row) return row.device;
  }
  return undefined;
}

function isHttpSys({ head, status = 0 }: Answered): boolean {
  return status >= 400 && /^microsoft-httpapi\//i.test(head.first('server') ?? '');
}

// OWA, ECP and the rest have pages of their own.
const pageless: ReadonlySet<string> = new Set(['mapi', 'ews', 'autodiscover', 'eas', 'oab', 'rpc']);

// A GET of a person may be answered with a page by Exchange itself.
function readPage(signs: Mutable<FrontSigns>, { service, method, status = 0, head, text, exchange }: Answered): void {
  if (!pageless.has(service.protocol) || method !== 'POST') return;
  if (status >= 300 && status < 309) readRedirect(signs, head.first('location') ?? '', service.host);
  if (
    status !== 200 ||
    exchange ||
    head.first('request-id') !== undefined ||
    !head.first('content-type')?.toLowerCase().startsWith('text/html')
  )
    return;
  signs.page = text !== undefined && signInTitle.test(text) ? 'sign-in-page' : 'page';
}

// Behind the door a page has little more than its title.
const signInTitle = /<title>[^<]{0,200}?(?:sign[ -]?in|log[ -]?[io]n|anmeld|connexion|サインイン|ログイン|ログオン)/i;
const tooLargeTitle = /<title>[^<]{0,40}?\b(?:headers?|cookie|fields?) too (?:large|long|big)/i;
const certificateAssertion = 'HMACProvider.GetCertificates';

function readRedirect(signs: Mutable<FrontSigns>, location: string, asked: string | undefined): void {
  const url = location.startsWith('/') && asked !== undefined ? `https://${asked}${location}` : location;
  const { host, path } = plainPlace(url.slice(0, pathEnd(url))) ?? {};
  if (host === undefined || path === undefined) return;
  const place = signInPlaces.find((row) => isAt(row, host, path));
  if (!place && !isSignInHost(host)) return;
  signs.page = 'sign-in-redirect';
  signs.location = url.slice(0, pathEnd(url));
  signs.device ??= place?.device ?? 'Entra ID';
}

function isAt({ host, path }: SignInPlace, askedHost: string, askedPath: string): boolean {
  if (path !== undefined) return askedPath.startsWith(path) || `${askedPath}/`.startsWith(path);
  return host !== undefined && (askedHost === host || askedHost.endsWith(`.${host}`));
}

// "401,401" after several hops: the last is the one that was passed on.
function lastStatus(value: string | undefined): string | undefined {
  return value?.match(/(?:^|[\s,])(\d{3})\s*$/)?.[1];
}

const contextLimit = 200;

function shortened(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value.slice(0, contextLimit);
}
