import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { certificateFault, type TransportStep } from './plans.js';

const failed = (v: Values) => given(v.stage, (stage) => ` at the stage "${stage}"`);

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
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'export-root':
    'Find the root of your company CA in the Windows store, export it as Base-64 (PEM) with certmgr.msc, and compare its thumbprint with your PKI.',
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
