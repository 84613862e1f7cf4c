/**
 * Sets the proxy of a desk that is kept in a file and puts it back, again and again, until it is killed. It says a line
 * at each command, so that who kills it needs no clock. Arguments: the folder.
 */
import { readPresent, setSystemProxy, undoSystemProxy } from '../../../src/system/proxy/system-proxy.js';
import { fileDesk } from './file-desk.js';

const desk = fileDesk(process.argv[2] ?? '', () => process.stdout.write('.'));
const script = `http://127.0.0.1:1/hma-doctor-${'0'.repeat(32)}.pac`;

for (;;) {
  await setSystemProxy(desk, { mode: 'proxy', host: '127.0.0.1', port: 8877 }, await readPresent(desk), {
    script,
    loopback: false,
  });
  await undoSystemProxy(desk);
}
