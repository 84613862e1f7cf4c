import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../certificates/data-folder.js';
import { exitCodes } from '../errors.js';
import { autodiscoverHost, entraHosts, mailHost } from '../lab/contoso.js';
import type { Fault } from '../lab/faults.js';
import { type Lab, startLab } from '../lab/lab.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { quoteWord } from '../system/command.js';
import { readFault } from './fault.js';
import { watchInterrupts } from './interrupts.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { widthOf, wrapProse } from './terminal.js';

/**
 * Runs the lab until Ctrl-C, and prints the commands to try on it. Its certificate and a token stand in a temporary
 * folder, which is removed at the end.
 */
export async function lab(_operands: readonly string[], options: Options, io: Io): Promise<number> {
  const fault = readFault(options.fault ?? 'healthy');
  const interrupts = watchInterrupts(io);
  const folder = await mkdtemp(join(tmpdir(), 'hma-doctor-lab-'));
  try {
    const running = await startLab({ fault });
    try {
      const files = await writeFiles(folder, running);
      io.stdout.write(wrapProse(introduction(fault, running, files, options, io), widthOf(io.stdout)));
      await interrupts.first;
    } finally {
      await running.close();
    }
    return exitCodes.ok;
  } finally {
    await rm(folder, { recursive: true, force: true });
    interrupts.close();
  }
}

interface Files {
  /** PEM of the authority that signed the lab's servers. */
  readonly ca: string;
  /** An access token for the lab's mail host. */
  readonly token: string;
}

async function writeFiles(folder: string, running: Lab): Promise<Files> {
  const files = { ca: join(folder, 'lab-ca.pem'), token: join(folder, 'token.txt') };
  const token = await running.issueToken(`https://${mailHost}/`);
  await writeFile(files.ca, running.ca, { mode: 0o600 });
  await writeFile(files.token, token, { mode: 0o600 });
  return files;
}

function introduction(fault: Fault, running: Lab, files: Files, options: Options, io: Io): string {
  const words = sessionText(chooseLanguage(options.lang, io.env)).lab;
  const quote = (path: string) => quoteWord(path, io.platform);
  const hosts = [mailHost, autodiscoverHost, ...entraHosts];
  const routes = hosts.map((host) => {
    const to = running.connectTo(host, 443);
    return `--connect-to ${host}:443:${to.host}:${to.port}`;
  });
  const proxyCa = quote(join(dataFolder(io.env, io.platform), 'hma-doctor-ca.pem'));
  const url = `https://${mailHost}/mapi/emsmdb/`;
  const curl = (authorization: string) =>
    `  curl -i -X POST -x http://127.0.0.1:8877 --cacert ${proxyCa} -H "Authorization: ${authorization}" ${url}`;
  const isWindows = io.platform === 'win32';
  const read = isWindows ? `Get-Content -Raw ${quote(files.token)}` : `cat ${quote(files.token)}`;
  return `${[
    words.running(fault, hosts),
    '',
    words.proxy,
    `  hma-doctor proxy ${mailHost} --cacert ${quote(files.ca)} ${routes.join(' ')}`,
    '',
    words.emptyBearer,
    curl('Bearer'),
    '',
    words.token,
    curl(`Bearer $(${read})`),
    '',
    words.decode,
    `  ${read} | hma-doctor token --url ${url} -`,
    '',
    words.stop,
  ].join('\n')}\n`;
}
