import { readFile } from 'node:fs/promises';
import { HmaError, sentence } from '../../errors.js';
import { routeByEnvironment } from '../../proxy/upstream/environment.js';
import { direct, type FindRoute, parseProxy } from '../../proxy/upstream/route.js';
import type { Options } from '../options.js';

const fetchTimeoutMs = 10_000;

/**
 * How servers are reached: by `--proxy`, by `--pac`, else by HTTPS_PROXY and its like. No message repeats what may hold a
 * password.
 *
 * @throws {HmaError} ERR_USAGE for what is no proxy and no PAC file.
 */
export async function readRoute({ proxy, pac }: Options, env: Env): Promise<FindRoute> {
  if (proxy !== undefined && pac !== undefined) {
    throw new HmaError('ERR_USAGE', sentence`--proxy and --pac both say how servers are reached. Give one of them.`);
  }
  if (pac !== undefined) return await readPac(pac);
  if (proxy === 'direct') return () => [direct];
  const hop = proxy === undefined ? undefined : parseProxy(proxy);
  if (proxy !== undefined && !hop) throw notAProxy('--proxy');
  try {
    return routeByEnvironment(env, hop);
  } catch (error) {
    throw notAProxy(error instanceof Error ? error.message : 'HTTPS_PROXY');
  }
}

type Env = Readonly<Record<string, string | undefined>>;

function notAProxy(name: string): HmaError {
  return new HmaError(
    'ERR_USAGE',
    sentence`${name} is not a proxy. Write it as http://proxy.contoso.com:8080, or with https:// or socks5://; -x direct uses none.`,
  );
}

async function readPac(place: string): Promise<FindRoute> {
  try {
    const { routeByPac } = await import('../../proxy/upstream/pac.js');
    return await routeByPac(await readText(place));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HmaError(
      'ERR_USAGE',
      sentence`--pac "${place}" cannot be used (${reason}). Is it a PAC file, or its URL?`,
      {
        cause,
      },
    );
  }
}

async function readText(place: string): Promise<string> {
  if (!/^https?:\/\//i.test(place)) return await readFile(place, 'utf8');
  const response = await fetch(place, { signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return await response.text();
}
