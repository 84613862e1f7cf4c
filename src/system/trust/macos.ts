import { homeFile, type Machine } from '../machine.js';
import type { TrustStore } from './trust-store.js';

const security = '/usr/bin/security';

/**
 * The user's login keychain, trusted for TLS servers only. macOS asks for the user's password in a window of its own.
 *
 * @see security(1)
 */
export function macosStore(machine: Machine): TrustStore {
  const keychain = homeFile(machine, 'Library/Keychains/login.keychain-db');
  return {
    id: 'macos-login',
    install: (_root, file) => [[security, 'add-trusted-cert', '-r', 'trustRoot', '-p', 'ssl', '-k', keychain, file]],
    // -t takes the trust settings with it.
    remove: ({ sha1 }) => [[security, 'delete-certificate', '-Z', sha1, '-t', keychain]],
    query: () => [security, 'find-certificate', '-a', '-Z', '-c', 'hma-doctor local CA', keychain],
    // 44 is errSecItemNotFound as an exit code.
    read: ({ stdout, code }, { sha1 }) => {
      if (code === 0) return stdout.toUpperCase().includes(`SHA-1 HASH: ${sha1}`);
      return code === 44 ? false : undefined;
    },
  };
}
