/** One way to a server: straight, or through another proxy. */
export type Hop = { readonly kind: 'direct' } | ProxyHop | SocksHop;

/** A proxy that speaks HTTP. */
export interface ProxyHop {
  readonly kind: 'proxy';
  readonly host: string;
  readonly port: number;
  /** It is spoken to in TLS. */
  readonly secure?: true;
  /** A whole `Proxy-Authorization` value that we add; without one the client signs in through us. */
  readonly authorization?: string;
}

/** A proxy that speaks SOCKS. It resolves the names of servers. */
export interface SocksHop {
  readonly kind: 'socks';
  readonly version: 4 | 5;
  readonly host: string;
  readonly port: number;
  /** Who we are to it; without one it is told nothing. */
  readonly user?: { readonly name: string; readonly password: string };
}

/** Finds the ways to a server, best first. A rejection is a failure of the connection. */
export type FindRoute = (
  host: string,
  port: number,
  scheme: 'http' | 'https',
) => readonly Hop[] | Promise<readonly Hop[]>;

/** Straight to the server. */
export const direct: Hop = { kind: 'direct' };

const defaultPorts: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'socks4:': 1080,
  'socks4a:': 1080,
  'socks5:': 1080,
  'socks5h:': 1080,
};

/**
 * Reads what people write for a proxy: `proxy.contoso.com:8080`, `http://user:password@proxy:8080`, `https://proxy`,
 * `socks5://proxy:1080`. Undefined for what is none. Without a port it is the usual one of its kind; for http 80, as in a URL.
 */
export function parseProxy(text: string): Hop | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(url);
  const usualPort = defaultPorts[protocol];
  if (usualPort === undefined || !/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(hostname)) return undefined;
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || usualPort) };
  const user = username === '' ? undefined : userOf(username, password);
  if (user === null) return undefined;
  if (protocol.startsWith('socks')) {
    return { kind: 'socks', version: protocol.startsWith('socks5') ? 5 : 4, ...place, ...(user && { user }) };
  }
  return {
    kind: 'proxy',
    ...place,
    ...(protocol === 'https:' && { secure: true }),
    ...(user && { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` }),
  };
}

function userOf(name: string, password: string): { name: string; password: string } | null {
  try {
    return { name: decodeURIComponent(name), password: decodeURIComponent(password) };
  } catch {
    return null; // a per cent sign that stands for nothing
  }
}
