import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../certificates/data-folder.js';
import { exitCodes, HmaError } from '../errors.js';
import { jsonLine, jsonText, printable } from '../report/printable.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { writeOutput } from './output.js';

/** Prints the kept authority's certificate (`export`, PEM), or what it is (`status`). Makes none, and never its key. */
export async function cert([action]: readonly string[], options: Options, io: Io): Promise<number> {
  const file = join(options.confdir ?? dataFolder(io.env, io.platform), 'hma-doctor-ca.pem');
  const pem = await readCertificate(file);
  const text = action === 'export' ? pem : describe(pem, file, options, io);
  await writeOutput(text, options, io);
  return exitCodes.ok;
}

async function readCertificate(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    return new X509Certificate(text).toString();
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const what = isMissing ? 'There is no certificate authority yet' : 'The certificate authority cannot be read';
    throw new HmaError(
      'ERR_CERTIFICATES',
      `${what} (${file}). "hma-doctor proxy mail.contoso.com" makes one for the hosts that it is given.`,
      { cause },
    );
  }
}

function describe(pem: string, file: string, options: Options, io: Io): string {
  const certificate = new X509Certificate(pem);
  const facts = {
    file,
    subject: certificate.subject,
    fingerprint: certificate.fingerprint256,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    expired: new Date(certificate.validTo).getTime() < io.clock(),
  };
  if (options.format !== 'text') return `${options.format === 'json' ? jsonText(facts) : jsonLine(facts)}\n`;
  const lines = [
    ['File', facts.file],
    ['Subject', facts.subject],
    ['SHA-256', facts.fingerprint],
    ['Valid from', facts.validFrom],
    ['Valid until', facts.validTo + (facts.expired ? ' (expired)' : '')],
  ] as const;
  return lines.map(([name, value]) => `${name.padEnd(12)} ${printable(value)}\n`).join('');
}
