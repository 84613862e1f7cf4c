import { emptyBearer } from '../dance.js';
import { bearerChallenge, exchangeHeaders, negotiateAndNtlm, tokenDenied } from '../traffic.js';
import { signIn } from './signed-in.js';
import {
  addSpn,
  authServer,
  enableApplication,
  exchangePrincipal,
  issuerOfServers,
  policyOff,
  revoke,
  switchOn,
  synchronise,
} from './words.js';
import type { WrongFix } from './wrong-fix.js';

const protection = 'https://syncservice.o365syncservice.com/';
const notInDirectory =
  "Application with identifier 'd3590ed6-52b3-4102-aeff-aad2292ab01c' was not found in the directory 'contoso.com'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.";
const switchedOff =
  "The service principal for resource '40775b29-2688-46b6-a3b5-b256bd04df9f' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.";

/** Users, accounts and names. */
export const peopleAndNames: readonly WrongFix[] = [
  {
    what: 'a token proves that its user is in Entra ID: nobody is sent to synchronise',
    seen: [
      'unknown-user.missing.har',
      'unknown-user.cloud-only.har',
      'unknown-user.ambiguous.har',
      'unknown-user.wrong-account.har',
      'unknown-user.txt',
    ],
    finds: ['unknown-user'],
    never: [synchronise],
  },
  {
    what: 'Entra ID issued the token, so that its name is registered: no SPN is added for another host',
    seen: [
      'audience-mismatch.host.har',
      'audience-mismatch.txt',
      'audience-mismatch.json.txt',
      'audience-mismatch.without-reason.har',
    ],
    finds: ['audience-mismatch'],
    never: [addSpn],
  },
  {
    what: 'in Exchange Online the audience is not the host, by design',
    seen: ['healthy.exchange-online.har', 'healthy.second-token.har'],
    finds: [],
    never: [addSpn],
  },
  {
    what: 'the issuer of servers (ACS) says nothing of users: missing or foreign, a user gets in',
    seen: [
      signIn({ headers: [bearerChallenge({ trusted_issuers: undefined }), ...negotiateAndNtlm, ...exchangeHeaders] }),
      signIn({
        headers: [bearerChallenge({ trusted_issuers: '00000001-0000-0000-c000-000000000000@*' }), ...exchangeHeaders],
      }),
    ],
    finds: [],
    never: [authServer, switchOn],
  },
  {
    what: 'the issuer of a user that is not trusted is EvoSTS, not ACS',
    seen: ['invalid-issuer.user.har'],
    finds: ['invalid-issuer'],
    never: [issuerOfServers, switchOn],
  },
  {
    what: 'the issuer of a server that is not trusted is ACS: users are not moved',
    seen: ['invalid-issuer.s2s.har'],
    finds: ['invalid-issuer'],
    never: [switchOn],
  },
  {
    what: 'a server’s own name and a foreign tenant are no names to register',
    seen: ['spn-missing.internal-name.har', 'spn-missing.foreign-tenant.har', 'spn-missing.foreign-domain.har'],
    finds: ['spn-missing'],
    never: [addSpn],
  },
  {
    what: 'a changed password that is given again is health',
    seen: ['healthy.password-changed.har', 'healthy.mfa.har', 'healthy.prompt-none.har'],
    finds: [],
    never: [revoke],
  },
  {
    what: 'the account that was picked is another than the mailbox’s: it is in Entra ID, and nothing has to be registered',
    seen: ['wrong-account.har'],
    finds: ['wrong-account'],
    never: [synchronise, addSpn],
  },
  {
    what: 'an application that is not in the directory cannot be enabled',
    seen: [[emptyBearer(), tokenDenied(70001, notInDirectory, 'unauthorized_client')]],
    never: [enableApplication],
  },
  {
    what: 'a resource that is switched off is the one that is named, and not Exchange',
    seen: [[tokenDenied(500014, switchedOff, 'invalid_resource', protection)]],
    never: [exchangePrincipal],
  },
  {
    what: 'policies, second factors and revoked sessions are there on purpose: none is taken away',
    seen: [
      'conditional-access-blocked.device.har',
      'conditional-access-blocked.har',
      'interaction-required.har',
      'revoked-grant.no-prompt.har',
      'revoked-grant.prompt-cancelled.har',
    ],
    never: [revoke, policyOff],
  },
];
