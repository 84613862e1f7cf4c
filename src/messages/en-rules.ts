import { errorCode, given, type RuleSentences } from './phrase.js';
import { certificateFault, isAdfsError } from './plans.js';
import type { RuleId, Values } from './rule-texts.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const at = (v: Values, own = 'the server') => (v.host === undefined ? own : `${v.host}${v.virtualDirectory ?? ''}`);
const failed = (v: Values) => given(v.stage, (stage) => ` at the stage "${stage}"`);

const reported = (v: Values) =>
  v.code === undefined
    ? given(v.error, (error) => `: ${error}`) || ' with the error quoted below'
    : `: ${errorCode(v.code)}`;

/** What broke and what it means, in English. */
export const rules = {
  'spn-missing': {
    title: (v) =>
      `Entra ID does not know ${v.resource ?? v.host ?? 'the Exchange host that the client named'}${given(v.tenant, (tenant) => ` in the tenant ${tenant}`)}${coded(v)}.`,
    meaning: (v) => {
      if (v.kind === 'internal') {
        return `The client asked for a token for ${v.host ?? 'an internal server name'}, which is an internal name. It learned that name from the service connection point or from a virtual directory's URL. Correct the URL; an internal name does not belong into the SPN list.`;
      }
      if (v.kind === 'foreign-tenant') {
        return 'The error names a tenant which is not the one that Exchange trusts: the wrong account or the wrong tenant is signing in. Adding an SPN there would not help.';
      }
      return 'The client asks Entra ID for a token for exactly this URL. No service principal of the tenant lists it, so no token is issued, and Outlook shows a blank or repeated sign-in window. Exchange itself was never reached with a token.';
    },
    next: (v) =>
      v.kind === 'foreign-tenant'
        ? 'If the tenant is yours after all, register the URL there: each tenant whose users sign in needs it.'
        : 'Allow some minutes for the change to reach every Entra server. Then compare every URL that clients use with the list: the Autodiscover name is the one most often forgotten.',
  },
  'audience-mismatch': {
    title: (v) => {
      const token = given(v.audience ?? v.actual, (audience) => ` for ${audience}`);
      if (v.kind === 'resource')
        return `The client sent ${v.host ?? 'Exchange'} a token that was issued${token || ' for another resource'}.`;
      if (v.kind === 's2s') return `${v.host ?? 'Exchange'} refused a server-to-server token${token}.`;
      return `${v.host ?? 'Exchange'} refused a token${token}: Exchange sees another host name than the client does.`;
    },
    meaning: (v) => {
      if (v.kind === 'resource') {
        return 'The token is genuine, but it is meant for another service. The program that signs in asked for the wrong resource or scope.';
      }
      const names = given(
        v.expected,
        (expected) => ` Exchange expected ${expected}${given(v.actual, (actual) => ` and saw ${actual}`)}.`,
      );
      const cause =
        'Exchange compares the audience (aud) of the token with the host name of the request as it arrives at Exchange itself.';
      return v.kind === 's2s'
        ? `${cause}${names} For a call from Exchange Online, a device that rewrites the name or ends TLS in between is the usual cause.`
        : `${cause}${names} Entra ID issued the token, so the SPN is registered: a device on the way changes the host name, or the client was sent from one name to another.`;
    },
    next: () =>
      'If the name arrives unchanged, check that the virtual directory URLs name the host that clients use, on every server of the pool.',
  },
  'ssl-offload': {
    title: (v) =>
      `Exchange${given(v.server, (server) => ` server ${server}`)} received the request for ${v.host ?? 'this host'} over plain HTTP, so it refused an https token.`,
    meaning: (v) =>
      `Host and token fit, only the scheme differs${given(v.expected, (expected) => `: expected ${expected}`)}${given(v.actual, (actual) => `, actual ${actual}`)}. A load balancer or proxy ends TLS and speaks HTTP to Exchange (SSL offloading), which modern authentication does not support.`,
    next: () => 'If only some requests fail, one pool member or one path rule of the load balancer still uses HTTP.',
  },
  'unknown-user': {
    title: (v) => {
      const user = v.user ?? 'the user in the token';
      if (v.kind === 'ambiguous') return `More than one account matches ${user} on the Exchange side.`;
      if (v.kind === 'cloud-only')
        return `The token belongs to ${user}, an account without an on-premises counterpart.`;
      if (v.kind === 'wrong-account') {
        return `The token belongs to ${user}, but the mailbox asked for is ${v.identity ?? "someone else's"}.`;
      }
      if (v.kind === 's2s') return `The receiving Exchange has no mail user for ${user}.`;
      return `Exchange found no account for ${user}, although the token is valid.`;
    },
    meaning: (v) => {
      if (v.kind === 'ambiguous') {
        return 'Two objects of the directory share a user principal name, SMTP or SIP address, and Exchange refuses to choose.';
      }
      if (v.kind === 's2s') {
        return 'In the server-to-server direction the other side names a user, and the receiving side needs a mail user or remote mailbox with that address.';
      }
      if (v.kind === 'wrong-account') {
        return 'Windows or Outlook signed in silently with another account, often the one that is signed in to Windows. Exchange looks up the user of the token, not the name in the profile.';
      }
      if (v.kind === 'cloud-only') {
        return 'Exchange looks the user up by the on-premises SID (onprem_sid), and this token has none: the account lives in Entra ID only. The mailbox belongs to another account.';
      }
      return 'Entra ID issued the token, so the account exists there. Exchange looks it up by its on-premises SID: the account may live in another forest, own a linked mailbox, have been recreated, or not have replicated to this site.';
    },
    next: (v) =>
      v.kind === 's2s'
        ? 'If the object is there, compare all its addresses with the one in the token.'
        : 'Compare the onprem_sid of the token with the SID of the account that owns the mailbox.',
  },
  'revoked-grant': {
    title: (v) => `The saved sign-in of ${v.user ?? 'this user'} was revoked and must be renewed${coded(v)}.`,
    meaning: (v) => {
      const times =
        v.issuedAt !== undefined && v.validFrom !== undefined
          ? ` It was issued at ${v.issuedAt}, and only grants from ${v.validFrom} on count.`
          : '';
      return `A password change or reset, or an administrator, ended all earlier sessions of the account.${times} A password prompt should follow; here no successful sign-in was seen after it.`;
    },
    next: () => 'If nobody changed the password, ask who revoked the sessions: the Entra audit log has the entry.',
  },
  'flighting-disabled': {
    title: (v) =>
      `Exchange${given(v.server, (server) => ` server ${server}`)} does not offer modern authentication for ${v.subject ?? v.host ?? 'this request'}.`,
    meaning: (v) =>
      v.kind === 'host'
        ? 'Exchange judged the host name, because the request named no user. That can be harmless. It cannot be known here whether modern authentication is meant to be on.'
        : 'OAuth for clients is off in the organization, has not reached this server yet, or is blocked for this user by an authentication policy. It cannot be known here which of them is meant.',
    next: () =>
      'If the setting is already on, wait for the replication between sites, then recycle the application pools of this server.',
  },
  'bearer-not-attempted': {
    title: (v) => `${v.client ?? 'The client'} never tried modern authentication at ${at(v)}, and did not get in.`,
    meaning: (v) => {
      if (v.reason === 'outlook-2010') return 'Outlook 2010 cannot do modern authentication at all.';
      if (v.reason === 'outlook-2013')
        return 'Outlook 2013 does modern authentication only when the registry asks for it (EnableADAL) and its updates are installed.';
      if (v.reason === 'accept-auth')
        return 'The client lists the schemes it will use (Accept-Auth), and Bearer is not among them: it is switched off on this computer.';
      if (v.reason === 'mac')
        return 'Outlook for Mac does modern authentication unless the preference DisableModernAuth switches it off.';
      return 'The server would answer a Bearer request, but the client sent none. Why cannot be known from the wire: a setting of the client, or an Outlook that was not restarted since the server changed.';
    },
    next: () => 'If the setting is right, check that no policy writes it back at the next sign-in to Windows.',
  },
  'signed-in-without-bearer': {
    title: (v) =>
      `The sign-in to ${at(v)} worked, but with ${v.scheme ?? 'another scheme'} and not with modern authentication.`,
    meaning: () =>
      'The client offered Bearer and then signed in with another scheme. This is how it looks where modern authentication is not in use; whether it is meant to be cannot be known here.',
    next: () => 'A client keeps its old scheme until Outlook is restarted.',
  },
  'bearer-challenge-missing': {
    title: (v) =>
      `${at(v, 'The server')} does not offer modern authentication${given(v.server, (server) => ` (server ${server})`)}.`,
    meaning: (v) =>
      `The client asked with an empty Bearer, and the answer has no Bearer challenge${given(v.offered, (offered) => `, only ${offered}`)}. OAuth is not on the list of this virtual directory on this server, or something in front removes the header.`,
    next: () =>
      'Ask each server of the pool by itself: one server without OAuth is enough to break every second sign-in.',
  },
  'authorization-uri-missing': {
    title: (v) => `${at(v, 'The server')} offers Bearer but does not say where to sign in.`,
    meaning: (v) =>
      `The challenge${given(v.server, (server) => ` of server ${server}`)} has no authorization_uri, so a client cannot start a sign-in. No AuthServer is the default authorization endpoint; whether one is meant to be cannot be known here.`,
    next: () => 'After a change, allow for the replication between sites and ask again.',
  },
  'authorization-uri-adfs': {
    title: (v) =>
      `${v.host ?? 'Exchange'} sends clients to AD FS${given(v.uri, (uri) => ` (${uri})`)}, not to Entra ID.`,
    meaning: () =>
      'This is modern authentication with AD FS, without Entra ID. It is right where that is meant; for Hybrid Modern Authentication the address should be one of Entra ID.',
    next: () => 'Only one AuthServer can be the default authorization endpoint.',
  },
  'expired-token': {
    title: (v) =>
      v.kind === 'pasted'
        ? `The token${given(v.user, (user) => ` of ${user}`)} has expired${given(v.at, (judged) => ` by ${judged}`)}.`
        : `The token${given(v.user, (user) => ` of ${user}`)} had already expired when it was sent${given(v.at, (sent) => ` (${sent})`)}.`,
    meaning: (v) =>
      v.kind === 'pasted'
        ? `${given(v.expiredAt, (expired) => `It expired at ${expired}. `)}Whether it was still good when it was sent, the token alone does not tell: say that time with --at.`
        : `${given(v.expiredAt, (expired) => `It expired at ${expired}. `)}This was so at the time of the traffic, whatever the time is now. A client normally renews its token before that; a wrong clock, or a client that was asleep, can keep it from doing so.`,
    next: (v) =>
      v.kind === 'pasted'
        ? undefined
        : 'If a fresh token is refused too, compare the clocks of the client and of the server.',
  },
  'sign-in-error': {
    title: (v) => `The sign-in${given(v.host, (host) => ` at ${host}`)} failed${reported(v)}.`,
    meaning: (v) =>
      `The sign-in service answered with an error${given(v.error, (error) => ` (${error})`)}. ${v.text === undefined ? 'Its own words are quoted above.' : `It says: ${v.text}`}`,
    next: (v) =>
      isAdfsError(v)
        ? 'The AD FS/Admin log of the AD FS servers has more.'
        : `If Entra ID answered, its sign-in log has more${given(v.correlation, (id) => ` under the correlation id ${id}`)}.`,
  },
  'token-refused': {
    title: (v) => `${v.host ?? 'Exchange'} refused the token${given(v.category ?? v.code, (word) => ` (${word})`)}.`,
    meaning: (v) =>
      `The reason is not one that this tool knows, so it is shown as it is${given(v.reason, (reason) => `: "${reason}"`)}${given(v.category, () => given(v.code, (code) => ` (code ${code})`))}.`,
    next: () => 'Send the quoted header with the request id to whoever runs the server.',
  },
  'connection-failed': {
    title: (v) =>
      `No connection to ${v.host ?? 'the server'}${given(v.port, (port) => ` port ${port}`)}${given(v.code, (code) => `: ${code}`)}.`,
    meaning: (v) => {
      if (v.stage === 'dns')
        return 'The name could not be resolved on this computer. The sign-in ends before any authentication.';
      return `The connection broke${failed(v)}, before any authentication. Nothing can be said about sign-in there.`;
    },
    next: () => 'Try the same from the client itself: this computer may use another DNS server or another way out.',
  },
  'certificate-untrusted': {
    title: (v) => {
      const fault = certificateFault(v.code);
      const host = v.host ?? 'the server';
      if (fault === 'expired')
        return `The certificate of ${host} is outside its period of validity${given(v.validTo, (end) => ` (ends ${end})`)}.`;
      if (fault === 'name')
        return `The certificate of ${host} is for other names${given(v.names, (names) => `: ${names}`)}.`;
      return `The certificate of ${host} is not trusted here${given(v.code, (code) => ` (${code})`)}.`;
    },
    meaning: (v) => {
      const who = `${given(v.subject, (subject) => ` Subject: ${subject}.`)}${given(v.issuer, (issuer) => ` Issuer: ${issuer}.`)}`;
      const store = v.store ?? "Node's own list of roots, with NODE_EXTRA_CA_CERTS and --cacert";
      if (certificateFault(v.code) !== 'trust')
        return `Outlook stops without a sign-in window when it meets such a certificate.${who} The connection was closed.`;
      return `This was decided by ${store}, not by the Windows certificate store: Outlook may well trust a company CA that is unknown here. Missing intermediate certificates are not fetched either.${who} The connection was closed.`;
    },
    next: () => 'If the issuer is neither yours nor a public one, another device on the way intercepts TLS.',
  },
  'interception-refused': {
    title: (v) =>
      `${v.client ?? 'The client'} did not accept the certificate of this tool for ${v.host ?? 'the server'}${given(v.code, (code) => ` (${code})`)}.`,
    meaning: () =>
      'This fault comes from the capture and not from your servers: the client does not trust the CA of this tool, or accepts only one certificate for this host (pinning). Nothing can be said about the sign-in there.',
    next: () =>
      'A client which still refuses with the CA installed pins its certificates: leave that host undecrypted.',
  },
  'nothing-to-diagnose': {
    title: (v) =>
      `There is no Exchange or Entra ID traffic here${given(v.transactions, (count) => ` (transactions read: ${count})`)}.`,
    meaning: () => 'The capture may have been started too late, cover another program, or hold only encrypted tunnels.',
  },
} as const satisfies Record<RuleId, RuleSentences>;
