import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';

const mark = '// hma-doctor';

/**
 * A proxy auto-configuration script: these hosts to the proxy, and where it does not answer the way that was theirs
 * before, so that a proxy that is gone takes nobody's network away; all other hosts their way of before. In the
 * JavaScript of 1999, which is what Windows runs.
 *
 * @param theirs - The text of the script that was set before, or an address of a proxy.
 */
export function writeScript(options: {
  readonly hosts: readonly string[];
  readonly proxy: string;
  readonly theirs?: { readonly script?: string; readonly proxy?: string };
}): string {
  const { hosts, proxy, theirs } = options;
  const plain = hosts.filter((host) => !host.startsWith('*.'));
  const below = hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
  return `${mark}
var theirs = ${theirFunction(theirs)};
var hosts = ${JSON.stringify(plain)};
var below = ${JSON.stringify(below)};
function isOurs(host) {
  for (var i = 0; i < hosts.length; i++) if (host === hosts[i]) return true;
  for (var j = 0; j < below.length; j++) {
    var at = host.length - below[j].length;
    if (at > 0 && host.substring(at) === below[j]) return true;
  }
  return false;
}
function FindProxyForURL(url, host) {
  var before = theirs(url, host) || "DIRECT";
  return isOurs(host.toLowerCase()) ? "PROXY ${proxy}; " + before : before;
}
`;
}

// A declaration in their script stays inside, and so does an assignment to the name that is ours outside.
function theirFunction(theirs: { readonly script?: string; readonly proxy?: string } = {}): string {
  if (theirs.script !== undefined) {
    return `(function () {\nvar FindProxyForURL;\n${theirs.script}\nreturn FindProxyForURL;\n})()`;
  }
  const way = theirs.proxy === undefined ? 'DIRECT' : `PROXY ${theirs.proxy}; DIRECT`;
  return `function () { return ${JSON.stringify(way)}; }`;
}

/** A script that is served on the loopback. */
export interface ServedScript {
  readonly url: string;
  /** From now on. */
  serve(text: string): void;
  close(): Promise<void>;
}

/** Opens the server for our script, at a path that nobody guesses. It answers nothing else. */
export async function openScriptServer(): Promise<ServedScript> {
  const path = `/hma-doctor-${randomBytes(16).toString('hex')}.pac`;
  let script = mark;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== path) return response.writeHead(404).end();
    const headers = { 'Content-Type': 'application/x-ns-proxy-autoconfig', 'Cache-Control': 'no-store' };
    return response.writeHead(200, headers).end(script);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}${path}`,
    serve: (text) => {
      script = text;
    },
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Whether the run that serves this script is alive. */
export async function isServed(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000), redirect: 'error' });
    return (await response.text()).startsWith(mark);
  } catch {
    return false; // nobody answers there, or not as we do
  }
}

const scriptLimit = 1_048_576;

/** The script that was set before ours; undefined when it cannot be had. */
export async function fetchScript(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    return response.ok && text.length <= scriptLimit && text.includes('FindProxyForURL') ? text : undefined;
  } catch {
    return undefined;
  }
}
