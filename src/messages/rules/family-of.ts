import type { RuleId } from '../rule-texts.js';

/** Whose sentences and plans stand where, so that only those of a family are read in of which a rule is told. */
export const familyOf = {
  'certificate-untrusted': 'transport',
  'client-certificate-required': 'transport',
  'interception-refused': 'transport',
  'proxy-authentication-required': 'transport',
  'connection-failed': 'transport',
  'extended-protection-conflict': 'transport',
  'ntlm-loop': 'transport',
  'front-end-unavailable': 'device',
  'autodiscover-misdirected': 'device',
  'pre-authentication-device': 'device',
  'device-answered': 'device',
  'token-too-large-for-device': 'device',
  'authorization-header-stripped': 'device',
  'back-end-refused': 'device',
  'auth-certificate-expired': 'device',
  'flighting-disabled': 'challenge',
  'bearer-challenge-missing': 'challenge',
  'authorization-uri-missing': 'challenge',
  'authorization-uri-adfs': 'challenge',
  'authorization-uri-wrong-cloud': 'challenge',
  'trusted-issuer-missing': 'challenge',
  'servers-disagree': 'challenge',
  'virtual-directories-disagree': 'challenge',
  'entra-unreachable': 'signIn',
  'wrong-tenant-or-cloud': 'signIn',
  'tenant-restricted': 'signIn',
  'invalid-scope': 'signIn',
  'spn-missing': 'signIn',
  'application-disabled': 'signIn',
  'consent-missing': 'signIn',
  'reply-url-mismatch': 'signIn',
  'client-credential-invalid': 'signIn',
  'federation-trust-broken': 'signIn',
  'passthrough-agent-failed': 'signIn',
  'user-not-in-tenant': 'signIn',
  'account-locked': 'signIn',
  'account-disabled': 'signIn',
  'password-expired': 'signIn',
  'password-wrong': 'signIn',
  'user-not-assigned': 'signIn',
  'revoked-grant': 'signIn',
  'expired-grant': 'signIn',
  'interaction-required': 'signIn',
  'mfa-refused': 'signIn',
  'conditional-access-blocked': 'signIn',
  'sign-in-error': 'signIn',
  'sign-in-abandoned': 'signIn',
  'ssl-offload': 'token',
  'audience-mismatch': 'token',
  'unknown-user': 'token',
  'invalid-signature': 'token',
  'invalid-issuer': 'token',
  'invalid-tenant': 'token',
  'invalid-token': 'token',
  'expired-token': 'token',
  'token-not-yet-valid': 'token',
  'missing-permission': 'token',
  'unknown-application': 'token',
  'exchange-internal-error': 'token',
  'claims-challenge-unanswered': 'token',
  'token-refused': 'token',
  'protocol-disabled': 'mailbox',
  'mapi-error': 'mailbox',
  'wrong-account': 'client',
  'basic-auth-retired': 'client',
  'rpc-over-http': 'client',
  'bearer-not-attempted': 'client',
  'signed-in-without-bearer': 'client',
  'basic-auth-used': 'client',
  'sign-in-not-visible': 'capture',
  'capture-incomplete': 'capture',
  'capture-not-decrypted': 'capture',
  'capture-sanitised': 'capture',
  'capture-bodies-missing': 'capture',
  'nothing-to-diagnose': 'capture',
  'exchange-build-too-old': 'lifeCycle',
  'exchange-out-of-support': 'lifeCycle',
  'ews-retirement': 'lifeCycle',
} as const satisfies Readonly<Record<RuleId, string>>;

/** A family of rules. */
export type Family = (typeof familyOf)[RuleId];

/** Something for every family, made when it is asked for; it holds a value for each rule of the family. */
export type ByFamily<Value> = { readonly [Name in Family]: () => Readonly<Record<RuleOf<Name>, Value>> };

/** The rules of a family. */
export type RuleOf<Name extends Family> = {
  [Id in RuleId]: (typeof familyOf)[Id] extends Name ? Id : never;
}[RuleId];

/** Is it the name of a rule? */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(familyOf, id);
}
