import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { certificateFault, type TransportStep, throughProxy } from './plans.js';

const failed = (v: Values) => given(v.stage, (stage) => ` at the stage "${stage}"`);
const at = (v: Values) => (v.host === undefined ? 'the server' : `${v.host}${v.virtualDirectory ?? ''}`);
const tool = (v: Values) => (v.tool === 'hma-doctor' ? 'this tool' : (v.tool ?? 'another program'));

/** What broke and what it means, in English. */
export const rules = {
  'certificate-untrusted': {
    title: (v) => {
      const fault = certificateFault(v.code);
      const host = v.host ?? 'the server';
      if (fault === 'expired')
        return `The certificate of ${host} is outside its period of validity${given(v.validTo, (end) => ` (ends ${end})`)}.`;
      if (fault === 'name')
        return `The certificate of ${host} is for other names${given(v.names, (names) => `: ${names}`)}.`;
      if (fault === 'unfit')
        return `The certificate of ${host} is refused, whoever issued it${given(v.code, (code) => ` (${code})`)}.`;
      return `The certificate of ${host} is not trusted here${given(v.code, (code) => ` (${code})`)}.`;
    },
    meaning: (v) => {
      const who = `${given(v.subject, (subject) => ` Subject: ${subject}.`)}${given(v.issuer, (issuer) => ` Issuer: ${issuer}.`)}`;
      const store = v.store ?? "Node's own list of roots, with NODE_EXTRA_CA_CERTS and --cacert";
      if (certificateFault(v.code) === 'unfit')
        return `It is revoked, made for another purpose than that of a server, not allowed to its issuer, or signed in a way that is no longer accepted; the quote says as much as is known. Programs differ in what they still accept: Windows may be less strict.${who} The connection was closed.`;
      if (certificateFault(v.code) !== 'trust')
        return `Outlook stops without a sign-in window when it meets such a certificate.${who} The connection was closed.`;
      return `This was decided by ${store}, not by the Windows certificate store: Outlook may well trust a company CA that is unknown here. Missing intermediate certificates are not fetched either.${who} The connection was closed.`;
    },
    next: () => 'If the issuer is neither yours nor a public one, another device on the way intercepts TLS.',
  },
  'client-certificate-required': {
    title: (v) =>
      `${v.host ?? 'The server'} ended TLS because of the certificate of the client: it wants one, or refuses the one that it got${given(v.code, (code) => ` (${code})`)}.`,
    meaning: (v) =>
      `${
        v.tool === undefined
          ? 'The client shows none, or one that the server does not accept.'
          : `While ${tool(v)} decrypts, no client can show its certificate to the server: a client that has one fails for that reason alone, and the capture is the cause.`
      } ${v.kind === 'refused' ? "A device on the way that does not like the server's own certificate may say the same. " : ''}The connection ends before any authentication. Modern authentication to Exchange needs no client certificate; what asks for one is certificate-based sign-in on Exchange itself, or a device in front of it.`,
    next: () =>
      'The log of whatever ends TLS for this name (IIS, reverse proxy, load balancer) says which certificate it missed or refused.',
  },
  'interception-refused': {
    title: (v) =>
      v.kind === 'silent'
        ? `${v.client ?? 'A client'} left ${v.host ?? 'the server'} without a word after it saw the certificate of this tool${given(v.code, (code) => ` (${code})`)}.`
        : `${v.client ?? 'The client'} did not accept the certificate of this tool for ${v.host ?? 'the server'}${given(v.code, (code) => ` (${code})`)}.`,
    meaning: (v) =>
      v.kind === 'silent'
        ? 'A spare connection ends so, and the probe of a load balancer or a monitor: then it means nothing. A client that does not trust the CA of this tool may leave in the same way: then nothing else of that client is seen here, and the fault comes from the capture and not from your servers.'
        : 'This fault comes from the capture and not from your servers: the client does not trust the CA of this tool, or accepts only one certificate for this host (pinning). Nothing can be said about the sign-in there.',
    next: () =>
      'A client which still refuses with the CA installed pins its certificates: leave that host undecrypted.',
  },
  'extended-protection-conflict': {
    title: (v) =>
      `${v.scheme ?? 'The sign-in without a token'} was refused at ${at(v)} while ${tool(v)} decrypted the traffic: caused by the capture.`,
    meaning: (v) =>
      `Windows binds NTLM and Negotiate to the certificate that it sees, and that was the one of ${tool(v)}. Where Extended Protection is on, Exchange refuses them for that reason alone, whoever signs in. ${
        v.binding === 'present'
          ? 'The client did send such a binding.'
          : 'Whether the client sent such a binding cannot be read here.'
      } Whether Extended Protection is on cannot be known from the capture. Modern authentication (Bearer) is not affected.`,
    next: () =>
      'If the same sign-in fails without decryption too, look into the IIS log: sc-win32-status 2148074252 stands for wrong credentials, 2148074310 for the binding.',
  },
  'ntlm-loop': {
    title: (v) =>
      `${v.scheme ?? 'The sign-in without a token'} was refused again and again at ${at(v)}, and ${v.tool === undefined ? 'no decryption stood in between' : `the decryption by ${tool(v)} is not the cause`}.`,
    meaning: (v) => {
      if (v.reason === 'kerberos')
        return 'Every refused request carried a Kerberos ticket. The server could not use it: it was made for another account than the one that all servers share, or the service name belongs to nobody or to several.';
      if (v.reason === 'unbound')
        return 'The client bound its sign-in to no certificate. Where Extended Protection requires it, as it does on this virtual directory by default, such a client is always refused.';
      return 'The credentials are wrong, or Extended Protection refuses them because a device in front of Exchange ends TLS with another certificate. The wire does not tell which.';
    },
    next: () =>
      'HttpProxy and IIS logs name the reason: sc-win32-status 2148074252 stands for wrong credentials, 2148074310 for a wrong channel binding.',
  },
  'proxy-authentication-required': {
    title: (v) =>
      `An outbound proxy wants to know who asks before it lets anybody through to ${v.host ?? 'the server'} (407)${given(v.offered, (schemes) => `; it offers ${schemes}`)}.`,
    meaning: () =>
      'The request never reached the server. Programs that cannot sign in to a proxy, and services of Windows, stop here; nothing can be said about the sign-in behind it.',
    next: () => 'The log of the proxy names the client and the account that it asked for.',
  },
  'connection-failed': {
    title: (v) => {
      const place = `${v.host ?? 'the server'}${given(v.port, (port) => ` port ${port}`)}`;
      const code = given(v.code, (word) => `: ${word}`);
      if (v.kind === 'proxy-refused') return `A proxy on the way opened no connection to ${place}${code}.`;
      if (v.kind === 'proxy-unreachable') return `No proxy could be used on the way to ${place}${code}.`;
      if (v.kind === 'loop') return `The way to ${place} leads back to this tool itself${code}.`;
      return `${v.kind === 'shortage' ? 'This computer could open no' : 'No'} connection to ${place}${code}.`;
    },
    meaning: (v) => {
      if (v.kind === 'tls-version')
        return 'Client and server found no version of TLS, or no cipher, that both speak: an old server knows only TLS 1.0 or 1.1, which clients of today refuse, or the client is the old one. The sign-in ends before any authentication.';
      if (v.kind === 'shortage')
        return 'The computer that recorded this had no file descriptor, port or memory left for another connection. The server was not asked: nothing can be said about it.';
      if (v.kind === 'loop')
        return 'On this computer the name of the server, or the proxy on the way to it, stands for the address at which this tool listens: it would ask itself. The cause is the capture and not your servers, which were not asked.';
      if (v.kind === 'proxy-refused')
        return 'The client reaches its outbound proxy, and that proxy refuses to pass it on: by its rules (403), or because it cannot reach the server itself (502, 503, 504). The server was not asked: nothing can be said about the sign-in there.';
      if (v.kind === 'proxy-unreachable')
        return 'The way to the server leads through a proxy that cannot be reached, or that does not answer as a proxy does. The server was not asked: nothing can be said about the sign-in there.';
      if (v.stage === 'dns')
        return 'The name could not be resolved on this computer. The sign-in ends before any authentication.';
      return `The connection broke${failed(v)}, before any authentication. Nothing can be said about sign-in there.`;
    },
    next: (v) => {
      if (throughProxy(v)) return 'The log of the proxy says what it was asked for, and why it refused.';
      if (v.kind === 'loop') return 'The hosts file and the DNS server of this computer say where the name leads.';
      return v.kind === 'shortage'
        ? 'If it comes back, see which program of this computer holds the connections.'
        : 'Try the same from the client itself: this computer may use another DNS server or another way out.';
    },
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'bypass-proxy':
    'Or exempt the hosts of your Exchange servers, of Exchange Online and of Entra ID from authentication at the proxy.',
  'let-proxy-know': 'Let the user sign in to the proxy, with a scheme that the client can do.',
  'say-where-server-is':
    'Start this tool again and say where the server itself is (--connect-to HOST:PORT:ADDRESS:PORT), or another proxy on the way (--proxy); or take the name out of the hosts file of this computer.',
  'see-system-proxy': 'On the client, see which proxy is used.',
  'see-tls-versions': 'On the server, see which versions of TLS are switched on or off.',
  'capture-at-client':
    'Record the sign-in once more where nothing decrypts it: with the HttpProxy log of the server, or a NetLog of the client.',
  'get-ticket': 'On the client, ask for a ticket: an error names what is missing.',
  'keep-protection':
    'Leave Extended Protection on: it did what it is for. Switching it off is not needed for a diagnosis.',
  'same-certificate':
    'If a device in front ends TLS, give it the same certificate as Exchange and let it encrypt again towards Exchange.',
  'see-alternate-account': 'See whether all servers share one account for Kerberos.',
  'see-client-binding': 'See whether a setting of the client keeps it from binding its sign-in.',
  'see-protection': 'On the Exchange server, see what Extended Protection asks for here.',
  'see-service-names': 'See who owns the service name: it must be exactly one account.',
  'see-win32-status':
    'On the Exchange server, see the reason in the IIS log: 2148074310 is a wrong channel binding, 2148074252 wrong credentials.',
  'test-undecrypted': 'Sign in once more without decryption. If it works then, nothing is broken.',
  'free-resources':
    'Close programs that hold many connections, or allow more open files (ulimit -n), and start this tool again.',
  'export-root':
    'Find the root of your company CA in the Windows store, export it as Base-64 (PEM) with certmgr.msc, and compare its thumbprint with your PKI.',
  'leave-client-certificate':
    'Sign in once more without decryption of this host (--ignore-hosts). If it works then, nothing is broken.',
  'see-client-certificates':
    'On the Exchange server, see whether Windows or IIS asks clients for certificates; look on the device in front, too.',
  'test-with-certificate':
    'If clients are meant to have certificates, see that this one has: in date, with its private key, of an authority that the server trusts. If not, switch the demand off.',
  'let-proxy-open':
    'Let the proxy open connections to this host and port, or correct the setting that leads clients to it (proxy, PAC file).',
  'leave-undecrypted': 'If the client pins its certificate, leave this host undecrypted and watch the others.',
  'open-path': 'Open the way to this host and port in firewall and proxy.',
  'renew-certificate': 'Renew the certificate and assign it on every server and on the device in front.',
  'resolve-name': 'Resolve the name on this computer.',
  'right-name-certificate': 'Use a certificate with this name, or correct the URL that leads clients to it.',
  'see-certificates': 'See which certificates Exchange has, and their names and dates.',
  'test-port': 'Test the connection from this computer.',
  'trust-our-ca': 'Let the client trust the CA of this tool for the time of the capture, and remove it afterwards.',
  'trust-root': 'Name the exported file to this tool (or with --cacert), then start it again from the same window.',
} as const satisfies StepSentences<TransportStep>;
