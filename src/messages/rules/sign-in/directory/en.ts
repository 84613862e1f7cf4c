import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { DirectoryStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const reason = (v: Values) => given(v.code, (code) => ` (${code})`);
const logged = (v: Values) =>
  `The sign-in log of Entra ID has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}${given(v.at, (at) => ` at ${at}`)}.`;

const federation: Readonly<Record<string, string>> = {
  realm: 'Entra ID does not know the identity provider by the name that it gives itself.',
  'relying-party': 'AD FS does not know Entra ID (urn:federation:MicrosoftOnline): its relying party trust is missing.',
  response: 'The answer of the identity provider could not be read.',
};

const agent: Readonly<Record<string, string>> = {
  directory: 'The agent did not reach a domain controller in time.',
  password:
    'The agent could not have the password checked; where only some users are affected, the password may be wrong or expired.',
  hours: 'Active Directory allows this user to sign in only at other hours. The agents work.',
  clock: 'The clocks of the agent and of Entra ID differ too much.',
};

/** What broke and what it means, in English. */
export const rules = {
  'sign-in-abandoned': {
    title: (v) =>
      `A sign-in${given(v.user, (user) => ` of ${user}`)}${given(v.authority, (host) => ` at ${host}`)} began and did not end${given(v.host, (host) => `, so that ${host} never got a token`)}.`,
    meaning: () =>
      'Exchange sent the client to sign in, as it should, and the sign-in page was shown. Nothing came back: the window was closed or stayed blank, or the capture ended before.',
    next: () =>
      'If the window stayed blank, look for hosts of the page that are blocked; the sign-in log of Entra ID shows how far it came.',
  },
  'entra-unreachable': {
    title: (v) =>
      v.kind === 'content'
        ? `What the sign-in page of Entra ID loads did not come${given(v.host, (host) => ` from ${host}`)}${reason(v)}.`
        : `Entra ID cannot be reached${given(v.host, (host) => ` at ${host}`)}${reason(v)}.`,
    meaning: (v) =>
      v.kind === 'content'
        ? 'Without its scripts the sign-in page may stay blank, although the sign-in host itself answers. A proxy or firewall often allows the one and not the other.'
        : 'Without Entra ID nobody gets a token: Outlook shows a blank sign-in window or asks again and again. Exchange has no part in it.',
    next: () => 'Look into the log of the proxy or firewall for these hosts, at the time of the failure.',
  },
  'wrong-tenant-or-cloud': {
    title: (v) =>
      `No tenant fits this sign-in${given(v.host, (host) => ` at ${host}`)}${given(v.tenant, (tenant) => `: ${tenant}`)}${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'cloud')
        return 'The tenant belongs to another cloud (such as US Government or China), which has sign-in hosts of its own.';
      if (v.kind === 'no-tenant')
        return 'Neither the address nor the name that was entered says which tenant is meant.';
      if (v.kind === 'endpoint')
        return 'The application or the resource does not work at the address for all tenants (/common).';
      return 'The tenant is not known to this cloud: the domain is not registered in Entra ID, the name was mistyped, or it belongs to another cloud.';
    },
    next: logged,
  },
  'federation-trust-broken': {
    title: (v) =>
      `The trust between Entra ID and ${v.host ?? 'the identity provider'}${given(v.domain, (domain) => ` for ${domain}`)} is broken${coded(v)}.`,
    meaning: (v) =>
      `${federation[v.kind ?? ''] ?? 'Entra ID cannot verify what the identity provider signed. Mostly the token-signing certificate of AD FS was renewed and Entra ID has the old one.'} All users of the domain are affected at once; Exchange is not the cause, and retries or a fall-back to NTLM follow from it.`,
    next: (v) => `The AD FS/Admin log of the AD FS servers shows the other side. ${logged(v)}`,
  },
  'passthrough-agent-failed': {
    title: (v) => `Pass-through authentication failed${given(v.user, (user) => ` for ${user}`)}${coded(v)}.`,
    meaning: (v) =>
      `Entra ID asks an agent on your premises to check the password. ${agent[v.kind ?? ''] ?? 'The agent did not give a usable answer.'}`,
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'finish-sign-in': 'Let the user sign in once more to the end, and say what the window showed.',
  'allow-hosts':
    'On the proxy or firewall, allow the hosts that Microsoft lists for signing in, those of the pages too (msauth.net, msftauth.net).',
  'resolve-sign-in': 'On the client, see whether the name resolves.',
  'test-sign-in': 'See whether the port answers, directly or through the proxy that the client uses.',
  'ask-hours': 'See the logon hours of the user in Active Directory.',
  'name-tenant': 'Let the user enter the full sign-in name, with a domain that is registered in Entra ID.',
  'renew-trust':
    'If the thumbprints differ, put the present token-signing certificate into Entra ID, on the AD FS server and in the same window. Where Entra Connect keeps the trust, let Entra Connect do it.',
  'see-agent-clock': 'On the agent server, see whether the clock is right.',
  'see-agents': 'On each agent server, see whether the agent runs and what its log says.',
  'see-cloud': 'See which cloud the tenant belongs to.',
  'see-domains': 'See which domains are registered in your tenant.',
  'see-federation': 'See which certificate and issuer Entra ID expects.',
  'see-token-signing': 'On the AD FS server, see which certificate signs now.',
  'tenant-endpoint': 'Use the address of your tenant in place of /common in the program.',
} as const satisfies StepSentences<DirectoryStep>;
