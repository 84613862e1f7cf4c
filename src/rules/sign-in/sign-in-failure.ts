import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { aadsts, quietAadsts, quietErrors } from '../../knowledge/aadsts.js';
import { exchangeApplication } from '../../knowledge/applications.js';
import { msisErrors } from '../../knowledge/msis.js';
import { isOtherProduct } from '../../parse/service.js';
import type { EntraError, Flow, Observation, RuleId } from '../../types.js';
import { decisiveOf } from './precedence.js';

/** The OAuth error that ended a sign-in. */
export interface SignInFailure {
  readonly observation: Observation;
  readonly error: EntraError;
  readonly rule: RuleId;
  /** Which of the rule's cases it is, by the table. */
  readonly kind?: string | undefined;
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
 * when there is only what a healthy sign-in shows as well.
 */
export function signInFailureOf(flow: Flow): SignInFailure | undefined {
  if (flow.outcome === 'bearer') return undefined;
  const issued = flow.signIn.findLastIndex(({ signInAnswer }) => signInAnswer?.kind === 'token');
  const failures = flow.signIn
    .slice(issued + 1)
    .flatMap((observation) =>
      observation.entraErrors
        .filter((error) => !isQuiet(error, observation))
        .map((error) => ({ observation, error, ...caseOf(error) })),
    );
  return decisiveOf(failures);
}

/** Whether an earlier refusal of the same sign-in has no recorded reason: it may be the cause, and this its echo. */
export function followsUnseen({ signIn }: Flow, { observation }: SignInFailure): boolean {
  const before = signIn.slice(0, signIn.indexOf(observation));
  return before.some(({ entraErrors, transaction: { response, absent } }) => {
    const isRefusal = response?.status !== undefined && response.status >= 400;
    return isRefusal && entraErrors.length === 0 && absent.includes('response-body');
  });
}

/** What an error says, to look for names in. */
export function textOf({ error_description, raw }: EntraError): string {
  return error_description ?? raw;
}

// A missing principal is Exchange's only where nobody else's is named.
function caseOf(error: EntraError): Pick<SignInFailure, 'rule' | 'kind'> {
  const text = textOf(error);
  const fits = (row: { readonly text?: RegExp }) => row.text?.test(text) ?? true;
  const found =
    aadsts.find((row) => row.code === error.code && fits(row)) ??
    msisErrors.find((row) => error.code === undefined && row.msis === error.msis && fits(row));
  if (!found || (found.rule === 'spn-missing' && isOtherResource(error.resource))) return { rule: 'sign-in-error' };
  return { rule: found.rule, kind: found.kind };
}

/** Graph, SharePoint, an app's own API: a name that no Exchange virtual directory can have. */
export function isOtherResource(resource = ''): boolean {
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
