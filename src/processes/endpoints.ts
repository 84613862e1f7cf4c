/** One end of a TCP connection, as Node's sockets name it. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A connection that a client made to us, seen from the client. */
export interface Endpoints {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

const mapped = /^::ffff:(?=\d{1,3}\.)/i;

/** An IPv4 address where an IPv6 socket shows one (RFC 4291 2.5.5.2), else the address itself without its zone. */
export function plainAddress(address: string): string {
  return address.replace(mapped, '').replace(/%.*$/, '');
}

/** Whether the client's end is on this computer: only then can its process be known. */
export function isOnThisComputer({ local, remote }: Endpoints): boolean {
  const client = plainAddress(local.address);
  return client.startsWith('127.') || client === '::1' || client === plainAddress(remote.address);
}
