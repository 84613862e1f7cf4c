import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dataFolder } from '../certificates/data-folder.js';
import { certificateFileIn } from '../certificates/store.js';
import { exitCodes, HmaError, sentence } from '../errors.js';
import { jsonLine, jsonText, printable } from '../report/printable.js';
import { identityOf } from '../system/trust/identity.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { writeOutput } from './output.js';
import { installRoot, type KeptRoot, removeRoots, whereTrusted } from './trust.js';

/**
 * The kept authority: prints its certificate (`export`, PEM) or what it is (`status`), puts it into a trust store
 * (`install`), or takes it out and removes it (`remove`). Makes none, and never prints its key.
 */
export async function cert([action]: readonly string[], options: Options, io: Io): Promise<number> {
  const folder = options.confdir ?? dataFolder(io.env, io.platform);
  const pem = await readCertificate(certificateFileIn(folder));
  if (action === 'remove')
    return await removeRoots(folder, pem === undefined ? undefined : kept(folder, pem), options, io);
  if (pem === undefined) throw noAuthority(folder);
  if (action === 'install') return await installRoot(kept(folder, pem), options, io);
  await writeOutput(action === 'export' ? pem : await describe(kept(folder, pem), pem, options, io), options, io);
  return exitCodes.ok;
}

function kept(folder: string, pem: string): KeptRoot {
  return { folder, file: certificateFileIn(folder), ...identityOf(pem) };
}

async function readCertificate(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return new X509Certificate(text).toString();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new HmaError('ERR_CERTIFICATES', sentence`The certificate authority cannot be read (${file}). ${makeOne}`, {
      cause,
    });
  }
}

const makeOne = sentence`"hma-doctor proxy mail.contoso.com" makes one for the hosts that it is given.`;

function noAuthority(folder: string): HmaError {
  const file = certificateFileIn(folder);
  return new HmaError('ERR_CERTIFICATES', sentence`There is no certificate authority yet (${file}). ${makeOne}`);
}

async function describe(root: KeptRoot, pem: string, options: Options, io: Io): Promise<string> {
  const certificate = new X509Certificate(pem);
  const facts = {
    file: root.file,
    subject: certificate.subject,
    fingerprint: certificate.fingerprint256,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    expired: new Date(certificate.validTo).getTime() < io.clock(),
  };
  const trusted = await whereTrusted(root, io);
  if (options.format !== 'text') {
    const stores = Object.fromEntries(trusted.map(({ store, trusted: is }) => [store, is ?? null]));
    const all = { ...facts, trusted: stores };
    return `${options.format === 'json' ? jsonText(all) : jsonLine(all)}\n`;
  }
  const lines = [
    ['File', facts.file],
    ['Subject', facts.subject],
    ['SHA-256', facts.fingerprint],
    ['Valid from', facts.validFrom],
    ['Valid until', facts.validTo + (facts.expired ? ' (expired)' : '')],
    ...trusted.map(({ store, trusted: is }) => [
      'Trusted by',
      `${store}: ${is === undefined ? 'unknown' : is ? 'yes' : 'no'}`,
    ]),
  ] as const;
  return lines.map(([name = '', value = '']) => `${name.padEnd(12)} ${printable(value)}\n`).join('');
}
