import rule from '../../../src/rules/token/invalid-tenant.js';
import { accepted, autodiscoverUrl, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { issuerUnknown, tenantUnknown } from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import { accessToken, diagnosticsHeader, exchangeHeaders, tenant } from '../../support/traffic.js';

const skype = { url: autodiscoverUrl, userAgent: 'OC/16.0.10372.20060 (Skype for Business Server)' };
const noTenant = (guid: string) =>
  [2000004, `The tenant for tenant guid '${guid}' does not exist.`, 'invalid_tenant'] as const;

testRule(rule, {
  fails: [
    [
      'a domain that is accepted by a wildcard only',
      [refused(tenantUnknown, skype, serverToken({}, 'contoso.com'))],
      {
        confidence: 'high',
        values: { kind: 'domain', tenant: 'contoso.com', host: 'mail.contoso.com' },
        where: 'x-ms-diagnostics',
        quote: "tenant guid 'contoso.com' does not exist",
      },
    ],
    [
      'a tenant without Exchange Online',
      [refused(noTenant(tenant), { url: onlineUrl })],
      { values: { kind: 'online', tenant, user: 'gregt@contoso.com' }, where: 'token tid', quote: tenant },
    ],
    [
      'a tenant that this organisation does not know',
      [refused(noTenant(tenant))],
      { values: { kind: 'unknown', tenant }, quote: '2000004' },
    ],
    [
      'a token without tenant, on an old build',
      [
        refused(
          [2000004, 'The tid claim is missing.', 'invalid_tenant'],
          {},
          accessToken({ tid: undefined, iss: 'x' }),
        ),
      ],
      { confidence: 'medium', values: { kind: 'claim-missing', tenant: undefined }, quote: 'tid claim' },
    ],
    [
      'a personal mailbox with a tenant',
      [refused([2000004, 'The tid claim should not be set for Consumer mailbox tokens.', 'invalid_tenant'])],
      { values: { kind: 'consumer' }, quote: 'Consumer' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, diagnosticsHeader(...tenantUnknown)] })],
      { values: { kind: 'domain', user: undefined }, quote: '2000004' },
    ],
  ],
  passes: [
    ['an unknown issuer', [refused(issuerUnknown)], ['invalid-issuer']],
    ['no reason', [refusedSilently()], ['token-refused']],
  ],
  skips: [['refused, then taken', [refused(tenantUnknown), accepted()], []]],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
