import type { Command } from '../command.js';
import type { Machine } from '../machine.js';
import { holdsCertificate, shortName } from './identity.js';
import type { RootIdentity, TrustStore } from './trust-store.js';

/** Where a distribution keeps the authorities that its administrator adds, and what makes the bundle of them. */
interface Layout {
  readonly id: 'debian' | 'rhel';
  /** Anchors, PEM, a file each. */
  readonly folder: string;
  readonly suffix: string;
  readonly update: Command;
  /** The same after one was removed: Debian leaves dead links behind without being told. */
  readonly renew: Command;
  /** What programs read. */
  readonly bundle: string;
}

/** @see update-ca-certificates(8) */
export const debian: Layout = {
  id: 'debian',
  folder: '/usr/local/share/ca-certificates',
  suffix: '.crt',
  update: ['/usr/sbin/update-ca-certificates'],
  renew: ['/usr/sbin/update-ca-certificates', '--fresh'],
  bundle: '/etc/ssl/certs/ca-certificates.crt',
};

/** @see update-ca-trust(8) */
export const rhel: Layout = {
  id: 'rhel',
  folder: '/etc/pki/ca-trust/source/anchors',
  suffix: '.pem',
  update: ['/usr/bin/update-ca-trust', 'extract'],
  renew: ['/usr/bin/update-ca-trust', 'extract'],
  bundle: '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
};

/** The store of the system, for OpenSSL and GnuTLS; Firefox and Chromium have one of their own (NSS). */
export function linuxStore({ isRoot }: Machine, { id, folder, suffix, update, renew, bundle }: Layout): TrustStore {
  const asRoot = (command: Command): Command => (isRoot ? command : ['/usr/bin/sudo', ...command]);
  const anchor = (root: RootIdentity) => `${folder}/${shortName(root)}${suffix}`;
  return {
    id,
    install: (root, file) => [asRoot(['/usr/bin/install', '-m', '0644', file, anchor(root)]), asRoot(update)],
    remove: (root) => [asRoot(['/bin/rm', '-f', anchor(root)]), asRoot(renew)],
    query: () => ['/bin/cat', bundle],
    read: ({ stdout, code }, root) => (code === 0 ? holdsCertificate(stdout, root) : undefined),
  };
}
