import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import type { Machine } from './machine.js';
import { debian, rhel } from './trust/linux.js';

/**
 * The roots that the system trusts and Node does not know, PEM: what an administrator added counts for the proxy, too.
 * From Node where it reads them (22.15 and later), else on Linux from the bundle of the distribution; none elsewhere.
 */
export async function systemRoots({ platform }: Pick<Machine, 'platform'>): Promise<readonly string[]> {
  const known = new Set(tls.rootCertificates.map(withoutBreaks));
  return (await allRoots(platform)).filter((pem) => !known.has(withoutBreaks(pem)));
}

async function allRoots(platform: NodeJS.Platform): Promise<readonly string[]> {
  // The types are those of Node 20.
  const { getCACertificates } = tls as { getCACertificates?: (store: 'system') => readonly string[] };
  if (getCACertificates) return getCACertificates('system');
  if (platform !== 'linux') return [];
  for (const bundle of [debian.bundle, rhel.bundle]) {
    const text = await readFile(bundle, 'utf8').catch(() => '');
    if (text !== '') return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  }
  return [];
}

function withoutBreaks(pem: string): string {
  return pem.replace(/\s/g, '');
}
