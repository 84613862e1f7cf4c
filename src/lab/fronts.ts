import type { Server as HttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { HmaError, sentence } from '../errors.js';

/** A port on the loopback whose connections are handed to one server or another. */
export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens a port on 127.0.0.1.
 *
 * @param choose - Asked for each connection; undefined: the connection is reset.
 * @param port - 0: any free one.
 */
export async function openFront(choose: () => HttpsServer | undefined, port: number): Promise<Front> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // resets belong to the game
    socket.on('close', () => sockets.delete(socket));
    const chosen = choose();
    if (chosen) chosen.emit('connection', socket);
    else socket.resetAndDestroy();
  });
  const taken = await listenOnLoopback(server, port);
  return {
    port: taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  };
}

/** Listens on 127.0.0.1 and gives the port. Rejects with ERR_LAB. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = sentence`Cannot start the lab on 127.0.0.1:${port} (${String(cause.code)}). Is another program using the port?`;
      reject(new HmaError('ERR_LAB', reason, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Stops listening, and waits until the last connection is gone. */
export async function closed(server: Server): Promise<void> {
  if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
}
