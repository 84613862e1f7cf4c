import { isIP } from 'node:net';
import { direct, type FindRoute, type Hop, parseProxy } from './route.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The route that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name, as curl reads them: lower case first, and
 * HTTP_PROXY in lower case only, because a web server makes it from a header.
 *
 * @param proxy - In their place, for every server.
 * @throws {TypeError} Where a variable is set to what is no proxy; the message names the variable alone.
 */
export function routeByEnvironment(env: Environment, proxy?: Hop): FindRoute {
  const https = proxy ?? readProxy(env, ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']);
  const http = proxy ?? readProxy(env, ['http_proxy', 'all_proxy', 'ALL_PROXY']);
  const isExempt = readExemptions(env.no_proxy ?? env.NO_PROXY ?? '');
  return (host, port, scheme) => [isExempt(host, port) ? direct : scheme === 'https' ? https : http];
}

function readProxy(env: Environment, names: readonly string[]): Hop {
  const name = names.find((each) => env[each]);
  if (name === undefined) return direct;
  const hop = parseProxy(env[name] ?? '');
  if (hop) return hop;
  throw new TypeError(name);
}

/**
 * Whether a server is reached straight by a NO_PROXY list: `contoso.com` and `.contoso.com` name the domain and all
 * below it, `contoso.com:8443` one port, `*` everything; an address names itself.
 */
export function readExemptions(list: string): (host: string, port: number) => boolean {
  const entries = list.split(/[\s,]+/).filter((entry) => entry !== '');
  const rows = entries.map((entry) => {
    const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(isIP(entry) ? `${entry}` : entry) ?? [];
    const whole = isIP(entry) ? entry : name;
    return { name: whole.toLowerCase().replace(/^\*?\.|^\[|\]$/g, ''), port: isIP(entry) ? undefined : port };
  });
  return (host, port) => {
    const asked = host.toLowerCase().replace(/\.$/, '');
    return rows.some((row) => {
      if (row.port !== undefined && Number(row.port) !== port) return false;
      return row.name === '*' || asked === row.name || (isIP(asked) === 0 && asked.endsWith(`.${row.name}`));
    });
  };
}
