import { createAuthority } from '../certificates/authority.js';
import { createProxy } from '../proxy/proxy.js';
import type { RawTransaction } from '../types.js';
import { signIn } from './client.js';
import { elsewhereHosts } from './elsewhere.js';
import type { Fault } from './faults.js';
import { startLab } from './lab.js';

/**
 * One sign-in of the lab's client, through a proxy of its own, to a lab of its own; everything is closed when it
 * ends. The certificate authority is kept nowhere.
 *
 * @param onTransaction - As the proxy tells: the same id again amends.
 */
export async function watchScenario(fault: Fault, onTransaction: (raw: RawTransaction) => void): Promise<void> {
  const lab = await startLab({ fault });
  const others: readonly string[] = elsewhereHosts;
  try {
    const authority = await createAuthority({ hosts: lab.hosts });
    const isOurs = (host: string) => lab.hosts.includes(host);
    const proxy = await createProxy({
      decrypts: isOurs,
      // What is not the organisation's is read, as with a proxy for everything, and nobody asked about it.
      watched: (host) => isOurs(host) && !others.includes(host),
      certificates: authority,
      upstream: { ca: [lab.ca], connectTo: lab.connectTo },
      onTransaction,
    });
    try {
      await signIn(lab, { proxy: { host: proxy.host, port: proxy.port }, ca: authority.certificate });
    } finally {
      await proxy.close();
    }
  } finally {
    await lab.close();
  }
}
