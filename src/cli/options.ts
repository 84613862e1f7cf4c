/**
 * Every command and option, once: the parser, `--help` and the tables of the README are made from this. The names are
 * a contract that scripts depend on.
 */

import { type TrustStoreId, trustStoreIds } from '../system/trust/trust-store.js';
import type { Expectation, Severity } from '../types.js';
import type { Command } from './command.js';

/** One option as commander spells it, and what it does in one line. */
export interface OptionRow {
  readonly flags: string;
  readonly says: string;
  /** What holds without the option, as people write it. */
  readonly preset?: string;
  readonly choices?: readonly string[];
  /** What an option with a choice that may be left out means without it. */
  readonly bare?: string;
  readonly repeatable?: true;
}

/** One command. `run` loads its code, so that a command pays for nothing but itself. */
export interface CommandRow {
  readonly name: string;
  readonly alias?: string;
  readonly operands?: string;
  /** The only words that the operand may be. */
  readonly operandChoices?: readonly string[];
  readonly says: string;
  /** Its help ends with the faults of the lab. */
  readonly listsFaults?: true;
  readonly options: readonly OptionRow[];
  readonly load: () => Promise<Command>;
}

/** The options which every command takes, as they are when nothing is said. */
export interface Options {
  readonly format: 'text' | 'json' | 'ndjson';
  readonly output?: string;
  readonly failOn: Severity | 'never';
  readonly expect?: Expectation;
  readonly lang?: string;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly logLevel?: string;
  // proxy, replay
  readonly write?: string;
  // proxy, replay
  readonly passwordFile?: string;
  // proxy
  readonly mode: string;
  readonly rewriteHost: boolean;
  readonly listenPort: string;
  readonly listenHost: string;
  readonly insecure: boolean;
  readonly cacert?: string;
  readonly connectTo: readonly string[];
  readonly only: readonly string[];
  readonly caDays: string;
  readonly certs: readonly string[];
  readonly systemProxy?: 'pac' | 'proxy';
  readonly allowHosts: readonly string[];
  readonly ignoreHosts: readonly string[];
  readonly tunnelOnly: boolean;
  readonly proxyAuth?: string;
  readonly proxy?: string;
  readonly pac?: string;
  // proxy, cert
  readonly confdir?: string;
  // undo
  readonly wait: boolean;
  // cert
  readonly store?: TrustStoreId;
  readonly force: boolean;
  // token
  readonly url?: string;
  readonly challenge?: string;
  readonly at?: string;
  // lab
  readonly fault?: string;
}

const presets: Options = {
  format: 'text',
  failOn: 'error',
  color: true,
  quiet: false,
  verbose: false,
  mode: 'regular',
  rewriteHost: false,
  listenPort: '8877',
  listenHost: '127.0.0.1',
  insecure: false,
  connectTo: [],
  only: [],
  caDays: '7',
  certs: [],
  force: false,
  wait: false,
  allowHosts: [],
  ignoreHosts: [],
  tunnelOnly: false,
};

/** Given options over the presets. Names were checked by the parser. */
export function resolveOptions(given: Readonly<Record<string, unknown>>): Options {
  return Object.freeze({ ...presets, ...(given as Partial<Options>) });
}

/** What the tool is for, in one line. */
export const purpose = 'Names the link of Hybrid Modern Authentication that broke, with proof and the fix.';
export const versionSays = 'output the version number';
export const helpSays = 'display help for command';
export const exitCodesSay = 'Exit codes, the first that applies:';

export const sharedOptions: readonly OptionRow[] = [
  {
    flags: '--format <format>',
    says: 'form of the report',
    preset: presets.format,
    choices: ['text', 'json', 'ndjson'],
  },
  { flags: '-o, --output <file>', says: 'where the report goes; - is standard output', preset: '-' },
  {
    flags: '--fail-on <severity>',
    says: 'exit with 1 for findings of this severity or above',
    preset: presets.failOn,
    choices: ['error', 'warning', 'info', 'never'],
  },
  {
    flags: '--expect <intention>',
    says: 'what the organisation means to use; decides what counts as an error',
    preset: 'unknown',
    choices: ['hma', 'adfs', 'none'],
  },
  {
    flags: '--lang <language>',
    says: 'language of the sentences',
    preset: 'from LC_ALL, LC_MESSAGES, LANG',
    choices: ['en', 'ja'],
  },
  { flags: '--no-color', says: 'no colours (NO_COLOR and TERM=dumb do the same, FORCE_COLOR the opposite)' },
  { flags: '-q, --quiet', says: 'only errors on standard error' },
  { flags: '-v, --verbose', says: 'more detail in the report, and the log of the tool on standard error' },
  {
    flags: '--log-level <level>',
    says: 'how much of its own life the tool logs on standard error',
    preset: 'silent, debug with -v',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
  },
];

const confdir: OptionRow = {
  flags: '--confdir <folder>',
  says: 'where the certificate authority is kept',
  preset: 'the data folder of the user',
};

export const commandTable: readonly CommandRow[] = [
  {
    name: 'proxy',
    operands: '[host...]',
    says: 'watch a sign-in live, between Outlook and Exchange; Ctrl-C ends with the report',
    options: [
      {
        flags: '-m, --mode <mode>',
        says: 'regular: the proxy of programs; reverse:https://HOST[:PORT][@LISTENPORT]: in place of this server, for phones and load balancers; http:// where TLS has ended before',
        preset: presets.mode,
      },
      {
        flags: '--rewrite-host',
        says: 'with -m reverse: clients come by another name, given as a host, and the server is told its own; not byte for byte',
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
    ],
    load: async () => (await import('./proxy.js')).proxy,
  },
  {
    name: 'replay',
    alias: 'analyze',
    operands: '[file...]',
    says: 'judge saved captures (HAR, SAZ, mitmproxy, NetLog, Charles, logs, text): files, folders, patterns, ZIPs; - is standard input',
    options: [
      { flags: '-w, --write <file>', says: 'keep what was read, without secrets, in this file: .har or .saz' },
      {
        flags: '--password-file <file>',
        says: 'the password of encrypted archives stands in this file; of several, one a line, each is tried',
        preset: 'HMA_DOCTOR_SAZ_PASSWORD, else it is asked for',
      },
    ],
    load: async () => (await import('./replay.js')).replay,
  },
  {
    name: 'token',
    operands: '[token]',
    says: 'decode and judge a token: asked for, from standard input (-), or given',
    options: [
      { flags: '--url <url>', says: 'the URL that the token is meant for' },
      { flags: '--challenge <text>', says: 'what the server answered: WWW-Authenticate, x-ms-diagnostics' },
      { flags: '--at <time>', says: 'the time to judge it at, such as 2025-03-01T09:30:00Z', preset: 'now' },
    ],
    load: async () => (await import('./token.js')).token,
  },
  {
    name: 'explain',
    operands: '[words...]',
    says: 'the offline dictionary: a rule, a code, an application id, a build, a header, a claim; without one, all rules',
    options: [],
    load: async () => (await import('./explain.js')).explain,
  },
  {
    name: 'lab',
    says: 'run a simulated Exchange and Entra ID on this computer, until Ctrl-C',
    listsFaults: true,
    options: [
      {
        flags: '--fault <name>',
        says: 'what is broken in it; the help of the command lists all names',
        preset: 'nothing',
      },
    ],
    load: async () => (await import('./lab.js')).lab,
  },
  {
    name: 'demo',
    operands: '[fault...]',
    says: 'drive the lab through the proxy and show what is found: health and six faults, or those named, or all',
    listsFaults: true,
    options: [],
    load: async () => (await import('./demo.js')).demo,
  },
  {
    name: 'undo',
    says: 'put back the system settings that a run with --system-proxy left behind',
    options: [
      confdir,
      {
        flags: '--wait',
        says: 'wait until standard input ends, then put back what no run needs any more; each run starts this beside itself',
      },
    ],
    load: async () => (await import('./undo.js')).undo,
  },
  {
    name: 'cert',
    operands: '<action>',
    operandChoices: ['install', 'remove', 'status', 'export'],
    says: 'the local certificate authority: trust it, remove it, say what it is and who trusts it, print its certificate',
    options: [
      confdir,
      {
        flags: '--store <store>',
        says: 'trust store to change',
        preset: 'the one of the user, on Linux of the system',
        choices: trustStoreIds,
      },
      { flags: '--force', says: 'change the trust store without asking' },
    ],
    load: async () => (await import('./cert.js')).cert,
  },
];

/** The exit codes, a contract; the first that applies. */
export const exitCodeTable: readonly (readonly [code: number, says: string])[] = [
  [2, 'the command line is wrong'],
  [4, 'something failed while running: a port is taken, a file cannot be written'],
  [3, 'an input could not be read at all'],
  [1, 'findings at or above --fail-on'],
  [0, 'nothing at or above --fail-on'],
  [130, 'interrupted a second time'],
];
