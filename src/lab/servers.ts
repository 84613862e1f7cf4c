import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { type Authority, createAuthority } from '../certificates/authority.js';
import { exchangeHosts, internalHost } from './contoso.js';
import { closed, listenOnLoopback } from './fronts.js';
import { createBalancer, createOffloader, createRenamer, createShortener, createStripper } from './hops.js';
import { unavailable } from './http-sys.js';
import type { Route } from './settings.js';

/** Every server of the lab. Those without a port of their own are handed their connections by the fronts. */
export interface Servers {
  readonly entra: HttpsServer;
  readonly federation: HttpsServer;
  readonly elsewhere: HttpsServer;
  /** Exchange by its own name, past every device. */
  readonly inside: HttpsServer;
  /** Who answers for Exchange's public name: the device of the route; undefined: nobody. */
  exchange(route: Route): HttpsServer | undefined;
  /** Who answers for Autodiscover, which no device stands in front of. */
  autodiscover(route: Route): HttpsServer | undefined;
  close(): Promise<void>;
}

// Longer than any pause of a client, so that no connection ends between two requests of a handshake.
const keepAliveTimeout = 300_000;

/** Sets up the servers; Exchange listens on loopback ports for the devices in front of it. */
export async function startServers(options: {
  readonly authority: Authority;
  readonly exchange: RequestListener;
  /** The second server of the pool. */
  readonly pooled: RequestListener;
  readonly entra: RequestListener;
  readonly federation: RequestListener;
  readonly elsewhere: RequestListener;
}): Promise<Servers> {
  const { authority, exchange } = options;
  const known = async () => authority;
  const plainExchange = createHttpServer({ keepAliveTimeout }, exchange);
  const secureExchange = createSecureServer(exchange, known);
  const plainPort = await listenOnLoopback(plainExchange, 0);
  const pooledExchange = createSecureServer(options.pooled, known);
  const securePort = await listenOnLoopback(secureExchange, 0);
  const pool = [securePort, await listenOnLoopback(pooledExchange, 0), securePort];
  const behind = { port: securePort, ca: authority.certificate };
  const stranger = createSecureServer(exchange, strangeAuthority());
  const devices: Readonly<Record<Route, HttpsServer | undefined>> = {
    direct: secureExchange,
    'http-to-exchange': createSecureServer(createOffloader(plainPort), known),
    renamed: createSecureServer(createRenamer(behind, internalHost), known),
    'without-credentials': createSecureServer(createStripper(behind), known),
    'short-headers': createSecureServer(createShortener(behind), known),
    pool: createSecureServer(createBalancer(pool.map((port) => ({ ...behind, port }))), known),
    'http-sys': createSecureServer(unavailable, known),
    'unknown-ca': stranger,
    closed: undefined,
  };
  return {
    entra: createSecureServer(options.entra, known),
    federation: createSecureServer(options.federation, known),
    elsewhere: createSecureServer(options.elsewhere, known),
    inside: secureExchange,
    exchange: (route) => devices[route],
    autodiscover: (route) => (route === 'unknown-ca' || route === 'closed' ? devices[route] : secureExchange),
    close: async () => await closeAll([plainExchange, secureExchange, pooledExchange]),
  };
}

function createSecureServer(listener: RequestListener, authority: () => Promise<Authority>): HttpsServer {
  const server = createHttpsServer(
    {
      keepAliveTimeout,
      SNICallback: (name, done) => {
        authority()
          .then((issuer) => issuer.secureContextFor(name))
          .then((context) => done(null, context), done);
      },
    },
    listener,
  );
  server.on('tlsClientError', () => {}); // a client that trusts us not is one of the lab's faults
  return server;
}

// A company's own CA, which nobody outside of it trusts. Made when it is first needed.
function strangeAuthority(): () => Promise<Authority> {
  let made: Promise<Authority> | undefined;
  return () => {
    made ??= createAuthority({ hosts: exchangeHosts, commonName: 'Contoso Enterprise CA' });
    return made;
  };
}

async function closeAll(servers: readonly (HttpServer | HttpsServer)[]): Promise<void> {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map(closed));
}
