/** One way to a server: straight, or through another proxy. */
export type Hop =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'proxy';
      readonly host: string;
      readonly port: number;
      /** A whole `Proxy-Authorization` value that we add; without one the client signs in through us. */
      readonly authorization?: string;
    };

/** Finds the ways to a server, best first. A rejection is a failure of the connection. */
export type FindRoute = (
  host: string,
  port: number,
  scheme: 'http' | 'https',
) => readonly Hop[] | Promise<readonly Hop[]>;

/** Straight to the server. */
export const direct: Hop = { kind: 'direct' };

/**
 * Reads what people write for a proxy: `proxy.contoso.com:8080`, `http://user:password@proxy:8080`. Undefined for what is
 * none, and for kinds of proxy that we do not speak to (https, socks). Without a port it is 80, as in a URL.
 */
export function parseProxy(text: string): Hop | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'http:' || hostname === '') return undefined;
  const place = { kind: 'proxy', host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) } as const;
  if (username === '') return place;
  const credentials = decoded(`${username}:${password}`);
  if (credentials === undefined) return undefined;
  return { ...place, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a per cent sign that stands for nothing
  }
}
