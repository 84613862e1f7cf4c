import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

/** The ClientHello that Node sends with these options; nothing is connected. */
export function clientHelloBytes(options: ConnectionOptions): Promise<Buffer> {
  return new Promise((resolve) => {
    const sink = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        done();
        resolve(chunk);
        setImmediate(() => socket.destroy()); // not at once: this is called before `socket` has its value
      },
    });
    const socket = connect({ ...options, socket: sink }).on('error', () => {});
  });
}
