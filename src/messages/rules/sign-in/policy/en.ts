import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { PolicyStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const logged = (v: Values) =>
  `The sign-in log of Entra ID has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}${given(v.at, (at) => ` at ${at}`)}.`;

const blocked: Readonly<Record<string, string>> = {
  device:
    'The policy wants a device that is compliant or joined, and Entra ID did not see one. Decrypting this traffic may be the reason: a device proves itself by a certificate that no interception can pass on.',
  'device-proof':
    'The device could not prove what it is. If this traffic was decrypted while it was captured, the capture itself may be the reason: the proof is a certificate that no interception can pass on.',
  'device-disabled': 'The device is disabled in Entra ID.',
  application:
    'The policy wants an approved application, such as Outlook for iOS and Android, or a broker that is installed.',
  risk: 'Entra ID Protection sees a risk in the user or in the sign-in, or second factors may be registered only from certain places.',
  defaults: 'Security defaults or a policy like them forbid this way of signing in, as old clients use it.',
};

/** What broke and what it means, in English. */
export const rules = {
  'conditional-access-blocked': {
    title: (v) => `A policy of Entra ID forbids the sign-in${given(v.user, (user) => ` of ${user}`)}${coded(v)}.`,
    meaning: (v) =>
      `${blocked[v.kind ?? ''] ?? 'Conditional Access does not allow this sign-in.'} The error does not name the policy: the sign-in log does.`,
    next: logged,
  },
  'interaction-required': {
    title: (v) => `Entra ID wanted ${v.user ?? 'the user'} to act, and no sign-in followed${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'account')
        return 'Several accounts are signed in, or none fits, so that a person has to choose. In this traffic nobody did.';
      if (v.kind === 'enrolment') return 'The user has to register a second factor first. In this traffic nobody did.';
      if (v.kind === 'again') return 'The user has to sign in once more. In this traffic nobody did.';
      return 'A second factor is needed. It is the normal answer to a silent request; a prompt should follow, and in this traffic none was completed. Programs without a person cannot answer it.';
    },
    next: logged,
  },
  'tenant-restricted': {
    title: (v) =>
      `Signing in to ${v.tenant === undefined ? 'this tenant' : `the tenant ${v.tenant}`} is forbidden by a restriction${coded(v)}.`,
    meaning: (v) =>
      v.kind === 'cross-tenant'
        ? 'The access settings between the two tenants forbid it: outbound in the home tenant, or inbound in the other.'
        : 'A corporate proxy or Global Secure Access adds headers that name the allowed tenants, and this one is not among them. Exchange is not the cause.',
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'approved-application':
    'Use the application that the policy approves, with its broker (Authenticator or Company Portal) installed.',
  'ask-network':
    'Ask who keeps the proxy: the header Restrict-Access-To-Tenants or sec-Restrict-Tenant-Access-Policy must allow this tenant, if it shall be used.',
  'ask-tenants': 'Ask the administrators of both tenants to compare their cross-tenant access settings.',
  'modern-client': 'Use a client with modern authentication and a second factor.',
  'see-device': 'On the device, see whether it is joined and has a primary refresh token.',
  'see-policies': 'See which policy decided: its result is "failure".',
  'see-risk': 'Look for the user among the risky users of Entra ID Protection before anything is dismissed.',
  'sign-in-as-person': (v) =>
    `Let ${v.user ?? 'the user'} sign in again and complete every prompt; a program without a person needs an identity of its own.`,
  'without-capture':
    'First sign in once without decrypting the sign-in hosts: if that works, the capture was the reason and nothing has to be changed.',
} as const satisfies StepSentences<PolicyStep>;
