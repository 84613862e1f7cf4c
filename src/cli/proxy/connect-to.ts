import { HmaError, sentence } from '../../errors.js';

/** Where to connect in place of what was asked for. */
export type ConnectTo = (host: string, port: number) => { readonly host: string; readonly port: number };

// A host is a name, nothing, or an IPv6 address in brackets; a port is a number or nothing.
const grammar = /^(\[[0-9a-f:.]*\]|[^:[\]]*):(\d{0,5}):(\[[0-9a-f:.]*\]|[^:[\]]*):(\d{0,5})$/i;

/**
 * Reads `--connect-to HOST1:PORT1:HOST2:PORT2` as curl has it: an empty HOST1 or PORT1 stands for any, an empty HOST2
 * or PORT2 for the one that was asked for; the first line that fits counts.
 *
 * @throws {HmaError} ERR_USAGE for anything else.
 */
export function readConnectTo(lines: readonly string[]): ConnectTo {
  const routes = lines.map(readRoute);
  return (host, port) => {
    const route = routes.find(({ from }) => fits(from.host, host) && (from.port ?? port) === port);
    return { host: route?.to.host || host, port: route?.to.port ?? port };
  };
}

interface End {
  readonly host: string;
  readonly port: number | undefined;
}

function readRoute(line: string): { readonly from: End; readonly to: End } {
  const match = grammar.exec(line);
  const [, host1 = '', port1 = '', host2 = '', port2 = ''] = match ?? [];
  const ports = [port1, port2].map((port) => (port === '' ? undefined : Number(port)));
  if (!match || ports.some((port) => port !== undefined && (port < 1 || port > 65_535))) throw notARoute(line);
  return { from: { host: bare(host1), port: ports[0] }, to: { host: bare(host2), port: ports[1] } };
}

function fits(wanted: string, host: string): boolean {
  return wanted === '' || wanted.toLowerCase() === host.toLowerCase().replace(/\.$/, '');
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function notARoute(line: string): HmaError {
  return new HmaError(
    'ERR_USAGE',
    sentence`--connect-to "${line}" is not HOST1:PORT1:HOST2:PORT2. Write it as mail.contoso.com:443:127.0.0.1:8443.`,
  );
}
