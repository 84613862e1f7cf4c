import type { Command } from '../command.js';
import { homeFile, type Machine } from '../machine.js';
import { holdsCertificate, shortName } from './identity.js';
import type { TrustStore } from './trust-store.js';

const certutil = '/usr/bin/certutil';

/**
 * The user's NSS database, which Chromium and Evolution read on Linux. Firefox and Thunderbird have one in each profile.
 *
 * @see certutil(1) of libnss3-tools, which has nothing to do with the certutil of Windows
 */
export function nssStore(machine: Machine): TrustStore {
  const folder = homeFile(machine, '.pki/nssdb');
  const database = ['-d', `sql:${folder}`];
  const create: readonly Command[] = [
    ['/bin/mkdir', '-p', '-m', '0700', folder],
    [certutil, '-N', '--empty-password', ...database],
  ];
  return {
    id: 'nss',
    install: (root, file) => [
      ...(machine.exists(`${folder}/cert9.db`) ? [] : create),
      [certutil, '-A', '-n', shortName(root), '-t', 'C,,', '-i', file, ...database], // C: for TLS servers
    ],
    remove: (root) => [[certutil, '-D', '-n', shortName(root), ...database]],
    query: (root) => [certutil, '-L', '-a', '-n', shortName(root), ...database],
    // 255 is what it says of a name, or a database, that is not there.
    read: ({ stdout, code }, root) => (code === undefined ? undefined : holdsCertificate(stdout, root)),
  };
}
