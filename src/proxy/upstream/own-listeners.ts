import { isIPv4, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

/** An address and port where this process listens; 0.0.0.0 and :: stand for every address of the computer. */
export interface Listener {
  readonly address: string;
  readonly port: number;
}

/**
 * Whether a connected socket leads to one of our own listeners, which would be a loop. Compared after connecting, because
 * names for one address are endless (127.1, 0, 0x7f.1, 2130706433, a DNS name).
 */
export function leadsToUs({ remoteAddress, remotePort }: Socket, own: readonly Listener[]): boolean {
  if (remoteAddress === undefined) return false;
  const remote = plain(remoteAddress);
  return own.some(({ address, port }) => {
    return port === remotePort && (remote === plain(address) || (isEveryAddress(address) && isLocal(remote)));
  });
}

function isEveryAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function isLocal(address: string): boolean {
  if (address.startsWith('127.') || address === '::1') return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((each) => plain(each.address) === address));
}

// An IPv4 address in IPv6 is the same place; a zone (%eth0) says where we are, not who it is.
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(.+)$/.exec(bare)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : bare;
}
