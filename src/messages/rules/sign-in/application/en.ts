import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { ApplicationStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const named = (v: Values) => v.applicationName ?? v.application ?? 'that the error names';
const logged = (v: Values) =>
  `The sign-in log of Entra ID has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}${given(v.at, (at) => ` at ${at}`)}.`;

const consent: Readonly<Record<string, string>> = {
  admin: 'In this tenant an administrator has to allow the application.',
  declined: 'The user closed the prompt or declined.',
  'first-party':
    'One application of Microsoft asks for another that it was never meant for: a script has probably borrowed the id of a Microsoft application.',
  registration: 'The application is not registered for this resource, or the resource is not known in the tenant.',
  'unknown-application':
    'The tenant does not know this application: nobody has allowed it here yet, or the sign-in went to the wrong tenant. It is not a missing service principal name of Exchange.',
};

const credential: Readonly<Record<string, string>> = {
  certificate:
    'Exchange signs its request with the Auth Certificate, and Entra ID does not have that certificate: often it was renewed and not uploaded. Server-to-server requests such as free/busy fail; users who sign in to Outlook are not affected.',
  secret:
    'A program of your own sends a secret that is not the right one; often the id of the secret is sent in place of its value.',
  'expired-secret': 'The secret of a program of your own has expired.',
  public: 'The program sends no secret or certificate, and its registration requires one.',
};

/** What broke and what it means, in English. */
export const rules = {
  'consent-missing': {
    title: (v) =>
      `The application ${named(v)} is not allowed to sign in here${given(v.tenant, (tenant) => `, in the tenant ${tenant}`)}${coded(v)}.`,
    meaning: (v) =>
      consent[v.kind ?? ''] ??
      'Neither the user nor an administrator has agreed that the application may ask for this.',
    next: logged,
  },
  'application-disabled': {
    title: (v) =>
      `This tenant has disabled ${v.subjectName ?? v.subject ?? 'the application that the error names'}${coded(v)}.`,
    meaning: (v) =>
      v.kind === 'resource'
        ? 'The error names a resource that is switched off here. It need not be Exchange: Outlook asks for several resources, and stops where one of them is disabled.'
        : 'An administrator, or the end of a subscription, has disabled the application for sign-in. No token is issued for it.',
    next: logged,
  },
  'invalid-scope': {
    title: (v) => `Entra ID refuses the form of the request${given(v.scope, (scope) => ` for ${scope}`)}${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'malformed')
        return 'A field is missing, too long or unreadable. Where other clients work, a proxy on the way may cut the body or turn POST into GET; else the program is at fault.';
      if (v.kind === 'resource')
        return 'The program sends "resource", which only the first version of the endpoint takes; the second takes "scope".';
      return 'The scope is not one that the resource offers, or names two resources at a time.';
    },
    next: logged,
  },
  'client-credential-invalid': {
    title: (v) =>
      `Entra ID does not take the credential of ${v.application === undefined ? 'the server or program' : `the application ${named(v)}`}${coded(v)}.`,
    meaning: (v) =>
      `${credential[v.kind ?? ''] ?? 'A server or a program could not prove itself.'}${given(v.thumbprint, (thumbprint) => ` The certificate that was used has the thumbprint ${thumbprint}.`)}`,
    next: logged,
  },
  'reply-url-mismatch': {
    title: (v) => `Entra ID may not send the browser back to ${v.replyUrl ?? 'OWA or the admin center'}${coded(v)}.`,
    meaning: () =>
      'After the sign-in the browser is sent back only to registered addresses. For OWA and the Exchange admin center these are the reply URLs of the service principal of Exchange Online.',
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'add-reply-url':
    'In the same window, add the addresses of OWA and the admin center. The update replaces the whole list, so it refuses to run without the kept copy.',
  'allow-application': 'If the application shall be used, allow it for the tenant. Read first what it asks for.',
  'correct-request':
    'Correct the scope in the settings of the program, for example https://<host>/EWS.AccessAsUser.All.',
  'correct-way': 'Try once without the proxies on the way; if that helps, the proxy changes the request.',
  'enable-application': 'If it is switched off and shall be used, enable it, in the same window.',
  'keep-reply-urls': 'Read the present reply URLs and keep a copy in a file.',
  'mend-registration': 'Add the permission of the resource to the registration of the application.',
  'new-secret': 'Make a new secret for the registration and give its value to the program.',
  'own-registration': 'Register an application of your own, and use its id in the program.',
  'public-client': 'Allow public client flows in the registration, or give the program a secret or certificate.',
  'run-hybrid-wizard': 'If they differ, run the Hybrid Configuration Wizard again: it uploads the present certificate.',
  'see-application': 'See what the tenant knows of the application.',
  'see-auth-certificate': 'See which certificate Exchange signs with, and until when it is valid.',
  'see-keys': 'See which certificates Entra ID has for it.',
  'test-oauth': 'Test the connection between the servers.',
} as const satisfies StepSentences<ApplicationStep>;
