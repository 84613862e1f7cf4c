/**
 * Every command, once: the parser, `--help` and the tables of the README are made from this and from the options that it
 * names. The names are a contract that scripts depend on.
 */

import { trustStoreIds } from '../../system/trust/trust-store.js';
import { proxyOptions } from './proxy-options.js';
import type { CommandRow } from './rows.js';
import { confdir } from './shared-options.js';

/** In the order of the help. */
export const commandTable: readonly CommandRow[] = [
  {
    name: 'proxy',
    operands: '[host...]',
    says: 'watch a sign-in live, between Outlook and Exchange; Ctrl-C ends with the report',
    options: proxyOptions,
    load: async () => (await import('../proxy.js')).proxy,
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
    load: async () => (await import('../replay.js')).replay,
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
    load: async () => (await import('../token.js')).token,
  },
  {
    name: 'explain',
    operands: '[words...]',
    says: 'the offline dictionary: a rule, a code, an application id, a build, a header, a claim; without one, all rules',
    options: [],
    load: async () => (await import('../explain.js')).explain,
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
    load: async () => (await import('../lab.js')).lab,
  },
  {
    name: 'demo',
    operands: '[fault...]',
    says: 'drive the lab through the proxy and show what is found: health and six faults, or those named, or all',
    listsFaults: true,
    options: [],
    load: async () => (await import('../demo.js')).demo,
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
    load: async () => (await import('../undo.js')).undo,
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
    load: async () => (await import('../cert.js')).cert,
  },
];
