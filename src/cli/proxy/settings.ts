import { thisMachine } from '../../system/machine.js';
import { windowsJudge } from '../../system/windows/chain.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { readConnectTo } from './connect-to.js';
import { chooseHosts } from './hosts.js';
import { readNumber, readProxyAuth, readTrust } from './listen.js';
import { readMode } from './mode.js';
import { readOnly } from './only.js';
import { readOwnCertificates } from './own-certificates.js';
import { readRoute } from './route.js';
import { guardRunFile } from './run-file.js';

/** What the command line asks of a live run. */
export type Settings = Awaited<ReturnType<typeof readSettings>>;

/**
 * Reads the command line of a live run, before anything is opened or made.
 *
 * @throws {HmaError} ERR_USAGE, and ERR_CERTIFICATES for `--cacert`.
 */
export async function readSettings(operands: readonly string[], options: Options, io: Io) {
  const ownCertificates = await readOwnCertificates(options, io);
  const named = [...operands, ...ownCertificates.keys()];
  const { reverse, listenPort } = readMode(options, named, io.env);
  const hosts = chooseHosts(reverse ? [...named, reverse.host] : named, options);
  guardRunFile(options.write);
  return {
    hosts,
    route: await readRoute(options, io.env),
    proxyAuth: readProxyAuth(options, io.env),
    reverse,
    port: listenPort ?? readNumber('--listen-port', options.listenPort, 0, 65_535),
    days: readNumber('--ca-days', options.caDays, 1, 365),
    connectTo: readConnectTo(options.connectTo),
    takesPart: readOnly(options.only),
    trust: await readTrust(options, io),
    // Windows knows roots and intermediates that Node does not.
    judge: io.platform === 'win32' ? windowsJudge(thisMachine(io.platform, io.env), io.run) : undefined,
    ownCertificates,
  };
}
