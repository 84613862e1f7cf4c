import { given, type StepSentences } from './phrase.js';

/** What each step says, in English. */
export const steps = {
  'add-oauth':
    'Add OAuth and keep what is there. The command notes the present setting in $before for the undo; users of this virtual directory then sign in with tokens.',
  'add-spn':
    'In the same window, add the URL. The update replaces the whole list, so it refuses to run on a short list or without the kept copy.',
  'ask-for-this-host': (v) =>
    `In the program that signs in, ask for a token for ${given(v.host, (host) => `https://${host}/`) || 'the Exchange host'} in place of the other resource.`,
  'ask-with-user':
    'Ask again with a user: only an answer to a request with X-User-Identity tells whether a user is offered OAuth.',
  'capture-again': 'Capture a new sign-in and read it again.',
  'capture-more':
    'Start the capture before Outlook, switch HTTPS decryption on, include all processes (the sign-in runs in another one than Outlook), and save every request.',
  'change-account':
    'If the tenant in the error is not yours, sign that account out of Outlook and Windows and sign in with the right one.',
  'choose-mailbox-account':
    'Sign in with the account that owns the mailbox: in Outlook, File > Office Account, sign the other one out, then start Outlook again.',
  'clear-enable-adal': 'If EnableADAL is 0 there, remove it.',
  'connect-graph': 'Connect to Microsoft Graph.',
  'correct-scp': 'Give the service connection point of that server the public name in place of <host>.',
  'correct-urls': 'Correct the virtual directory URLs that name the internal host in the same way.',
  'default-auth-server':
    'Make the Entra ID AuthServer the default. This sends every modern client of the organization to Entra ID at once.',
  'export-root':
    'Find the root of your company CA in the Windows store, export it as Base-64 (PEM) with certmgr.msc, and compare its thumbprint with your PKI.',
  intention:
    'Whether Hybrid Modern Authentication is meant to be on is not to be seen on the wire. Say --expect hma to get the commands for that case; if it is not meant, nothing needs to change.',
  'keep-host-name':
    'Let the device in front pass the host name unchanged, with one public name from the client to Exchange.',
  'keep-spns': 'Read the present list and keep a copy in a file.',
  'leave-undecrypted': 'If the client pins its certificate, leave this host undecrypted and watch the others.',
  'mac-allow': 'If it is 1, allow modern authentication again and restart Outlook.',
  'mac-read': 'On the Mac, read the preference.',
  'nothing-needed': 'Nothing is broken, and nothing needs to be done if this is what you want.',
  'open-path': 'Open the way to this host and port in firewall and proxy.',
  're-encrypt':
    'On the load balancer, switch SSL offloading off: let it pass TLS through, or encrypt again to Exchange (bridging) with the same certificate.',
  'read-error': 'Look the quoted error up by its code; its text may name the application, the policy or the resource.',
  'read-server-logs':
    'Look for the request in the HttpProxy and IIS logs of the server, by the time and the request id quoted above.',
  'remove-duplicate': 'Remove the address from the object that should not have it.',
  'renew-certificate': 'Renew the certificate and assign it on every server and on the device in front.',
  'replace-client': 'Replace it by a supported version of Outlook; no setting helps.',
  'resolve-name': 'Resolve the name on this computer.',
  'restart-outlook': 'Close Outlook completely, start it again, and watch the sign-in once more.',
  'right-name-certificate': 'Use a certificate with this name, or correct the URL that leads clients to it.',
  'see-adfs-log': 'On the AD FS server, find this sign-in in the log, by its time.',
  'see-auth-servers': 'See which AuthServers there are and which one is the default.',
  'see-certificates': 'See which certificates Exchange has, and their names and dates.',
  'see-clock': 'Check the clock of the client.',
  'see-connection-status':
    'Restart Outlook, hold Ctrl and right-click its tray icon, and open Connection Status: the column Authn shows Bearer*.',
  'see-duplicates': 'Find every object with this name or address.',
  'see-entra-user': 'See the account in Entra ID, with its on-premises SID.',
  'see-hybrid': 'See where the hybrid configuration sends the calls.',
  'see-identity-2013': 'See the present values for Outlook 2013.',
  'see-identity-2016': 'See whether EnableADAL is set for this user (0 switches modern authentication off).',
  'see-join': 'See which account Windows is signed in with.',
  'see-oauth': 'See whether OAuth for clients is switched on in the organization.',
  'see-offload': 'See whether Exchange itself is set for SSL offloading.',
  'see-recipient':
    'On the receiving side, see whether a mail user or remote mailbox has this address; directory synchronization should have made one.',
  'see-sign-in': 'Find this sign-in in the log.',
  'see-spn': 'See that the URL is listed now.',
  'see-tenant': 'See which tenant is yours.',
  'see-urls': 'See which URLs clients are sent to.',
  'see-user':
    'On-premises, see the account that Exchange should find, and compare the SIDs. Mind other forests, linked mailboxes and replication.',
  'see-user-policy': 'See whether an authentication policy blocks this user.',
  'see-valid-from': 'See from when on sign-ins count: a sign-in after this time must have succeeded.',
  'see-virtual-directory': 'See which methods the virtual directory allows.',
  'see-web-application-proxy':
    'Where Web Application Proxy is in front, see that backend and external URL have the same host.',
  'set-enable-adal': 'Where Outlook 2013 is to use modern authentication, let it, for this user.',
  'set-identity-version': 'It needs this value too. Then restart Outlook.',
  'sign-in-again': (v) =>
    `Restart Outlook and let ${v.user ?? 'the user'} sign in again, with the present password and MFA.`,
  'switch-on':
    'If it is off, switch it on. This sends every modern client of every user to Entra ID at once; users who are not in Entra ID then cannot sign in.',
  'test-oauth': 'In Exchange Online PowerShell, test the connection.',
  'test-port': 'Test the connection from this computer.',
  'trust-our-ca': 'Let the client trust the CA of this tool for the time of the capture, and remove it afterwards.',
  'trust-root': 'Name the exported file to this tool (or with --cacert), then start it again from the same window.',
} as const satisfies StepSentences;
