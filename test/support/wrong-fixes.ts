import type { Expectation, RuleId } from '../../src/types.js';
import { accepted, anonymous, autodiscoverUrl, emptyBearer, ewsUrl, ntlm } from './dance.js';
import { healthyDances } from './healthy.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  tokenIssued,
} from './traffic.js';
import {
  addSpn,
  authServer,
  changeDirectory,
  issuerOfServers,
  listAnew,
  protectionOff,
  replaceCertificate,
  revoke,
  switchOn,
  switchProtocol,
  synchronise,
  type WrongWords,
} from './wrong-words.js';

/** A situation, and what must not be said of it. */
export interface WrongFix {
  readonly what: string;
  /** Captures by name, or traffic. */
  readonly seen: readonly (string | readonly Exchange[])[];
  /** The errors and warnings that lead, which are the right ones. */
  readonly finds: readonly RuleId[];
  /** What no card says, in any language: sentences and commands alike. */
  readonly never: readonly WrongWords[];
  readonly expect?: Expectation;
}

const token = accessToken();
const signIn = (own: Exchange): Exchange[] => [emptyBearer(own), tokenIssued(token), accepted({}, token)];
const leadsTo = (authorization_uri: string): Exchange[] =>
  signIn({ headers: [bearerChallenge({ authorization_uri }), ...negotiateAndNtlm, ...exchangeHeaders] });

/** Each where a reader in a hurry is led astray. */
export const wrongFixes: readonly WrongFix[] = [
  {
    what: 'a token proves that its user is in Entra ID: nobody is sent to synchronise',
    seen: ['unknown-user.missing.har', 'unknown-user.cloud-only.har', 'unknown-user.ambiguous.har', 'unknown-user.txt'],
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
    never: [authServer],
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
    what: 'modern authentication may be off on purpose: nothing is switched on where Kerberos or NTLM gets in',
    seen: [
      'healthy.hma-off.har',
      'flighting-disabled.ntlm-gets-in.har',
      'signed-in-without-bearer.har',
      [
        emptyBearer({
          headers: [bearerChallenge({ authorization_uri: undefined }), ...negotiateAndNtlm, ...exchangeHeaders],
        }),
        ...ntlm(200),
      ],
    ],
    finds: [],
    never: [switchOn],
  },
  {
    what: 'nothing is switched on for everybody where nobody gets in and nobody said what is meant',
    seen: ['bearer-challenge-missing.har'],
    finds: ['bearer-challenge-missing'],
    never: [switchOn],
  },
  {
    what: 'AD FS may be what is meant',
    seen: ['authorization-uri-adfs.har'],
    finds: ['authorization-uri-adfs'],
    never: [switchOn],
  },
  {
    what: 'a server’s own name and a foreign tenant are no names to register',
    seen: ['spn-missing.internal-name.har', 'spn-missing.foreign-tenant.har', 'spn-missing.foreign-domain.har'],
    finds: ['spn-missing'],
    never: [addSpn],
  },
  {
    what: 'NTLM that interception breaks is no reason to take Extended Protection off',
    seen: ['extended-protection-conflict.har', 'extended-protection-conflict.kerberos.har'],
    finds: ['extended-protection-conflict'],
    never: [protectionOff, switchOn],
  },
  {
    what: 'a lost context that Outlook finds again is no broken mailbox',
    seen: ['healthy.context-not-found.har', 'healthy.long-start.har'],
    finds: [],
    never: [switchProtocol],
  },
  {
    what: 'one mailbox over RPC beside MAPI/HTTP, and Basic of telephones, are everyday life',
    seen: ['healthy.noisy-start.har', 'healthy.long-start.har', 'healthy.basic-eas.har'],
    finds: [],
    never: [switchProtocol, changeDirectory],
  },
  {
    what: 'a root that one store does not know may be known to every client: no certificate is replaced',
    seen: ['certificate-untrusted.mitmproxy.har', 'certificate-untrusted.curl.txt'],
    finds: ['certificate-untrusted'],
    never: [replaceCertificate],
  },
  {
    what: 'a changed password that is given again is health',
    seen: ['healthy.password-changed.har', 'healthy.mfa.har', 'healthy.prompt-none.har'],
    finds: [],
    never: [revoke],
  },
  {
    what: 'the address of the sign-in may be of either name, of any tenant, by GUID or domain',
    seen: [
      leadsTo('https://login.windows.net/common/oauth2/authorize'),
      leadsTo('https://login.microsoftonline.com/organizations/oauth2/authorize'),
      leadsTo('https://login.microsoftonline.com/8da56bec-0000-4000-8000-52ee2c40ea22/oauth2/authorize'),
      leadsTo('https://login.windows.net/contoso.onmicrosoft.com/oauth2/authorize'),
    ],
    finds: [],
    never: [authServer],
  },
  {
    what: 'the website of the domain is no virtual directory',
    seen: [
      healthyDances['a hosting panel that asks for Basic'] ?? [],
      healthyDances['Autodiscover names that nobody published'] ?? [],
      'healthy.autodiscover-misses.har',
    ],
    finds: [],
    never: [changeDirectory],
  },
  ...(
    [
      ['authorization-header-stripped.har', 'authorization-header-stripped'],
      ['token-too-large-for-device.har', 'token-too-large-for-device'],
      ['front-end-unavailable.har', 'front-end-unavailable'],
      ['device-answered.har', 'device-answered'],
      ['pre-authentication-device.har', 'pre-authentication-device'],
    ] as const
  ).map(
    ([capture, rule]): WrongFix => ({
      what: `what stands in front of Exchange is named as itself, and no virtual directory is blamed: ${rule}`,
      seen: [capture],
      finds: [rule],
      never: [changeDirectory, switchOn],
    }),
  ),
  {
    what: 'a list of methods is added to, never written anew',
    seen: [
      [emptyBearer({ headers: [...negotiateAndNtlm, ...exchangeHeaders] })],
      [anonymous({ url: ewsUrl }), emptyBearer({ url: ewsUrl, headers: [...negotiateAndNtlm, ...exchangeHeaders] })],
      [emptyBearer({ url: autodiscoverUrl, headers: [...negotiateAndNtlm, ...exchangeHeaders] })],
    ],
    finds: ['bearer-challenge-missing'],
    never: [listAnew],
    expect: 'hma',
  },
];
