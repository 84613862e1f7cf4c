import { megan, outlookAppId } from './contoso.js';
import { refuseResource } from './entra-faults.js';
import type { Grants, PendingSignIn } from './entra-grants.js';
import { html, type ReplyContext, redirectWithCancel, redirectWithCode, redirectWithFault } from './entra-replies.js';
import type { EntraSettings } from './faults.js';
import type { LabRequest, Reply } from './wire.js';

/** What the endpoints of the simulated Entra know when they answer. */
export interface EntraContext extends ReplyContext {
  readonly request: LabRequest;
  readonly settings: EntraSettings;
  readonly grants: Grants;
  /** Grants before it are revoked; milliseconds since the epoch. */
  readonly tokensValidFrom: number;
}

/** GET authorize (v1): a code at once for a live browser session, else the sign-in page. */
export function authorize(context: EntraContext): Reply {
  const { request, settings, grants, tokensValidFrom } = context;
  const resource = request.query.get('resource') ?? '';
  const fault = refuseResource(resource, settings, 'authorize');
  if (fault) return redirectWithFault(context, fault);
  const pending = { resource, clientId: request.query.get('client_id') ?? outlookAppId };
  const session = grants.sessions.find(sessionCookie(request));
  const mustAsk = request.query.get('prompt') === 'login';
  if (session && session.issuedAt >= tokensValidFrom && !mustAsk) return giveCode(context, pending);
  return page(context, '/common/login', grants.waitingForPassword.issue(pending), 'Sign in to your account');
}

/** POST /common/login: the password, or the user's way out. */
export function takePassword(context: EntraContext): Reply {
  const { request, settings, grants } = context;
  const form = new URLSearchParams(request.body.toString('utf8'));
  const pending = grants.waitingForPassword.redeem(form.get('flowToken') ?? '');
  if (!pending || form.has('cancel')) return redirectWithCancel(context);
  if (form.get('login') !== megan.address || form.get('passwd') !== megan.password) {
    return page(context, '/common/login', grants.waitingForPassword.issue(pending), 'Sign in to your account', 50126);
  }
  if (!settings.requiresMfa) return giveCode(context, pending, true);
  return page(
    context,
    '/common/SAS/ProcessAuth',
    grants.waitingForSecondFactor.issue(pending),
    'Approve sign in request',
  );
}

/** POST /common/SAS/ProcessAuth: the approved second factor. */
export function takeSecondFactor(context: EntraContext): Reply {
  const form = new URLSearchParams(context.request.body.toString('utf8'));
  const pending = context.grants.waitingForSecondFactor.redeem(form.get('flowToken') ?? '');
  return pending ? giveCode(context, pending, true) : redirectWithCancel(context);
}

function giveCode(context: EntraContext, pending: PendingSignIn, isNewSession = false): Reply {
  const issuedAt = context.now;
  const code = context.grants.codes.issue({ ...pending, issuedAt });
  return redirectWithCode(context, code, isNewSession ? context.grants.sessions.issue({ issuedAt }) : undefined);
}

function sessionCookie(request: LabRequest): string {
  return /(?:^|; )ESTSAUTHPERSISTENT=([^;]*)/.exec(request.header('cookie') ?? '')?.[1] ?? '';
}

// As far as the page can be told from others: the $Config object with its flow token and error code.
function page(context: EntraContext, urlPost: string, flowToken: string, title: string, errorCode?: number): Reply {
  const config = { urlPost, sFT: flowToken, sErrorCode: errorCode === undefined ? '' : String(errorCode) };
  return html(
    context,
    `<!DOCTYPE html>\r\n<html><head><title>${title}</title>\r\n<script>//<![CDATA[\r\n$Config=${JSON.stringify(config)};\r\n//]]></script></head><body></body></html>\r\n`,
  );
}
