import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { DeviceStep } from './plans.js';

const at = (v: Values) => (v.host === undefined ? 'this host' : `${v.host}${v.virtualDirectory ?? ''}`);
const Device = (v: Values) => v.device ?? 'Something in front of Exchange';
const status = (v: Values) => given(v.status, (code) => ` (status ${code})`);

/** What broke and what it means, in English. */
export const rules = {
  'front-end-unavailable': {
    title: (v) => {
      if (v.kind === 'online') return `Exchange Online did not serve ${at(v)}${status(v)}.`;
      return v.kind === 'http-sys'
        ? `Windows answered for ${at(v)}, because no application pool took the request${status(v)}.`
        : `${v.device ?? 'A gateway'} could not reach Exchange for ${at(v)}${status(v)}.`;
    },
    meaning: (v) =>
      v.kind === 'http-sys'
        ? 'The answer is of http.sys, the part of Windows below IIS: the application pool of this virtual directory is stopped, or the site has no binding for this name. This is an outage, and no setting of the sign-in plays a part in it.'
        : 'The answer has no sign of Exchange: it was not reached, or did not answer in time. This is an outage, and no setting of the sign-in plays a part in it.',
    next: () =>
      'The log of http.sys (HTTPERR) names the reason, such as AppOffline or QueueFull; the log of the device names the server that it tried, at the minute of the quoted answer.',
  },
  'autodiscover-misdirected': {
    title: (v) =>
      v.kind === 'password'
        ? `A web site at ${v.host ?? 'the Autodiscover name'} answers Autodiscover and asks for a password of its own${given(v.offered, (offered) => ` (${offered})`)}.`
        : `A web site at ${v.host ?? 'the Autodiscover name'} answers Autodiscover with a page${given(v.device, (device) => ` (${device})`)}.`,
    meaning: () =>
      'Nothing in the answer is of Exchange: the name leads to a web site, a hosting panel or a place that was left behind. Outlook may ask for a password there again and again. No virtual directory of Exchange is at fault.',
    next: () =>
      'Inside the domain Outlook takes the service connection point first; see in its Test E-mail AutoConfiguration which names it asks, and in which order.',
  },
  'pre-authentication-device': {
    title: (v) =>
      v.kind === 'redirect'
        ? `${Device(v)} sends the client of ${at(v)} to a sign-in page${given(v.location, (location) => ` (${location})`)}.`
        : `${Device(v)} answers for ${at(v)} with a page for a person.`,
    meaning: () =>
      'Users are to sign in before they may reach Exchange. Outlook and phones cannot fill in a page, and Hybrid Modern Authentication does not work behind pre-authentication. Exchange did not see the request, and none of its settings is at fault.',
    next: () =>
      'The log of the device has this request at the minute of the quoted answer; the HttpProxy log of Exchange does not have it.',
  },
  'device-answered': {
    title: (v) => {
      if (v.kind === 'blocked') return `${Device(v)} refused the request for ${at(v)}.`;
      return v.kind === 'foreign'
        ? `${Device(v)} asks for a sign-in of its own at ${at(v)}${given(v.offered, (offered) => ` (${offered})`)}.`
        : `${Device(v)} answered for ${at(v)} with 401 and no challenge.`;
    },
    meaning: (v) =>
      v.kind === 'no-challenge'
        ? 'IIS and Exchange put a challenge into every 401 (WWW-Authenticate). Here there is none, nor any other sign of Exchange: a device answered by itself, or took the header out.'
        : 'The answer has no sign of Exchange: no request-id, no X-FEServer, no challenge of its own. Exchange may never have seen the request, and none of its settings is to blame for this.',
    next: () =>
      'Look for the request in the HttpProxy log of Exchange at the minute of the quoted answer: where it is missing, it ended at the device.',
  },
  'token-too-large-for-device': {
    title: (v) =>
      `${Device(v)} refuses requests to ${at(v)} when they carry a token${given(v.length, (length) => ` of ${length} characters`)}${status(v)}.`,
    meaning: () =>
      'The token travels in one header line. The size that a device allows for headers is often 4 or 8 KB, and tokens of users in many groups are larger. Nothing says that Exchange saw the request.',
    next: () =>
      'Compare a user in few groups with one in many: if only the second fails, it is the size. IIS itself has a limit too (HTTP.SYS MaxFieldLength, 16 KB by default).',
  },
  'authorization-header-stripped': {
    title: (v) =>
      `${given(v.device, (device) => `${device} or another device`) || 'A device'} on the way to ${at(v)} takes the token out of the request.`,
    meaning: (v) =>
      `The client sent a whole token, and${given(v.server, (server) => ` server ${server} of`)} Exchange answered as if nobody had signed in: a challenge without error and without x-ms-diagnostics. Of every token that it turns down Exchange says invalid_token, so the Authorization header was lost on the way.`,
    next: () =>
      'In the IIS log of the server the request has no user and no refusal; capture once more between the device and Exchange to see the header missing.',
  },
  'back-end-refused': {
    title: (v) =>
      `The front end${given(v.server, (server) => ` ${server}`)} passed the request for ${at(v)} on, and the back end${given(v.backEnd, (server) => ` ${server}`)} refused it${status(v)}.`,
    meaning: () =>
      'The way from the client to Exchange is in order. What failed is the step from the front end to the server with the mailbox: its application pool, its certificate binding, the trust between the two, or the clock.',
    next: (v) =>
      `The HttpProxy log of the front end has the line with ${v.correlation === undefined ? 'the request-id' : `request-id ${v.correlation}`}: its columns BackEndStatus and GenericErrors name the reason, and the server it went to.`,
  },
  'auth-certificate-expired': {
    title: (v) =>
      `Exchange${given(v.server, (server) => ` server ${server}`)} has no usable Auth Certificate, so that ${at(v)} fails.`,
    meaning: () =>
      'The certificate with which Exchange protects its cookies and signs its own tokens has expired, is missing, or is not known to this server. Outlook on the web, the admin center, and calls between servers and to Exchange Online depend on it; tokens of users from Entra ID do not.',
    next: () =>
      'In a hybrid organization run the Hybrid Configuration Wizard again afterwards: Exchange Online has to learn the new certificate.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'ask-past-device':
    'Ask each server by its own address, past the device: what it answers to an empty Bearer is the word of Exchange.',
  'certificate-new':
    'Make a new certificate (answer No when asked to replace the one for SMTP) and let it become the current one; until it is replicated, users may have to sign in again.',
  'certificate-recycle':
    'On each server, when the certificate has arrived there: restart the application pools. This can take an hour or more.',
  'certificate-see': 'See which certificate is the current one, and until when it is valid.',
  'device-limit':
    'On the device, allow at least 32 KB for one header line and 64 KB for all of them, for this published name.',
  'device-log': 'Look up the request in the log of the device: it names the rule or the server that it tried.',
  'device-out': 'Let the device pass the paths of Exchange; exclude the rule that it names for this address.',
  'device-pass-header':
    'On the device, pass the Authorization header on unchanged, for every path of Exchange, and switch its own sign-in off there.',
  'device-pass-through':
    'On the device, publish the paths of Exchange without pre-authentication (pass-through): /mapi, /EWS, /OAB, /Autodiscover, /Microsoft-Server-ActiveSync.',
  health: 'See whether the services and components of the server are up.',
  'name-see': 'See where the name leads from inside and from outside.',
  'online-health':
    'Look at the service health of Exchange Online in the Microsoft 365 admin center, and try again in some minutes.',
  'pools-see': 'On the server, see which application pools run, and what http.sys noted.',
  'pools-start':
    'Start the application pool that is stopped; its crashes are in the System and Application event logs.',
  'proxy-log': 'On the front end, find the request in the HttpProxy log.',
  'publishing-see': 'Where Web Application Proxy publishes Exchange, see how; another device has the like.',
  'root-domain-skip':
    'On one client, to prove it: keep Outlook from asking the root domain. For everybody, repair the name or set the same value by Group Policy.',
} as const satisfies StepSentences<DeviceStep>;
