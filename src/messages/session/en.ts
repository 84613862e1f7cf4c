import { connectionText } from './connections.js';
import type { SessionText } from './session-text.js';

/** What the commands say beside reports, in English. */
export const session: SessionText = {
  proxyIntroduction: (about) =>
    [
      `Listening at ${about.address}${about.reverse ? ` in place of ${about.reverse.host}` : ''}.`,
      `Decrypted: ${[...about.hosts, ...(about.reverse ? [] : ['Exchange Online', 'Entra ID'])].join(', ')}. All else passes through unread.`,
      '',
      about.isNew
        ? `1. Trust the new certificate authority (valid until ${about.validUntil}, for these hosts only):`
        : `1. The certificate authority must be trusted (valid until ${about.validUntil}); if it is not yet:`,
      `     ${about.trust}`,
      '   afterwards, take it out again:',
      `     ${about.untrust}`,
      ...(about.replaced ? [`   It replaces an older one; remove that: SHA-256 ${about.replaced}`] : []),
      about.reverse
        ? `2. ${connectionText.en.comeHere(about.reverse)} Or ask by hand:`
        : about.setsProxy
          ? '2. Restart Outlook once the proxy is set, which is said below. Or ask by hand:'
          : `2. Outlook: set the system's proxy to ${about.address} (--system-proxy does it), then restart Outlook. Or ask by hand:`,
      `     ${about.ask}`,
      '3. Ctrl-C ends with the report.',
      '',
    ].join('\n'),
  noHosts:
    'No host was named: only Exchange Online and Entra ID are decrypted. For Exchange on-premises: hma-doctor proxy mail.contoso.com',
  insecure: 'warning: --insecure: certificates of servers are not verified. Whoever is in between can read along.',
  openToOthers: (address) =>
    `warning: --listen-host: other computers can send their traffic through ${address}, and the sign-ins that pass can be read there. Let the firewall admit only those that you mean.`,
  suspected: (rule) => `  ? ${rule}: suspected; the next requests will tell`,
  withdrawn: (rule) => `  - ${rule}: taken back, the sign-in went on well`,
  systemProxy: {
    set: (mode, script) =>
      mode === 'pac'
        ? `Your proxy settings now send the decrypted hosts here, by ${script}. Restart Outlook. They are put back at the end.`
        : 'Your proxy settings now send everything here. Restart Outlook. They are put back at the end.',
    restored: 'Your proxy settings are as they were before.',
    notOurs: 'Your proxy settings were changed since; they are left as they are.',
    invalid:
      'The journal of the proxy settings is damaged, or not ours: nothing was changed by it, and it was removed.',
    nothing: 'There is nothing to put back.',
    failed: (reason) => `Your proxy settings could not be put back: ${reason} "hma-doctor undo" tries it again.`,
    preflight: {
      machineWide:
        'warning: a policy sets one proxy for all users of this computer (ProxySettingsPerUser), so Windows does not follow these settings.',
      ownConnections: (names) =>
        `note: ${names.join(', ')} has proxy settings of its own; while it is connected, Windows follows those.`,
      noUserRoots:
        'warning: a policy bans certificate authorities of users (ProtectedRoots): install the certificate with "hma-doctor cert install --store windows-machine" as an administrator.',
      noLoopback: (command) =>
        `warning: the sign-in windows of Windows may not reach a proxy on this computer. As an administrator:\n  ${command}`,
      signInAside:
        'Until then Entra ID is not sent here, so that signing in works; that part of the sign-in cannot be seen.',
    },
  },
  trust: {
    willRun: 'This changes what this computer trusts, by:',
    windowsAsks: 'Windows asks once more, in a window of its own, which --force does not answer.',
    ask: 'Run this? [y/N] ',
    unchanged: 'Nothing was changed.',
    already: (store) => `${store} trusts it already.`,
    installed: (store) => `${store} trusts it now. Restart Outlook and browsers. Afterwards: hma-doctor cert remove`,
    removed: (store) => `Taken out of ${store}.`,
    filesRemoved: (folder) => `The certificate authority and its key were removed from ${folder}.`,
    nothingToRemove: 'There is nothing to remove.',
    removingReplaced: (store) =>
      `A new certificate authority replaces the one in ${store}; the old one is taken out by:`,
    removeByHand: 'That could not be done here: run it by hand.',
  },
  lab: {
    running: (fault, hosts) => `The lab runs on this computer (${fault}): ${hosts.join(', ')}.`,
    proxy: 'Start the proxy in a second terminal:',
    emptyBearer: 'In a third one, ask as Outlook does first, with an empty Bearer:',
    token: "Ask with a token (the lab's user, good for 75 minutes):",
    decode: 'Look into the token:',
    stop: 'Ctrl-C ends the lab and removes its files.',
  },
  tokenInArguments:
    'hma-doctor: a token given as an argument shows in the process list and in the history of the shell; better pipe it in, or paste it when asked.',
  token: 'Token (it is not shown):',
  passwordFileIsOpen: (path) => `hma-doctor: others can read "${path}". Keep it to yourself: chmod 600 FILE`,
  noCapture: (kinds) => `hma-doctor: there is no capture in it (${kinds}).`,
  looking: (folder, files) =>
    `hma-doctor: looking for captures in "${folder}", ${files} files so far. Ctrl-C ends it; name the folder of the captures.`,
  leftOut: (files, endings) =>
    `hma-doctor: ${files} ${files === 1 ? 'file was' : 'files were'} not looked at because of the name (${endings.join(', ')}). Name a file to have it read.`,
  password: (name) => `Password for "${name}" (it is not shown):`,
  wrongPassword: 'It does not fit.',
  filesDone: (done, all) => `${done} of ${all} files`,
  nothingFound: 'Nothing is broken.',
  demo: { headings: ['Scenario', 'Expected', 'Found'], asExpected: 'ok', notAsExpected: 'NOT AS EXPECTED' },
};
