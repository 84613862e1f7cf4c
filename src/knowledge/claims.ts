import type { Status } from './clouds.js';

/** A claim of a token that Exchange is sent. What it means is said in `messages/dictionary`. */
export interface ClaimRow {
  readonly name: string;
  /** `1.0`, `2.0`: user and application tokens of Entra ID; `s2s`: between servers; `adfs`: of AD FS. */
  readonly tokens: readonly ('1.0' | '2.0' | 's2s' | 'adfs')[];
  readonly source: string;
  readonly status: Status;
}

const blog = 'Exchange Team Blog, HMA';
const reference = 'entra-docs, access token claims';
const capabilities = 'entra-docs, claims challenges';
const xoauth = '[MS-XOAUTH] 4.6';
const all = ['1.0', '2.0', 's2s', 'adfs'] as const;
const entra = ['1.0', '2.0'] as const;
const v1 = ['1.0'] as const;
const v2 = ['2.0'] as const;
const s2s = ['s2s'] as const;

/** The claims of the tokens that Exchange is sent. */
export const claims: readonly ClaimRow[] = [
  row('aud', all, `${blog}; ${xoauth}`, 'verified'),
  row('iss', all, `${blog}; ${reference}`, 'verified'),
  row('tid', entra, reference, 'verified'),
  row('ver', entra, blog, 'verified'),
  row('appid', v1, reference, 'verified'),
  row('azp', v2, reference, 'verified'),
  row('appidacr', v1, reference, 'verified'),
  row('azpacr', v2, reference, 'verified'),
  row('scp', [...entra, 'adfs'], `${blog}; ${reference}`, 'verified'),
  row('roles', entra, reference, 'verified'),
  row('upn', [...v1, 'adfs'], `${blog}; ${reference}`, 'verified'),
  row('unique_name', v1, `${blog}; ${reference}`, 'verified'),
  row('preferred_username', v2, reference, 'verified'),
  row('smtp', s2s, xoauth, 'verified-2'),
  row('oid', entra, `${blog}; ${reference}`, 'verified'),
  row('sub', entra, `${blog}; ${reference}`, 'verified'),
  row('puid', v1, blog, 'verified'),
  row('onprem_sid', v1, `${blog}; CSS-Exchange HealthChecker test data`, 'verified'),
  row('amr', v1, reference, 'verified'),
  row('acr', v1, reference, 'verified'),
  row('acrs', entra, capabilities, 'verified'),
  row('ipaddr', v1, reference, 'verified'),
  row('exp', all, `${reference}; ${xoauth}`, 'verified'),
  row('nbf', all, `${reference}; ${xoauth}`, 'verified'),
  row('iat', all, reference, 'verified'),
  row('e_exp', v1, blog, 'verified'),
  row('enfpolids', v1, blog, 'verified'),
  row('platf', v1, blog, 'verified'),
  row('aio', entra, reference, 'verified'),
  row('rh', entra, reference, 'verified'),
  row('uti', entra, reference, 'verified'),
  row('wids', entra, reference, 'verified'),
  row('idp', entra, reference, 'verified'),
  row('idtyp', entra, 'general knowledge', 'unverified'),
  row('xms_cc', entra, `${capabilities}; ${reference}`, 'verified'),
  row('pwd_exp', v1, reference, 'verified'),
  row('pwd_url', v1, reference, 'verified'),
  row('nameid', s2s, xoauth, 'verified-2'),
  row('nii', s2s, xoauth, 'verified-2'),
  row('actortoken', s2s, xoauth, 'verified-2'),
  row('trustedfordelegation', s2s, xoauth, 'verified-2'),
  row('appctx', s2s, 'learn: Inside the Exchange identity token', 'unverified'),
];

function row(name: string, tokens: ClaimRow['tokens'], source: string, status: Status): ClaimRow {
  return { name, tokens, source, status };
}
