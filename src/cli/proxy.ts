import { dataFolder } from '../certificates/data-folder.js';
import { type OpenedAuthority, openAuthority, type StoreOptions } from '../certificates/store.js';
import { createDiagnosis, type Diagnosis } from '../diagnosis.js';
import { exitCodes } from '../errors.js';
import { chooseLanguage, loadEveryRule } from '../messages/language.js';
import { connectionText } from '../messages/session/connections.js';
import { findProcesses } from '../processes/processes.js';
import { createProxy, type ProxyOptions, type Proxy as ProxyServer } from '../proxy/proxy.js';
import type { Listener } from '../proxy/upstream/own-listeners.js';
import { printable } from '../report/printable.js';
import { thisMachine } from '../system/machine.js';
import { identityOf } from '../system/trust/identity.js';
import { keepToUser } from '../system/windows/access.js';
import type { RawTransaction, SourceReport } from '../types.js';
import { describeError } from './errors.js';
import { type Interrupts, watchInterrupts } from './interrupts.js';
import type { Io } from './io.js';
import { createLog, type Log } from './log.js';
import type { Options } from './options.js';
import { exitCodeFor, writeOutput } from './output.js';
import { withoutRoot } from './proxy/hosts.js';
import { introduce } from './proxy/introduction.js';
import { listenError } from './proxy/listen.js';
import { createLiveView, type LiveView } from './proxy/live-view.js';
import { createRunFile, type RunFile } from './proxy/run-file.js';
import { guardRunning, noteRunning } from './proxy/running.js';
import { readSettings, type Settings } from './proxy/settings.js';
import { openSystemProxy, undoLeftover } from './proxy/system-proxy.js';
import { countTransactions } from './proxy/transaction-count.js';
import { createTunnelList } from './proxy/tunnels.js';
import { createTurnedAwayNotice } from './proxy/turned-away.js';
import { renderReport } from './show.js';
import { say } from './terminal.js';
import { removeReplaced } from './trust.js';

// Never asked for: a control run decrypts nothing, and where TLS has ended before there is nothing to decrypt.
const nothingToShow = { secureContextFor: () => Promise.reject(new TypeError('a control run has no certificates')) };

const tickMs = 1_000;

// Of a run of days the quiet transactions are forgotten; what a finding quotes stays.
const retained = 2_000;

/**
 * Watches live traffic until Ctrl-C, then reports. The run goes to standard error as it happens; the report, which is
 * the data, to standard output.
 */
export async function proxy(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const settings = await readSettings(operands, options, io);
  const folder = options.confdir ?? dataFolder(io.env, io.platform);
  await undoLeftover(folder, options, io);
  const needsNone = options.tunnelOnly || settings.reverse?.scheme === 'http';
  const opened = needsNone ? undefined : await openKept(settings, folder, options, io);
  const interrupts = watchInterrupts(io);
  try {
    const run = await startRun(settings, opened, options, io);
    const forget = opened && (await noteRunning(folder, { ...run.address, hosts: settings.hosts.certified }));
    introduce(run.address, settings, opened, options, io);
    loadEveryRule(chooseLanguage(options.lang, io.env));
    const destination = { ...run.address, hosts: settings.hosts.certified, announce: run.announce };
    const restore = await openSystemProxy(destination, folder, options, io).catch(async (error: unknown) => {
      await forget?.();
      await run.stop();
      throw error;
    });
    await interrupts.first;
    const stop = async () => {
      await restore(); // first: from then on nobody new is sent here
      await forget?.();
      await run.stop();
    };
    return await endRun({ ...run, stop }, interrupts, options, io);
  } finally {
    interrupts.close();
  }
}

// A control run decrypts nothing, and makes nothing that could.
async function openKept({ hosts, days }: Settings, folder: string, options: Options, io: Io): Promise<OpenedAuthority> {
  await guardRunning(folder, hosts.certified);
  const opened = await openAuthority({ folder, hosts: hosts.certified, days, ...protectionOn(io) });
  await removeReplaced(folder, identityOf(opened.authority.certificate), options, io);
  return opened;
}

// Windows has no file modes.
function protectionOn({ platform, env, run }: Io): Pick<StoreOptions, 'protect'> {
  if (platform !== 'win32') return {};
  return { protect: (folder) => keepToUser(folder, thisMachine(platform, env), run) };
}

interface Run {
  readonly address: { readonly host: string; readonly port: number };
  /** Names one more listener of ours, to which no traffic goes. */
  readonly announce: (listener: Listener) => void;
  readonly diagnosis: Diagnosis;
  readonly view: LiveView;
  readonly source: () => SourceReport;
  /** Stops listening, ends what is open, and closes the file. */
  readonly stop: () => Promise<void>;
}

async function startRun(
  settings: Settings,
  opened: OpenedAuthority | undefined,
  options: Options,
  io: Io,
): Promise<Run> {
  const log = await createLog(options, io);
  const words = connectionText[chooseLanguage(options.lang, io.env)];
  const view = createLiveView(options, io);
  const file = await createRunFile(options.write, async (error) => {
    io.stderr.write(`${(await describeError(error, { lang: chooseLanguage(options.lang, io.env) })).text}\n`);
  });
  const diagnosis = createDiagnosis({
    retain: retained,
    ...(options.expect ? { expect: options.expect } : {}),
    onChange(change) {
      view.show(change);
      if (change.type === 'transaction') file.add(change.transaction, change.done);
    },
  });
  const seen = countTransactions();
  const onTransaction = (raw: RawTransaction) => {
    const learned = settings.hosts.learn(raw);
    if (learned !== undefined) say(options, io, words.unreadFromNow(printable(learned)));
    if (!settings.takesPart(raw.client)) return log.debug('left out by --only', { ...raw.client });
    seen.add(raw);
    diagnosis.add(raw);
  };
  const processes = findProcesses(io.platform, io.run);
  const listeners: Listener[] = [];
  const told = {
    ownListeners: () => listeners,
    onTransaction,
    findClient: processes.find,
    onTunnel: createTunnelList(options, io),
    onTurnedAway: createTurnedAwayNotice(options, io),
  };
  const server = await listen(settings, opened, options, log, told).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  log.info('listening', { host: server.host, port: server.port, isNew: opened?.isNew ?? false });
  const timer = setInterval(() => {
    try {
      diagnosis.advance(io.clock());
    } catch (error) {
      // A fault of ours must not take the traffic down; the report at the end meets it again, and says it.
      log.error('diagnosis failed', { name: error instanceof Error ? error.name : typeof error });
    }
  }, tickMs);
  return {
    address: { host: server.host, port: server.port },
    announce: (listener) => void listeners.push(listener),
    diagnosis,
    view,
    source: () => ({ name: 'live', format: 'live', read: seen.count(), skipped: 0, limits: [] }),
    stop: async () => {
      clearInterval(timer);
      await closeBoth(server, file);
      processes.close();
      log.info('stopped', { transactions: seen.count() });
    },
  };
}

async function listen(
  { reverse, port, trust, judge, connectTo, hosts, proxyAuth, ownCertificates, route }: Settings,
  opened: OpenedAuthority | undefined,
  { listenHost, insecure }: Options,
  log: Log,
  told: Pick<ProxyOptions, 'onTransaction' | 'findClient' | 'onTunnel' | 'onTurnedAway' | 'ownListeners'>,
): Promise<ProxyServer> {
  const authority = opened?.authority ?? nothingToShow;
  try {
    return await createProxy({
      listenHost,
      listenPort: port,
      decrypts: hosts.decrypts,
      watched: hosts.watched,
      ...(proxyAuth && { proxyAuth }),
      ...(reverse && { reverse }),
      certificates: {
        secureContextFor: (asked) => {
          const host = withoutRoot(asked);
          return ownCertificates.get(host) ?? authority.secureContextFor(host);
        },
      },
      upstream: { insecure, connectTo, route, ca: trust, ...(judge && { judge }) },
      ...told,
      onOpaque: ({ code, connection }) => log.warn('connection can no longer be read', { code, connection }),
    });
  } catch (error) {
    throw listenError(error, listenHost, port);
  }
}

// The file is closed also when the proxy cannot be: a run that is kept must be readable.
async function closeBoth(server: ProxyServer, file: RunFile): Promise<void> {
  try {
    await server.close();
  } finally {
    await file.close();
  }
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
  const text = renderReport('live', report, options, io);
  await writeOutput(text, options, io).catch(async (error: unknown) => {
    // Hours may be in it, and nobody can run them again.
    if (options.output !== undefined) await writeOutput(text, { ...options, output: '-' }, io);
    throw error;
  });
  if (stopped) throw stopped.error;
  return exitCodeFor([report], options.failOn);
}
