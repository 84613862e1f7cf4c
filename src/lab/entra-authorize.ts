import { readAssertion } from './adfs.js';
import { federationHost, outlookAppId, type Person, personNamed } from './contoso.js';
import { refuseFederation, refuseResource } from './entra-faults.js';
import type { Grants, PendingSignIn } from './entra-grants.js';
import {
  configPage,
  faultPage,
  html,
  type ReplyContext,
  redirectTo,
  redirectWithCancel,
  redirectWithCode,
  redirectWithFault,
} from './entra-replies.js';
import type { EntraSettings } from './settings.js';
import type { LabRequest, Reply } from './wire.js';

/** What the endpoints of the simulated Entra know when they answer. */
export interface EntraContext extends ReplyContext {
  readonly request: LabRequest;
  readonly settings: EntraSettings;
  readonly grants: Grants;
  /** Grants before it are revoked; milliseconds since the epoch. */
  readonly tokensValidFrom: number;
}

/** GET authorize (v1): a code at once for a live browser session, else AD FS or the sign-in page. */
export function authorize(context: EntraContext): Reply {
  const { request, settings, grants, tokensValidFrom } = context;
  const resource = request.query.get('resource') ?? '';
  const fault = refuseResource(resource, settings, 'authorize');
  if (fault) return redirectWithFault(context, fault);
  const pending = { resource, clientId: request.query.get('client_id') ?? outlookAppId };
  const session = grants.sessions.find(sessionCookie(request));
  const mustAsk = request.query.get('prompt') === 'login';
  const validFrom = Math.max(tokensValidFrom, context.now - sessionLifetimeMs);
  if (session && session.issuedAt >= validFrom && !mustAsk) return giveCode(context, pending, session.person);
  if (settings.federation) return redirectToFederation(context, pending);
  return page(context, '/common/login', grants.waitingForPassword.issue(pending), 'Sign in to your account');
}

/** POST /common/login: the password, or the user's way out. */
export function takePassword(context: EntraContext): Reply {
  const { request, settings, grants } = context;
  const form = new URLSearchParams(request.body.toString('utf8'));
  const pending = grants.waitingForPassword.redeem(form.get('flowToken') ?? '');
  if (!pending || form.has('cancel')) return redirectWithCancel(context);
  const person = personNamed(form.get('login') ?? '');
  if (!person || form.get('passwd') !== person.password) {
    return page(context, '/common/login', grants.waitingForPassword.issue(pending), 'Sign in to your account', 50126);
  }
  if (!settings.requiresMfa) return giveCode(context, pending, person, true);
  return page(
    context,
    '/common/SAS/ProcessAuth',
    grants.waitingForSecondFactor.issue({ ...pending, person }),
    'Approve sign in request',
  );
}

/** POST /common/SAS/ProcessAuth: the approved second factor. */
export function takeSecondFactor(context: EntraContext): Reply {
  const form = new URLSearchParams(context.request.body.toString('utf8'));
  const pending = context.grants.waitingForSecondFactor.redeem(form.get('flowToken') ?? '');
  return pending ? giveCode(context, pending, pending.person, true) : redirectWithCancel(context);
}

/** POST /login.srf: what AD FS says of who the user is. */
export function takeAssertion(context: EntraContext): Reply {
  const form = new URLSearchParams(context.request.body.toString('utf8'));
  const pending = context.grants.waitingForFederation.redeem(form.get('wctx') ?? '');
  const assertion = readAssertion(form.get('wresult') ?? '');
  if (!pending || !assertion) return redirectWithCancel(context);
  const fault = refuseFederation(context.settings, assertion.signedWith);
  return fault ? faultPage(context, fault) : giveCode(context, pending, assertion.person, true);
}

function redirectToFederation(context: EntraContext, pending: PendingSignIn): Reply {
  const query = new URLSearchParams({
    'client-request-id': context.correlationId,
    username: context.request.query.get('login_hint') ?? '',
    wa: 'wsignin1.0',
    wtrealm: 'urn:federation:MicrosoftOnline',
    wctx: context.grants.waitingForFederation.issue(pending),
  });
  return redirectTo(context, `https://${federationHost}/adfs/ls/?${query}`);
}

function giveCode(context: EntraContext, pending: PendingSignIn, person: Person, isNewSession = false): Reply {
  const grant = { issuedAt: context.now, person };
  const code = context.grants.codes.issue({ ...pending, ...grant });
  return redirectWithCode(context, code, isNewSession ? context.grants.sessions.issue(grant) : undefined);
}

// Of a browser session that is kept.
const sessionLifetimeMs = 90 * 86_400_000;

function sessionCookie(request: LabRequest): string {
  return /(?:^|; )ESTSAUTHPERSISTENT=([^;]*)/.exec(request.header('cookie') ?? '')?.[1] ?? '';
}

function page(context: EntraContext, urlPost: string, flowToken: string, title: string, errorCode?: number): Reply {
  const config = { urlPost, sFT: flowToken, sErrorCode: errorCode === undefined ? '' : String(errorCode) };
  return html(context, configPage(title, config));
}
