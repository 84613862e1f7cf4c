import type { Finding, FlowReport, Report } from '../../src/types.js';

/** A finding with boring defaults. */
export function finding(given: Partial<Finding> = {}): Finding {
  return {
    rule: 'spn-missing',
    severity: 'error',
    confidence: 'high',
    certainty: 'certain',
    values: {
      resource: 'https://mail.contoso.com/',
      host: 'mail.contoso.com',
      tenant: '00000000-1111-2222-3333-444444444444',
      kind: 'public',
      code: '500011',
    },
    evidence: [
      {
        transaction: '4',
        where: 'body',
        quote:
          '{"error":"invalid_resource","error_description":"AADSTS500011: The resource principal named https://mail.contoso.com/ was not found in the tenant named 00000000-1111-2222-3333-444444444444."}',
      },
    ],
    count: 1,
    flows: ['1'],
    ...given,
  };
}

/** A flow with boring defaults. */
export function flow(given: Partial<FlowReport> = {}): FlowReport {
  return {
    id: '1',
    host: 'mail.contoso.com',
    virtualDirectory: '/mapi',
    protocol: 'mapi',
    client: 'outlook',
    user: 'kaz@contoso.com',
    outcome: 'bearer',
    steps: [
      {
        transaction: '1',
        leg: 'exchange',
        method: 'POST',
        target: 'mail.contoso.com/mapi/emsmdb',
        sent: 'Bearer (empty)',
        status: 401,
        says: ['WWW-Authenticate: Bearer, Negotiate', 'x-ms-diagnostics: 4000000'],
      },
    ],
    laterUses: 0,
    times: 1,
    ...given,
  };
}

/** A report with boring defaults: healthy, nothing found. */
export function report(given: Partial<Report> = {}): Report {
  return {
    schema: 'hma-doctor/report@1',
    tool: { name: 'hma-doctor', version: '0.1.0' },
    sources: [],
    capture: { transactions: 12, exchange: 8, signIn: 4, limits: [] },
    flows: [],
    findings: [],
    unknown: [],
    crashed: [],
    tokens: [],
    ...given,
  };
}
