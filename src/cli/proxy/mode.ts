import { domainToASCII } from 'node:url';
import { isDnsName } from '../../certificates/host-list.js';
import { HmaError, sentence } from '../../errors.js';
import type { ReverseTarget } from '../../proxy/options.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';

/** How clients come in: to the proxy they were told of, or to us in a server's place. */
export interface Mode {
  readonly reverse?: ReverseTarget;
  /** Where the mode names one. */
  readonly listenPort?: number;
}

const grammar = /^reverse:(https?):\/\/([^/:@]{1,255})(?::(\d{1,5}))?\/?(?:@(\d{1,5}))?$/i;

/**
 * Reads `--mode` as mitmproxy has it (`regular`, `reverse:https://HOST[:PORT][@LISTENPORT]`), `--rewrite-host` and `--x-forwarded`.
 *
 * @param named - The other hosts of the command line.
 * @throws {HmaError} ERR_USAGE for anything else, and for options that only clients of a proxy can follow.
 */
export function readMode(options: ModeOptions, named: readonly string[], env: Io['env']): Mode {
  const mode = options.mode === 'regular' ? {} : parse(options.mode);
  const { reverse } = mode;
  if (options.rewriteHost && (reverse?.scheme !== 'https' || named.length === 0)) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`--rewrite-host needs a server and the name by which clients come: hma-doctor proxy test.contoso.com -m reverse:https://mail.contoso.com --rewrite-host`,
    );
  }
  if (options.xForwarded && !options.rewriteHost) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`--x-forwarded needs --rewrite-host: everywhere else each byte is given on as it came, and nothing is added.`,
    );
  }
  if (!reverse) return mode;
  const notHere = options.systemProxy !== undefined ? '--system-proxy' : proxyAuthOf(options, env);
  if (notHere !== undefined) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`${notHere} is for clients of a proxy, and in the reverse mode there are none. Leave it out.`,
    );
  }
  return { ...mode, reverse: { ...reverse, rewriteHost: options.rewriteHost, xForwarded: options.xForwarded } };
}

/** The options that say so. */
export type ModeOptions = Pick<Options, 'mode' | 'rewriteHost' | 'xForwarded' | 'systemProxy' | 'proxyAuth'>;

function parse(mode: string): Mode {
  const [, scheme = '', given = '', portText, listenText] = grammar.exec(mode) ?? [];
  const host = domainToASCII(given.toLowerCase());
  const isTls = scheme.toLowerCase() === 'https';
  const port = Number(portText ?? (isTls ? 443 : 80));
  const listenPort = Number(listenText ?? 0);
  if (!isDnsName(host) || port < 1 || port > 65_535 || listenPort > 65_535) {
    throw new HmaError(
      'ERR_USAGE',
      sentence`--mode "${mode}" is neither regular nor reverse:https://HOST. Write it as reverse:https://mail.contoso.com, or reverse:https://mail.contoso.com@443 to listen at port 443.`,
    );
  }
  const reverse = { scheme: isTls ? 'https' : 'http', host, port } as const;
  return { reverse, ...(listenText !== undefined && { listenPort }) };
}

// A password that were silently not asked for would be worse than none.
function proxyAuthOf({ proxyAuth }: ModeOptions, env: Io['env']): string | undefined {
  if (proxyAuth !== undefined) return '--proxy-auth';
  return env.HMA_DOCTOR_PROXY_AUTH ? 'HMA_DOCTOR_PROXY_AUTH' : undefined;
}
