/**
 * Routes by a PAC file. It is a stranger's program: it runs in QuickJS compiled to WebAssembly, which knows nothing of this
 * process, with limits of time and memory; never in node:vm, which is no sandbox. A single operation on something huge is
 * not interrupted: the file is the organisation's own, and may be slow, but is not expected to attack.
 */
import type { sandbox } from 'pac-resolver';
import { direct, type FindRoute, type Hop, parseProxy } from './route.js';

const memoryLimit = 32 * 1024 * 1024;

/** So long a file may compute in one go; waiting for a name server does not count. */
const burstMs = 1_000;

/**
 * Compiles a PAC file.
 *
 * @throws {Error} For what is no PAC file.
 */
export async function routeByPac(text: string): Promise<FindRoute> {
  let since = 0;
  const begin = () => {
    since = performance.now();
  };
  const { createPacResolver, sandbox } = await import('pac-resolver');
  const { QuickJS } = await import('quickjs-wasi');
  const engine = await QuickJS.create({ memoryLimit, interruptHandler: () => performance.now() - since > burstMs });
  begin();
  const find = createPacResolver(engine, text, { sandbox: sandboxOf(sandbox, begin) });
  return async (host, port, scheme) => {
    begin();
    const name = host.includes(':') ? `[${host}]` : host;
    // Browsers keep path and query of https from the file, and so do we.
    const answer = await find(
      `${scheme}://${name}${port === (scheme === 'https' ? 443 : 80) ? '' : `:${port}`}/`,
      host,
    );
    return readAnswer(String(answer));
  };
}

// As Chrome reads them: SOCKS alone is version 4.
const schemes: Readonly<Record<string, string>> = {
  proxy: 'http',
  http: 'http',
  https: 'https',
  socks: 'socks4',
  socks4: 'socks4',
  socks5: 'socks5',
};

/**
 * Reads an answer such as `PROXY proxy:8080; DIRECT`. Kinds that we do not speak are left out; of nothing else, nothing
 * is left, and that is said by an error.
 */
export function readAnswer(answer: string): readonly Hop[] {
  const hops = answer.split(';').flatMap((part) => {
    const [kind = '', place] = part.trim().split(/\s+/);
    if (kind === '' || /^direct$/i.test(kind)) return kind === '' ? [] : [direct];
    const scheme = schemes[kind.toLowerCase()];
    const hop = scheme && place ? parseProxy(`${scheme}://${place}`) : undefined;
    return hop ? [hop] : [];
  });
  if (hops.length > 0) return hops;
  if (/^\s*(?:null|undefined)?\s*$/.test(answer)) return [direct];
  throw Object.assign(new Error(`the PAC file names no proxy that can be used: ${answer.slice(0, 200)}`), {
    code: 'ERR_PAC_PROXY_UNSUPPORTED',
  });
}

// Its own `alert` would write to standard output, which is the report's. What resolves names takes its time outside.
function sandboxOf({ dnsResolve, isInNet, isResolvable, myIpAddress }: typeof sandbox, begin: () => void) {
  const timed = Object.entries({ dnsResolve, isInNet, isResolvable, myIpAddress }).map(([name, ask]) => {
    const answer = async (...words: readonly string[]) => {
      const result: unknown = await (ask as (...words: readonly string[]) => Promise<unknown>)(...words);
      begin();
      return result;
    };
    return [name, answer];
  });
  return { alert: () => undefined, ...Object.fromEntries(timed) };
}
