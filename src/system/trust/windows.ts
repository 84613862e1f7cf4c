import { type Machine, systemProgram } from '../machine.js';
import type { TrustStore } from './trust-store.js';

/**
 * The root store of the user (or, for programs that run as the system and for packaged apps on some machines, of the
 * computer), by certutil. A certificate is named by its SHA-1 hash: certutil knows no other. Windows asks the user in a
 * window of its own before it changes the user's roots.
 *
 * @see https://learn.microsoft.com/windows-server/administration/windows-commands/certutil
 */
export function windowsStore(machine: Machine, whose: 'user' | 'machine'): TrustStore {
  const certutil = systemProgram(machine, 'certutil.exe');
  const of = whose === 'user' ? ['-user'] : [];
  return {
    id: `windows-${whose}`,
    install: (_root, file) => [[certutil, ...of, '-addstore', 'Root', file]],
    remove: ({ sha1 }) => [[certutil, ...of, '-delstore', 'Root', sha1]],
    query: ({ sha1 }) => [certutil, ...of, '-store', 'Root', sha1],
    // The words around it are in the language of Windows; older versions part the octets of the hash.
    read: ({ stdout, code }, { sha1 }) => {
      if (
        stdout
          .replace(/(?<=[0-9a-f]{2}) (?=[0-9a-f]{2}\b)/gi, '')
          .toUpperCase()
          .includes(sha1)
      )
        return code === 0;
      return code === undefined ? undefined : false;
    },
  };
}
