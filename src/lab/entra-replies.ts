import { randomBytes, randomUUID } from 'node:crypto';
import { nativeRedirectUri } from './contoso.js';
import type { Header, Reply } from './wire.js';

/** An OAuth error in Entra's words. */
export interface EntraFault {
  readonly error: string;
  readonly code: number;
  readonly text: string;
}

/** What each reply needs to know of its request. */
export interface ReplyContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `client-request-id`: it comes back as the correlation id. */
  readonly correlationId: string;
}

/** Lines that every answer of the simulated Entra carries; cookies that mark it as Entra's. */
export function entraHeaders({ now }: ReplyContext, traceId: string = randomUUID()): Header[] {
  const host = 'domain=.login.microsoftonline.com; path=/; secure; HttpOnly; SameSite=None';
  return [
    ['Cache-Control', 'no-store, no-cache'],
    ['Pragma', 'no-cache'],
    ['Expires', '-1'],
    ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
    ['X-Content-Type-Options', 'nosniff'],
    ['P3P', 'CP="DSP CUR OTPi IND OTRi ONL FIN"'],
    ['x-ms-request-id', traceId],
    ['x-ms-ests-server', '2.1.19343.4 - WEULR1 ProdSlices'],
    ['Set-Cookie', `esctx=PAQABBwEAAAB${randomBytes(48).toString('base64url')}; ${host}`],
    ['Set-Cookie', 'x-ms-gateway-slice=estsfd; path=/; secure; HttpOnly'],
    ['Set-Cookie', 'stsservicecookie=estsfd; path=/; secure; HttpOnly'],
    ['Date', new Date(now).toUTCString()],
  ];
}

/** 200 with JSON: metadata, keys, tokens. */
export function json(context: ReplyContext, value: unknown): Reply {
  return withBody(context, 200, 'OK', 'application/json; charset=utf-8', JSON.stringify(value));
}

/** A page for a person. */
export function html(context: ReplyContext, body: string): Reply {
  return withBody(context, 200, 'OK', 'text/html; charset=utf-8', body);
}

/** Back to the native client, with a code and perhaps a new browser session. */
export function redirectWithCode(context: ReplyContext, code: string, session?: string): Reply {
  const cookie: Header[] = session
    ? [['Set-Cookie', `ESTSAUTHPERSISTENT=${session}; domain=.login.microsoftonline.com; path=/; secure; HttpOnly`]]
    : [];
  return redirect(context, `code=${code}&session_state=${randomUUID()}`, cookie);
}

/** Back to the native client, with an error: blanks as `+`, as Entra writes them. */
export function redirectWithFault(context: ReplyContext, fault: EntraFault): Reply {
  const traceId = randomUUID();
  const description = new URLSearchParams({ error_description: describe(context, fault, traceId) });
  return redirect(context, `error=${fault.error}&${description}`, [], traceId);
}

/** The user closed the sign-in window. */
export function redirectWithCancel(context: ReplyContext): Reply {
  return redirect(context, 'error=access_denied&error_subcode=cancel');
}

/** On to another sign-in service. */
export function redirectTo(context: ReplyContext, location: string): Reply {
  const headers: Header[] = [...entraHeaders(context), ['Location', location], ['Content-Length', '0']];
  return { status: 302, reason: 'Found', headers };
}

/** The page on which Entra tells a person what is wrong. */
export function faultPage(context: ReplyContext, { code, text }: EntraFault): Reply {
  const strServiceExceptionMessage = `AADSTS${code}: ${text}`;
  const config = { strServiceExceptionMessage, sErrorCode: String(code), correlationId: context.correlationId };
  return html(context, configPage('Sign in to your account', config));
}

/** A page as far as it can be told from others: its title and its `$Config`. */
export function configPage(title: string, config: object): string {
  return `<!DOCTYPE html>\r\n<html><head><title>${title}</title>\r\n<script>//<![CDATA[\r\n$Config=${JSON.stringify(config)};\r\n//]]></script></head><body></body></html>\r\n`;
}

/** 400 with the JSON of the token endpoint. */
export function refuseGrant(context: ReplyContext, fault: EntraFault): Reply {
  const traceId = randomUUID();
  const body = JSON.stringify({
    error: fault.error,
    error_description: describe(context, fault, traceId),
    error_codes: [fault.code],
    timestamp: timestamp(context.now),
    trace_id: traceId,
    correlation_id: context.correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${fault.code}`,
  });
  return withBody(context, 400, 'Bad Request', 'application/json; charset=utf-8', body, traceId);
}

function redirect(context: ReplyContext, query: string, cookies: Header[] = [], traceId?: string): Reply {
  const headers: Header[] = [
    ...entraHeaders(context, traceId),
    ...cookies,
    ['Location', `${nativeRedirectUri}?${query}`],
    ['Content-Length', '0'],
  ];
  return { status: 302, reason: 'Found', headers };
}

function withBody(
  context: ReplyContext,
  status: number,
  reason: string,
  type: string,
  body: string,
  traceId?: string,
): Reply {
  const headers: Header[] = [
    ...entraHeaders(context, traceId),
    ['Content-Type', type],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
  return { status, reason, headers, body };
}

function describe({ now, correlationId }: ReplyContext, { code, text }: EntraFault, traceId: string): string {
  const lines = [`AADSTS${code}: ${text}`, `Trace ID: ${traceId}`, `Correlation ID: ${correlationId}`];
  return [...lines, `Timestamp: ${timestamp(now)}`].join('\r\n');
}

function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
