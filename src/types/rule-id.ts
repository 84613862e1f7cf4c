/**
 * The published names of the rules, by family: the failing side as a noun phrase, never renamed, never reused. The
 * compiler asks for a text in every language when one is added.
 */
export type RuleId =
  | TransportRuleId
  | DeviceRuleId
  | ChallengeRuleId
  | SignInRuleId
  | TokenRuleId
  | MailboxRuleId
  | ClientRuleId
  | CaptureRuleId
  | LifeCycleRuleId;

/** The way to the server. */
type TransportRuleId =
  | 'certificate-untrusted'
  | 'client-certificate-required'
  | 'interception-refused'
  | 'proxy-authentication-required'
  | 'connection-failed'
  | 'extended-protection-conflict'
  | 'ntlm-loop';

/** What stands in front of Exchange, and behind its front end. */
type DeviceRuleId =
  | 'front-end-unavailable'
  | 'autodiscover-misdirected'
  | 'pre-authentication-device'
  | 'device-answered'
  | 'token-too-large-for-device'
  | 'authorization-header-stripped'
  | 'back-end-refused'
  | 'auth-certificate-expired';

/** What Exchange offers. */
type ChallengeRuleId =
  | 'flighting-disabled'
  | 'bearer-challenge-missing'
  | 'authorization-uri-missing'
  | 'authorization-uri-adfs'
  | 'authorization-uri-wrong-cloud'
  | 'trusted-issuer-missing'
  | 'servers-disagree'
  | 'virtual-directories-disagree';

/** What Entra ID or AD FS says. */
type SignInRuleId =
  | 'entra-unreachable'
  | 'wrong-tenant-or-cloud'
  | 'tenant-restricted'
  | 'invalid-scope'
  | 'spn-missing'
  | 'application-disabled'
  | 'consent-missing'
  | 'reply-url-mismatch'
  | 'client-credential-invalid'
  | 'federation-trust-broken'
  | 'passthrough-agent-failed'
  | 'user-not-in-tenant'
  | 'account-locked'
  | 'account-disabled'
  | 'password-expired'
  | 'password-wrong'
  | 'user-not-assigned'
  | 'revoked-grant'
  | 'expired-grant'
  | 'interaction-required'
  | 'mfa-refused'
  | 'conditional-access-blocked'
  | 'sign-in-error'
  | 'sign-in-abandoned';

/** What Exchange says to a token. */
type TokenRuleId =
  | 'ssl-offload'
  | 'audience-mismatch'
  | 'unknown-user'
  | 'invalid-signature'
  | 'invalid-issuer'
  | 'invalid-tenant'
  | 'invalid-token'
  | 'expired-token'
  | 'token-not-yet-valid'
  | 'missing-permission'
  | 'unknown-application'
  | 'exchange-internal-error'
  | 'claims-challenge-unanswered'
  | 'token-refused';

/** What comes after the token. */
type MailboxRuleId = 'protocol-disabled' | 'mapi-error';

/** What the client does. */
type ClientRuleId =
  | 'wrong-account'
  | 'basic-auth-retired'
  | 'rpc-over-http'
  | 'bearer-not-attempted'
  | 'signed-in-without-bearer'
  | 'basic-auth-used';

/** What a capture can show. */
type CaptureRuleId =
  | 'sign-in-not-visible'
  | 'capture-incomplete'
  | 'capture-not-decrypted'
  | 'capture-sanitised'
  | 'capture-bodies-missing'
  | 'nothing-to-diagnose';

/** What ends, and what is too old. */
type LifeCycleRuleId = 'exchange-build-too-old' | 'exchange-out-of-support' | 'ews-retirement';
