import { presets } from '../options.js';
import type { OptionRow } from './rows.js';
import { confdir } from './shared-options.js';

/** The options of `proxy`. */
export const proxyOptions: readonly OptionRow[] = [
  {
    flags: '-m, --mode <mode>',
    says: 'regular: the proxy of programs; reverse:https://HOST[:PORT][@LISTENPORT]: in place of this server, for phones and load balancers; http:// where TLS has ended before',
    preset: presets.mode,
  },
  {
    flags: '--rewrite-host',
    says: 'with -m reverse: clients come by another name, given as a host, and the server is told its own; not byte for byte',
  },
  {
    flags: '--x-forwarded',
    says: 'with --rewrite-host: tell the server whose requests they are, by X-Forwarded-For, -Host, -Port and -Proto',
  },
  { flags: '-p, --listen-port <port>', says: 'port to listen at; 0 is any free one', preset: presets.listenPort },
  {
    flags: '--listen-host <address>',
    says: 'address to listen at; any but a loopback one lets other computers in',
    preset: presets.listenHost,
  },
  {
    flags: '--proxy-auth <name:password>',
    says: 'let in only clients that sign in so; HMA_DOCTOR_PROXY_AUTH does the same, unseen in the process list',
  },
  {
    flags: '--allow-hosts <host>',
    says: 'decrypt this host, too, also where it would be passed on unread: AD FS, device and certificate sign-in',
    repeatable: true,
  },
  {
    flags: '--ignore-hosts <host>',
    says: 'pass this host on unread; *.contoso.com is everything below a domain',
    repeatable: true,
  },
  {
    flags: '--tunnel-only',
    says: 'decrypt nothing: a control run that shows whether decryption is what breaks it',
  },
  {
    flags: '-x, --proxy <url>',
    says: 'reach servers through this proxy (http://, https://, socks5://, socks4://); direct for none',
    preset: 'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY',
  },
  { flags: '--pac <file or url>', says: 'reach servers as this PAC file says' },
  { flags: '-w, --write <file.har>', says: 'keep the run, without secrets, in this file' },
  { flags: '-k, --insecure', says: 'go on when the certificate of a server cannot be verified' },
  { flags: '--cacert <file>', says: 'trust these certificate authorities (PEM) for servers, too' },
  {
    flags: '--connect-to <host1:port1:host2:port2>',
    says: 'connect to host2:port2 where host1:port1 is asked for, as curl does',
    repeatable: true,
  },
  {
    flags: '--only <program>',
    says: 'watch this program alone; outlook means all that take part in its sign-in',
    repeatable: true,
  },
  confdir,
  { flags: '--ca-days <days>', says: 'how long a new certificate authority is valid', preset: presets.caDays },
  {
    flags: '--system-proxy [mode]',
    says: "set the user's proxy for this run, and put it back afterwards: pac sends the decrypted hosts here, proxy everything",
    preset: 'it is left alone; without a mode pac',
    choices: ['pac', 'proxy'],
    bare: 'pac',
  },
  {
    flags: '--certs <host=file>',
    says: 'show the own certificate of this server, with its key (PFX or PEM), in place of ours; keeps Extended Protection whole',
    repeatable: true,
  },
  {
    flags: '--password-file <file>',
    says: 'the password of --certs stands in this file; of several, one a line, each is tried',
    preset: 'it is asked for',
  },
];
