import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

/** The ClientHello that Node sends with these options; nothing is connected. */
export function clientHelloBytes(options: ConnectionOptions): Promise<Buffer> {
  return new Promise((resolve) => {
    const sink = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        done();
        socket.on('error', () => {}).destroy();
        resolve(chunk);
      },
    });
    const socket = connect({ ...options, socket: sink });
  });
}
