import type { OpenedAuthority } from '../../certificates/store.js';
import type { Introduction } from '../../messages/session/session-text.js';
import type { ReverseTarget } from '../../proxy/options.js';
import { type Command, commandText, quoteWord } from '../../system/command.js';
import { type Machine, thisMachine } from '../../system/machine.js';
import { identityOf } from '../../system/trust/identity.js';
import { storesOf, trustStore } from '../../system/trust/stores.js';
import type { TrustStore } from '../../system/trust/trust-store.js';
import type { Io } from '../io.js';

/** A live run that begins. */
export interface LiveRun {
  readonly server: { readonly host: string; readonly port: number };
  readonly hosts: readonly string[];
  readonly opened: OpenedAuthority;
  /** The run itself sets the user's proxy. */
  readonly setsProxy: boolean;
  readonly reverse: ReverseTarget | undefined;
  /** Of `--proxy-auth`. */
  readonly proxyUser: string | undefined;
  readonly io: Pick<Io, 'platform' | 'env'>;
}

/** What its introduction names, with the commands of the platform. */
export function introductionOf(run: LiveRun): Introduction {
  const { server, hosts, opened, setsProxy, reverse, io } = run;
  const machine = thisMachine(io.platform, io.env);
  const root = identityOf(opened.authority.certificate);
  const paste = (commandsOf: (store: TrustStore) => readonly Command[]) => pasted(machine, commandsOf);
  return {
    address: authorityOf(server),
    hosts,
    setsProxy,
    ...(reverse && { reverse }),
    isNew: opened.isNew,
    validUntil: opened.authority.notAfter.toISOString().slice(0, 10),
    trust: paste((store) => store.install(root, opened.certificateFile)),
    untrust: paste((store) => store.remove(root)),
    ...(opened.replaced !== undefined && { replaced: opened.replaced }),
    ask: curlCommand(run),
  };
}

// How the platform's first trust store is changed, on one line.
function pasted(machine: Machine, commandsOf: (store: TrustStore) => readonly Command[]): string {
  const [id] = storesOf(machine);
  if (id === undefined) return '-';
  const commands = commandsOf(trustStore(id, machine));
  return commands.map((command) => commandText(command, machine.platform)).join(' && ');
}

function curlCommand({ server, hosts, opened, reverse, proxyUser, io }: LiveRun): string {
  const host = hosts.find((name) => !name.startsWith('*.')) ?? 'outlook.office365.com';
  // In PowerShell `curl` may be another program; and our authority has no list of revoked certificates to ask for.
  const curl = io.platform === 'win32' ? 'curl.exe --ssl-no-revoke' : 'curl';
  // Of a name without a password curl asks for it.
  const user = proxyUser === undefined ? '' : ` -U ${quoteWord(proxyUser, io.platform)}`;
  const way = reverse ? `--connect-to ${host}::${authorityOf(server)}` : `-x http://${authorityOf(server)}${user}`;
  return `${curl} -v ${way} --cacert ${quoteWord(opened.certificateFile, io.platform)} -H "Authorization: Bearer" https://${host}/mapi/emsmdb/`;
}

/** Host and port as one word. */
export function authorityOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
