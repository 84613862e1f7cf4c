import { healthyDances } from '../healthy.js';
import {
  addSpn,
  changeDirectory,
  protectionOff,
  replaceCertificate,
  revoke,
  switchOn,
  switchProtocol,
} from './words.js';
import type { WrongFix } from './wrong-fix.js';

/** What stands around Exchange, and what a capture does to it. */
export const surroundings: readonly WrongFix[] = [
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
    what: 'what a capture does not show is no fault of the organisation',
    seen: ['sign-in-not-visible.har', 'capture-bodies-missing.har'],
    finds: [],
    never: [switchOn, changeDirectory, addSpn, revoke],
  },
];
