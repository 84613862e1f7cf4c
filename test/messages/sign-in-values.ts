import type { RuleId, Values } from '../../src/messages/rule-texts.js';

const user = 'kaz@contoso.com';
const tenant = '11111111-2222-3333-4444-555555555555';
const application = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
const correlation = '99999999-2222-3333-4444-555555555555';
const at = '2024-05-01 08:00:03Z';
const ids = { correlation, at };
const of = (kinds: readonly string[], values: Values): Values[] => kinds.map((kind) => ({ kind, ...values }));

/** The values of rules about sign-ins that ended with an error of Entra ID, once for each of their kinds. */
export const signInValues = {
  'sign-in-abandoned': [{ user, host: 'mail.contoso.com', authority: 'login.microsoftonline.com' }],
  'entra-unreachable': of(['sign-in', 'content'], {
    host: 'login.microsoftonline.com',
    port: '443',
    stage: 'connect',
    code: 'ETIMEDOUT',
  }),
  'wrong-tenant-or-cloud': of(['tenant', 'cloud', 'no-tenant', 'endpoint'], {
    user,
    tenant: 'contoso.local',
    host: 'login.microsoftonline.com',
    code: '90002',
    ...ids,
  }),
  'tenant-restricted': of(['network', 'cross-tenant'], { user, tenant: 'Fabrikam', code: '500021', ...ids }),
  'invalid-scope': of(['scope', 'resource', 'malformed'], {
    application,
    applicationName: 'Microsoft Office',
    scope: 'https://mail.contoso.com/.default',
    host: 'login.microsoftonline.com',
    code: '70011',
    ...ids,
  }),
  'application-disabled': [
    { kind: 'resource', subject: 'https://mail.contoso.com/', code: '500014', ...ids },
    { subject: application, subjectName: 'Microsoft Office', code: '7000112', ...ids },
  ],
  'consent-missing': of(['consent', 'admin', 'first-party', 'declined', 'unknown-application', 'registration'], {
    user,
    tenant,
    application,
    applicationName: 'Microsoft Office',
    code: '65001',
    ...ids,
  }),
  'reply-url-mismatch': [
    {
      application: '00000002-0000-0ff1-ce00-000000000000',
      applicationName: 'Office 365 Exchange Online',
      replyUrl: 'https://mail.contoso.com/owa/',
      host: 'mail.contoso.com',
      code: '50011',
      ...ids,
    },
  ],
  'client-credential-invalid': of(['certificate', 'secret', 'expired-secret', 'public'], {
    application,
    applicationName: 'Microsoft Office',
    thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
    code: '50012',
    ...ids,
  }),
  'federation-trust-broken': of(['signature', 'realm', 'response', 'relying-party'], {
    domain: 'contoso.com',
    host: 'fs.contoso.com',
    code: '50008',
    ...ids,
  }),
  'passthrough-agent-failed': of(['directory', 'agent', 'password', 'hours', 'clock'], { user, code: '80001', ...ids }),
  'user-not-in-tenant': of(['missing', 'foreign', 'immutable-id'], {
    user,
    tenant: 'Contoso',
    mailbox: 'info@contoso.com',
    code: '50034',
    ...ids,
  }),
  'account-locked': [{ user, code: '50053', ...ids }],
  'account-disabled': [{ user, code: '50057', ...ids }],
  'password-expired': of(['cloud', 'on-premises'], { user, code: '50055', ...ids }),
  'password-wrong': [...of(['wrong', 'none'], { user, code: '50126', ...ids }), { user, code: 'MSIS9659', ...ids }],
  'user-not-assigned': [{ user, application, applicationName: 'Microsoft Office', code: '50105', ...ids }],
  'expired-grant': of(['expired', 'inactive', 'frequency'], { user, code: '700082', ...ids }),
  'interaction-required': of(['mfa', 'enrolment', 'account', 'again'], { user, code: '50076', ...ids }),
  'mfa-refused': [{ user, code: '500121', ...ids }],
  'conditional-access-blocked': of(
    ['policy', 'device', 'device-proof', 'device-disabled', 'application', 'risk', 'defaults'],
    { user, application, applicationName: 'Microsoft Office', code: '53003', ...ids },
  ),
} as const satisfies Partial<Record<RuleId, readonly Values[]>>;
