import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import type { CaptureStep } from './plans.js';

/** What broke and what it means, in English. */
export const rules = {
  'nothing-to-diagnose': {
    title: (v) =>
      `There is no Exchange or Entra ID traffic here${given(v.transactions, (count) => ` (transactions read: ${count})`)}.`,
    meaning: () => 'The capture may have been started too late, cover another program, or hold only encrypted tunnels.',
  },
  'sign-in-not-visible': {
    title: (v) =>
      `The sign-in${given(v.user, (user) => ` of ${user}`)}${given(v.host, (host) => ` for ${host}`)} is not in this capture.`,
    meaning: (v) =>
      `${
        v.kind === 'refused'
          ? 'A token was refused without a reason, and where it came from was not seen.'
          : 'Exchange sent the client to sign in, and no token came back.'
      } Windows signs in by a process of its own (WAM): a capture of Outlook alone does not show it, nor does a tunnel that was not decrypted.`,
    next: (v) =>
      `${v.authority === 'adfs' ? 'The event log of AD FS' : 'The sign-in log of Entra ID'} has the reason, even where no capture shows it.`,
  },
  'capture-incomplete': {
    title: (v) =>
      `${v.kind === 'joined' ? 'Only the first of several captures in the file was read' : `The capture is ${v.kind === 'cut' ? 'cut short' : 'damaged'}`}${given(v.read, (read) => ` (transactions read: ${read}${given(v.lost, (lost) => `, lost: ${lost}`)})`)}.`,
    meaning: (v) =>
      v.kind === 'joined'
        ? 'Behind its end the file goes on. Split it, and have each part read.'
        : 'What was read is judged as it is. What was lost may explain more, or be the answer.',
  },
  'capture-not-decrypted': {
    title: (v) =>
      `Nearly all of the capture is encrypted tunnels${given(v.tunnels, (count) => ` (${count}${given(v.transactions, (all) => ` of ${all}`)})`)}.`,
    meaning: () => 'HTTPS was not decrypted while it was recorded, so that nothing of a sign-in can be seen in it.',
  },
  'capture-sanitised': {
    title: (v) =>
      `The credentials were taken out of this capture, and ${v.host === undefined ? 'the server' : `${v.host}${v.virtualDirectory ?? ''}`} turned somebody away in it.`,
    meaning: () =>
      'The program that saved it leaves out Authorization and cookies. Whether a Bearer, a token or nothing at all was sent cannot be known, and so neither why it was refused.',
    next: () => 'Save it with the credentials only to read it here; delete it, or redact it, before it goes to others.',
  },
  'capture-bodies-missing': {
    title: (v) =>
      `An answer${given(v.host, (host) => ` of ${host}`)} that would say why is without its body in this capture.`,
    meaning: () => 'The program that saved it left bodies out. What Entra ID says of a sign-in stands in a body.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'capture-bodies':
    'Save it again with bodies: in a browser keep the developer tools open while you sign in; in Fiddler save an archive (SAZ).',
  'capture-netlog-bodies': 'Record the network log again with the option to include raw bytes.',
  'capture-more':
    'Start the capture before Outlook, switch HTTPS decryption on, include all processes (the sign-in runs in another one than Outlook), and save every request.',
  'capture-whole': 'Copy or save the capture again; where it is very long, record a shorter time around the sign-in.',
  decrypt: 'Switch HTTPS decryption on in the program that records, and let the client trust its certificate.',
  'export-credentials': 'Save it again, with credentials and cookies.',
  'export-har-credentials':
    'In the developer tools of Edge or Chrome, allow HAR files with sensitive data (Settings, Preferences, Network), and export with sensitive data.',
  'export-netlog-credentials': 'Record the network log again with the option to include cookies and credentials.',
  'read-adfs-log': 'On the AD FS servers, read what was logged in that minute.',
  'see-join': 'On the client, see how it is joined, and whether it has a primary refresh token (AzureAdPrt).',
  'see-sign-in-log': 'See what Entra ID says of the sign-ins of this user.',
  'see-token-log': 'On the client, read what the sign-in broker of Windows logged in that minute.',
} as const satisfies StepSentences<CaptureStep>;
