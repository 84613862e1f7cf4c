import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { type Authority, createAuthority } from '../certificates/authority.js';
import { exchangeHosts, internalHost } from './contoso.js';
import type { Route } from './faults.js';
import { closed, listenOnLoopback } from './fronts.js';
import { createOffloader, createRenamer } from './hops.js';

/** Every server of the lab. Those without a port of their own are handed their connections by the fronts. */
export interface Servers {
  readonly entra: HttpsServer;
  /** Who answers for a name of Exchange; undefined: nobody. Only mail's connections pass through a device. */
  exchange(route: Route, isMail: boolean): HttpsServer | undefined;
  close(): Promise<void>;
}

// Longer than any pause of a client, so that no connection ends between two requests of a handshake.
const keepAliveTimeout = 300_000;

/** Sets up the servers; Exchange listens on two loopback ports for the devices in front of it. */
export async function startServers(options: {
  readonly authority: Authority;
  readonly exchange: RequestListener;
  readonly entra: RequestListener;
}): Promise<Servers> {
  const { authority, exchange } = options;
  const known = async () => authority;
  const plainExchange = createHttpServer({ keepAliveTimeout }, exchange);
  const secureExchange = createSecureServer(exchange, known);
  const plainPort = await listenOnLoopback(plainExchange, 0);
  const securePort = await listenOnLoopback(secureExchange, 0);
  const offloader = createSecureServer(createOffloader(plainPort), known);
  const renamer = createSecureServer(createRenamer(securePort, internalHost, authority.certificate), known);
  const stranger = createSecureServer(exchange, strangeAuthority());
  const devices = { direct: secureExchange, 'http-to-exchange': offloader, renamed: renamer } as const;
  return {
    entra: createSecureServer(options.entra, known),
    exchange(route, isMail) {
      if (route === 'closed') return undefined;
      if (route === 'unknown-ca') return stranger;
      return isMail ? devices[route] : secureExchange;
    },
    close: async () => await closeAll([plainExchange, secureExchange]),
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
