import type { Machine } from '../machine.js';
import { debian, linuxStore, rhel } from './linux.js';
import { macosStore } from './macos.js';
import { nssStore } from './nss.js';
import type { TrustStore, TrustStoreId } from './trust-store.js';
import { windowsStore } from './windows.js';

const makers = {
  'windows-user': (machine) => windowsStore(machine, 'user'),
  'windows-machine': (machine) => windowsStore(machine, 'machine'),
  'macos-login': macosStore,
  debian: (machine) => linuxStore(machine, debian),
  rhel: (machine) => linuxStore(machine, rhel),
  nss: nssStore,
} as const satisfies Record<TrustStoreId, (machine: Machine) => TrustStore>;

/** A trust store of this machine. */
export function trustStore(id: TrustStoreId, machine: Machine): TrustStore {
  return makers[id](machine);
}

/** The stores that a machine can have, the one that its programs read first. */
export function storesOf({ platform, exists }: Machine): readonly TrustStoreId[] {
  if (platform === 'win32') return ['windows-user', 'windows-machine'];
  if (platform === 'darwin') return ['macos-login'];
  const system = exists(rhel.folder) ? 'rhel' : 'debian';
  return exists('/usr/bin/certutil') ? [system, 'nss'] : [system];
}
