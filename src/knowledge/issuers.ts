import type { Status } from './clouds.js';

/** Who issues tokens for Exchange. */
export type IssuerKind = 'entra' | 'acs' | 'exchange' | 'adfs';

/** How an issuer's name looks. */
export interface IssuerRow {
  readonly kind: IssuerKind;
  /** One of them, `…` where a tenant or a host stands. */
  readonly example: string;
  readonly issuer: RegExp;
  readonly source: string;
  readonly status: Status;
}

const claims = 'entra-docs, access token claims reference';

/**
 * `entra` signs users in (EvoSTS, which no healthy challenge lists); `acs` vouches for servers, and is what
 * `trusted_issuers` lists; `exchange` and its like are servers that vouch for themselves.
 */
export const issuers: readonly IssuerRow[] = [
  {
    kind: 'entra',
    example: 'https://sts.windows.net/…/',
    issuer: /^https:\/\/sts\.windows\.net\//i,
    source: claims,
    status: 'verified',
  },
  {
    kind: 'entra',
    example: 'https://login.microsoftonline.com/…/v2.0',
    issuer: /^https:\/\/login\.microsoftonline\.(?:com|us|de)\/[^/]{1,100}\/v2\.0/i,
    source: claims,
    status: 'verified',
  },
  {
    kind: 'entra',
    example: 'https://sts.chinacloudapi.cn/…/',
    issuer: /^https:\/\/(?:sts\.chinacloudapi\.cn|login\.partner\.microsoftonline\.cn)\//i,
    source: 'general knowledge',
    status: 'unverified',
  },
  {
    kind: 'acs',
    example: '00000001-0000-0000-c000-000000000000@…',
    issuer: /^00000001-000[0-9]-0000-c000-000000000000(?:@|$)/i,
    source: '[MS-XOAUTH]; Exchange Team Blog, HMA',
    status: 'verified',
  },
  {
    kind: 'exchange',
    example: '00000002-0000-0ff1-ce00-000000000000@…',
    issuer: /^0000000[2-9]-0000-0ff1-ce00-000000000000(?:@|$)/i,
    source: '[MS-XOAUTH]',
    status: 'verified',
  },
  {
    kind: 'adfs',
    example: 'http://…/adfs/services/trust',
    issuer: /^https?:\/\/[^/]{1,253}\/adfs\/services\/trust/i,
    source: 'EAS OAuth Mailbox',
    status: 'verified-2',
  },
];

/** Who issued: undefined for a name that nobody here knows. */
export function issuerKindOf(issuer: string | undefined): IssuerKind | undefined {
  return issuer === undefined ? undefined : issuers.find((row) => row.issuer.test(issuer))?.kind;
}
