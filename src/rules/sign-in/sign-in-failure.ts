import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { aadsts, quietAadsts, quietErrors } from '../../knowledge/aadsts.js';
import { exchangeApplication } from '../../knowledge/applications.js';
import { isOtherProduct } from '../../parse/service.js';
import type { EntraError, Flow, Observation, RuleId } from '../../types.js';

/** The OAuth error that ended a sign-in. */
export interface SignInFailure {
  readonly observation: Observation;
  readonly error: EntraError;
  readonly rule: RuleId;
}

/** The answers to `prompt=none` where a person must act (OpenID Connect Core 3.1.2.6). */
const personNeeded: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
]);

/**
 * The error that broke a flow's sign-in; undefined when a token came after it, when the flow got in with a token, or
 * when there is only what a healthy sign-in shows as well. Of several, the first that has a rule of its own: what
 * follows it (a cancelled prompt) is its echo.
 */
export function signInFailureOf(flow: Flow): SignInFailure | undefined {
  if (flow.outcome === 'bearer') return undefined;
  const issued = flow.signIn.findLastIndex(({ signInAnswer }) => signInAnswer?.kind === 'token');
  const failures = flow.signIn
    .slice(issued + 1)
    .flatMap((observation) =>
      observation.entraErrors
        .filter((error) => !isQuiet(error, observation))
        .map((error) => ({ observation, error, rule: ruleOfError(error) })),
    );
  return failures.find(({ rule }) => rule !== 'sign-in-error') ?? failures.at(-1);
}

/** The rule of an OAuth error, by its AADSTS number. A missing principal is Exchange's only where nobody else's is named. */
export function ruleOfError({ code, error_description, raw, resource }: EntraError): RuleId {
  const text = error_description ?? raw;
  const row = aadsts.find((candidate) => candidate.code === code && (candidate.text?.test(text) ?? true));
  if (row?.rule === 'spn-missing' && isOtherResource(resource)) return 'sign-in-error';
  return row?.rule ?? 'sign-in-error';
}

// Graph, SharePoint, an app's own API: a name that no Exchange virtual directory can have.
function isOtherResource(resource = ''): boolean {
  const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=$|\/)/i.exec(resource)?.[0].toLowerCase();
  if (id !== undefined) return id !== exchangeApplication;
  const host = hostOfUrl(resource);
  if (host === undefined) return /^api:\/\//i.test(resource);
  return isOtherProduct(host);
}

// prompt=none asks whether it goes without a person: "no" is an answer, not a fault. Any other error is one.
function isQuiet({ code, error }: EntraError, { signInRequest }: Observation): boolean {
  if (signInRequest?.prompt === 'none' && error !== undefined && personNeeded.has(error)) return true;
  return (code !== undefined && quietAadsts.has(code)) || (error !== undefined && quietErrors.has(error));
}
