import { anonymous, autodiscoverUrl, emptyBearer, ewsUrl, ntlm } from '../dance.js';
import { bearerChallenge, exchangeHeaders, negotiateAndNtlm } from '../traffic.js';
import { leadsTo } from './signed-in.js';
import { addSpn, authServer, changeDirectory, listAnew, switchOn } from './words.js';
import type { WrongFix } from './wrong-fix.js';

/** What an organisation means to use, nobody sees on the wire. */
export const intentions: readonly WrongFix[] = [
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
  {
    what: 'what is not meant is not switched on',
    seen: ['bearer-challenge-missing.har', 'authorization-uri-missing.har', 'flighting-disabled.user.har'],
    finds: [],
    never: [switchOn],
    expect: 'none',
  },
  {
    what: 'a server that is too old cannot be helped by a setting',
    seen: ['exchange-build-too-old.har'],
    finds: ['exchange-build-too-old'],
    never: [switchOn, changeDirectory, addSpn],
  },
];
