import { BlockList, isIP } from 'node:net';
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
 * below it, `contoso.com:8443` one port, `*` everything; an address names itself, and `10.0.0.0/8` all that begin so.
 */
export function readExemptions(list: string): (host: string, port: number) => boolean {
  const entries = list.split(/[\s,]+/).filter((entry) => entry !== '');
  const networks = networksIn(entries);
  const rows = entries.map((entry) => {
    const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry) ?? [];
    const whole = isIP(entry) ? entry : name;
    return { name: whole.toLowerCase().replace(/^\*?\.|^\[|[\].]$/g, ''), port: isIP(entry) ? undefined : port };
  });
  return (host, port) => {
    const asked = host.toLowerCase().replace(/\.$/, '');
    if (isIP(asked) !== 0 && networks.check(asked, isIP(asked) === 6 ? 'ipv6' : 'ipv4')) return true;
    return rows.some((row) => {
      if (row.port !== undefined && Number(row.port) !== port) return false;
      return row.name === '*' || asked === row.name || (isIP(asked) === 0 && asked.endsWith(`.${row.name}`));
    });
  };
}

function networksIn(entries: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const entry of entries) {
    const [, address = '', bits] = /^\[?([0-9a-f:.]{2,45})\]?\/(\d{1,3})$/i.exec(entry) ?? [];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) !== 0 && Number(bits) <= (family === 'ipv6' ? 128 : 32)) {
      networks.addSubnet(address, Number(bits), family);
    }
  }
  return networks;
}
