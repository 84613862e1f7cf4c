import type { RuleId, Values } from '../../src/messages/rule-texts.js';

const host = 'mail.contoso.com';
const user = 'kaz@contoso.com';

/** Every rule's values, filled, once for each of its kinds. */
export const ruleValues: Record<RuleId, readonly Values[]> = {
  'sign-in-not-visible': ['refused', 'no-token'].map((kind) => ({ kind, host, user })),
  'capture-incomplete': ['cut', 'damaged'].map((kind) => ({ kind, read: '41', lost: '3' })),
  'capture-not-decrypted': [{ tunnels: '40', transactions: '43' }],
  'capture-sanitised': ['har', 'netlog', 'other'].map((kind) => ({ kind, host, virtualDirectory: '/EWS', flows: '2' })),
  'capture-bodies-missing': [{ host, flows: '1' }],
  'exchange-build-too-old': [
    {
      kind: 'hma',
      product: 'Exchange Server 2016',
      build: '15.1.1261.35',
      release: 'CU7',
      minimum: '15.1.1415.2',
      minimumRelease: 'CU8',
      server: 'EX01',
    },
    { kind: 'adfs', product: 'Exchange Server 2013', build: '15.0.1497.2', host },
  ],
  'exchange-out-of-support': [
    { product: 'Exchange Server 2016', release: 'CU23', build: '15.1.2507.6', until: '2025-10-14', server: 'EX01' },
  ],
  'ews-retirement': ['planned', 'begun', 'over', 'blocked'].map((kind) => ({
    kind,
    host: 'outlook.office365.com',
    begins: '2026-10-01',
    ends: '2027-04-01',
  })),
  'spn-missing': ['public', 'internal', 'foreign-tenant'].map((kind) => ({
    kind,
    resource: 'https://mail.contoso.com/',
    host,
    tenant: '11111111-2222-3333-4444-555555555555',
    code: '500011',
  })),
  'audience-mismatch': ['host', 'resource', 's2s'].map((kind) => ({
    kind,
    audience: 'https://autodiscover.contoso.com/',
    expected: 'https://autodiscover.contoso.com',
    actual: 'https://mail.contoso.com',
    host,
  })),
  'ssl-offload': [{ expected: 'https://mail.contoso.com', actual: 'http://mail.contoso.com', host, server: 'EX01' }],
  'unknown-user': ['missing', 'ambiguous', 'cloud-only', 'wrong-account', 's2s'].map((kind) => ({
    kind,
    user,
    identity: 'info@contoso.com',
    server: 'EX01',
  })),
  'invalid-signature': ['user', 's2s', 'adfs', 'online', 'certificate', 'unknown'].map((kind) => ({
    kind,
    issuer: 'https://sts.windows.net/8da56bec-0000-4000-8000-52ee2c40ea22/',
    host,
    server: 'EX01',
  })),
  'invalid-issuer': ['user', 's2s', 'adfs', 'foreign-tenant', 'cloud', 'not-configured', 'unknown'].map((kind) => ({
    kind,
    issuer: 'https://sts.windows.net/8da56bec-0000-4000-8000-52ee2c40ea22/',
    tenant: '8da56bec-0000-4000-8000-52ee2c40ea22',
    trusted: '11111111-2222-3333-4444-555555555555',
    user,
    host,
  })),
  'invalid-tenant': ['domain', 'online', 'claim-missing', 'consumer', 'unknown'].map((kind) => ({
    kind,
    tenant: 'contoso.com',
    user,
    host,
  })),
  'unknown-application': ['application', 's2s', 'differs'].map((kind) => ({
    kind,
    application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    name: 'Microsoft Office',
    host,
  })),
  'invalid-token': [
    'wrong-profile',
    'no-user',
    'claim-value',
    'claim-missing',
    'realms',
    'server-form',
    'add-in',
    'sid',
    'damaged',
    'other',
  ].map((kind) => ({
    kind,
    reason: 'The token is not as it should be.',
    claim: 'roles',
    profile: 'V1AppOnly',
    user,
    virtualDirectory: '/mapi',
    host,
  })),
  'missing-permission': ['none', 'scope', 'linked-account', 'required', 'operation', 'mailbox', 'other'].map(
    (kind) => ({
      kind,
      required: 'user_impersonation',
      granted: 'Mail.Read',
      application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
      user,
      virtualDirectory: '/mapi',
      host,
    }),
  ),
  'token-not-yet-valid': [
    {
      validFrom: '2024-05-01T09:00:00.000Z',
      at: '2024-05-01T08:00:00.000Z',
      skew: '61',
      user,
      host,
      server: 'EX01',
    },
  ],
  'exchange-internal-error': ['directory', 'configuration', 'other'].map((kind) => ({
    kind,
    reason: 'The Active Directory operation failed.',
    host,
    server: 'EX01',
  })),
  'claims-challenge-unanswered': ['incapable', 'unanswered'].map((kind) => ({
    kind,
    times: '7',
    application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    user,
    host: 'outlook.office365.com',
  })),
  'revoked-grant': [
    {
      user,
      issuedAt: '2024-05-01T08:00:00.000Z',
      validFrom: '2024-05-02T08:00:00.000Z',
      code: '50173',
      correlation: '99999999-2222-3333-4444-555555555555',
    },
  ],
  'flighting-disabled': [
    { kind: 'user', subject: user, host, server: 'EX01' },
    { kind: 'host', subject: host, host, server: 'EX01' },
  ],
  'bearer-not-attempted': ['outlook-2010', 'outlook-2013', 'accept-auth', 'mac', 'unknown'].map((reason) => ({
    reason,
    client: 'Outlook',
    host,
    virtualDirectory: '/mapi',
  })),
  'signed-in-without-bearer': [{ scheme: 'Negotiate', host, virtualDirectory: '/mapi' }],
  'bearer-challenge-missing': ['/mapi', '/EWS', '/OAB', '/Autodiscover', '/Microsoft-Server-ActiveSync', '/x'].map(
    (virtualDirectory) => ({ host, virtualDirectory, server: 'EX01', offered: 'Negotiate, NTLM' }),
  ),
  'authorization-uri-missing': [{ host, virtualDirectory: '/mapi', server: 'EX01' }],
  'authorization-uri-adfs': [{ uri: 'https://fs.contoso.com/adfs/oauth2/authorize', host }],
  'expired-token': [
    { expiredAt: '2024-05-01T08:00:00.000Z', at: '2024-05-01T09:00:00.000Z', user },
    { kind: 'pasted', expiredAt: '2024-05-01T08:00:00.000Z', at: '2024-05-01T09:00:00.000Z', user },
  ],
  'sign-in-error': [
    {
      code: '50105',
      error: 'invalid_grant',
      text: 'The signed in user is not assigned to a role.',
      correlation: '99999999-2222-3333-4444-555555555555',
      host: 'login.microsoftonline.com',
    },
    { code: 'MSIS9224', error: 'invalid_request', host: 'fs.contoso.com' },
  ],
  'token-refused': [{ code: '2000042', category: 'invalid_thing', reason: 'The thing is invalid.', host }],
  'connection-failed': ['dns', 'connect', 'tls'].map((stage) => ({ stage, host, port: '443', code: 'ECONNREFUSED' })),
  'certificate-untrusted': ['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'].map(
    (code) => ({
      code,
      host,
      subject: 'CN=mail.contoso.com',
      issuer: 'CN=Contoso CA',
      names: 'mail.contoso.com',
      validTo: '2024-05-01T08:00:00.000Z',
      store: "Node's roots",
    }),
  ),
  'interception-refused': [{ host, code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', client: 'outlook.exe' }],
  'extended-protection-conflict': ['hma-doctor', 'Fiddler'].flatMap((tool) =>
    ['present', 'unknown'].map((binding) => ({ tool, binding, scheme: 'NTLM', host, virtualDirectory: '/mapi' })),
  ),
  'ntlm-loop': ['kerberos', 'unbound', 'credentials'].map((reason) => ({
    reason,
    scheme: 'NTLM',
    host,
    virtualDirectory: '/mapi',
    server: 'EX01',
  })),
  'nothing-to-diagnose': [{ transactions: '3' }],
};
