import { dataFolder } from '../certificates/data-folder.js';
import { coversHost } from '../certificates/host-list.js';
import { type OpenedAuthority, openAuthority } from '../certificates/store.js';
import { createDiagnosis, type Diagnosis } from '../diagnosis.js';
import { exitCodes } from '../errors.js';
import { cloudHosts } from '../knowledge/clouds.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { findProcesses } from '../processes/processes.js';
import { createProxy, type ProxyOptions } from '../proxy/proxy.js';
import { identityOf } from '../system/trust/identity.js';
import type { RawTransaction, SourceReport } from '../types.js';
import { readConnectTo } from './connect-to.js';
import { autodiscoverHosts, readHosts } from './host-operands.js';
import { type Interrupts, watchInterrupts } from './interrupts.js';
import type { Io } from './io.js';
import { createLiveView, type LiveView } from './live-view.js';
import { createLog, type Log } from './log.js';
import { readOnly } from './only.js';
import type { Options } from './options.js';
import { exitCodeFor, writeOutput } from './output.js';
import { readOwnCertificates } from './own-certificates.js';
import { isLoopback, listenError, readNumber, readTrust } from './proxy-options.js';
import { createRunFile, guardRunFile, type RunFile } from './run-file.js';
import { introductionOf } from './setup-commands.js';
import { renderReport } from './show.js';
import { say, widthOf, wrapProse } from './terminal.js';
import { removeReplaced } from './trust.js';

const tickMs = 1_000;

// Of a run of days the quiet transactions are forgotten; what a finding quotes stays.
const retained = 2_000;

// Only names that an official source gives: to decrypt a host on hearsay would be more than was promised.
const decryptedCloudHosts = cloudHosts.filter(({ status }) => status !== 'unverified').map(({ host }) => host);

/**
 * Watches live traffic until Ctrl-C, then reports. The run goes to standard error as it happens; the report, which is
 * the data, to standard output.
 */
export async function proxy(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const settings = await readSettings(operands, options, io);
  const folder = options.confdir ?? dataFolder(io.env, io.platform);
  const opened = await openAuthority({
    folder,
    hosts: settings.decrypted,
    days: settings.days,
  });
  await removeReplaced(folder, identityOf(opened.authority.certificate), options, io);
  const interrupts = watchInterrupts(io);
  try {
    const run = await startRun(settings, opened, options, io);
    await interrupts.first;
    return await endRun(run, interrupts, options, io);
  } finally {
    interrupts.close();
  }
}

type Settings = Awaited<ReturnType<typeof readSettings>>;

async function readSettings(operands: readonly string[], options: Options, io: Io) {
  const ownCertificates = await readOwnCertificates(options, io);
  const named = readHosts([...operands, ...ownCertificates.keys()]);
  guardRunFile(options.write);
  const own = [...new Set([...named, ...autodiscoverHosts(named)])];
  return {
    /** Named by the user, with their Autodiscover names: what the run is about. */
    own,
    decrypted: [...new Set([...own, ...decryptedCloudHosts])],
    port: readNumber('--listen-port', options.listenPort, 0, 65_535),
    days: readNumber('--ca-days', options.caDays, 1, 365),
    connectTo: readConnectTo(options.connectTo),
    takesPart: readOnly(options.only),
    trust: await readTrust(options, io.env),
    ownCertificates,
  };
}

interface Run {
  readonly diagnosis: Diagnosis;
  readonly view: LiveView;
  readonly source: () => SourceReport;
  /** Stops listening, ends what is open, and closes the file. */
  readonly stop: () => Promise<void>;
}

async function startRun(settings: Settings, opened: OpenedAuthority, options: Options, io: Io): Promise<Run> {
  const log = await createLog(options, io);
  const view = createLiveView(options, io);
  const file = await createRunFile(options.write);
  const diagnosis = createDiagnosis({
    retain: retained,
    ...(options.expect ? { expect: options.expect } : {}),
    onChange(change) {
      view.show(change);
      if (change.type === 'transaction') file.add(change.transaction, change.done);
    },
  });
  const seen = new Set<string>();
  const onTransaction = (raw: RawTransaction) => {
    if (!settings.takesPart(raw.client)) return log.debug('left out by --only', { ...raw.client });
    seen.add(raw.id);
    diagnosis.add(raw);
  };
  const processes = findProcesses(io.platform);
  const told = { onTransaction, findClient: processes.find };
  const server = await listen(settings, opened, options, log, told).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  log.info('listening', { host: server.host, port: server.port, isNew: opened.isNew });
  introduce(server, settings, opened, options, io);
  const timer = setInterval(() => {
    try {
      diagnosis.advance(io.clock());
    } catch (error) {
      // A fault of ours must not take the traffic down; the report at the end meets it again, and says it.
      log.error('diagnosis failed', { name: error instanceof Error ? error.name : typeof error });
    }
  }, tickMs);
  return {
    diagnosis,
    view,
    source: () => ({ name: 'live', format: 'live', read: seen.size, skipped: 0, limits: [] }),
    stop: async () => {
      clearInterval(timer);
      await closeBoth(server, file);
      processes.close();
      log.info('stopped', { transactions: seen.size });
    },
  };
}

type Server = Awaited<ReturnType<typeof createProxy>>;

async function listen(
  { port, trust, connectTo, own, decrypted, ownCertificates }: Settings,
  { authority }: OpenedAuthority,
  { listenHost, insecure }: Options,
  log: Log,
  told: Pick<ProxyOptions, 'onTransaction' | 'findClient'>,
): Promise<Server> {
  try {
    return await createProxy({
      listenHost,
      listenPort: port,
      decrypts: (host) => coversHost(decrypted, host),
      watched: (host) => coversHost(own, host),
      certificates: {
        secureContextFor: (host) => ownCertificates.get(host) ?? authority.secureContextFor(host),
      },
      upstream: { insecure, connectTo, ca: trust },
      ...told,
      onOpaque: ({ code, connection }) => log.warn('connection can no longer be read', { code, connection }),
    });
  } catch (error) {
    throw listenError(error, listenHost, port);
  }
}

// The file is closed also when the proxy cannot be: a run that is kept must be readable.
async function closeBoth(server: Server, file: RunFile): Promise<void> {
  try {
    await server.close();
  } finally {
    await file.close();
  }
}

function introduce(server: Server, settings: Settings, opened: OpenedAuthority, options: Options, io: Io): void {
  const words = sessionText(chooseLanguage(options.lang, io.env));
  if (options.insecure) io.stderr.write(`hma-doctor: ${words.insecure}\n`);
  if (!isLoopback(server.host)) io.stderr.write(`hma-doctor: ${words.openToOthers(server.host)}\n`);
  if (settings.own.length === 0) say(options, io, words.noHosts);
  const text = words.proxyIntroduction(introductionOf({ server, hosts: settings.own, opened, io }));
  say(options, io, wrapProse(text, widthOf(io.stderr)));
}

async function endRun(run: Run, interrupts: Interrupts, options: Options, io: Io): Promise<number> {
  return await Promise.race([finish(run, options, io), interrupts.second.then(() => exitCodes.interrupted as number)]);
}

// The report comes even when the run could not be stopped or kept cleanly; that error is said after it.
async function finish({ stop, diagnosis, view, source }: Run, options: Options, io: Io): Promise<number> {
  const stopped = await stop().then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  view.end();
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const report = diagnosis.report({ sources: [source()] });
  await writeOutput(renderReport('live', report, options, io), options, io);
  if (stopped) throw stopped.error;
  return exitCodeFor([report], options.failOn);
}
