import {
  type ClientRequest,
  type ClientResponse,
  connectHost,
  type HostConnection,
} from '../../src/lab/client-connection.js';
import type { ClientStep } from '../../src/lab/client-session.js';
import type { Lab } from '../../src/lab/lab.js';

/** A bare connection to a host of the lab, which trusts the lab's CA alone. */
export function connectToLab(lab: Lab, host: string): HostConnection {
  return connectHost(host, { connectTo: lab.connectTo, trusted: [lab.ca] });
}

/** One request on a connection of its own. */
export async function ask(lab: Lab, host: string, request: Partial<ClientRequest>): Promise<ClientResponse> {
  const connection = connectToLab(lab, host);
  try {
    return await connection.send({ method: 'GET', path: '/', headers: [], ...request });
  } finally {
    connection.close();
  }
}

/** The values of a header, one a line, in order. */
export function lines(response: ClientResponse | undefined, name: string): string[] {
  const headers = response?.headers ?? [];
  return headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The scheme names of a 401, in order. */
export function schemes(response: ClientResponse | undefined): (string | undefined)[] {
  return lines(response, 'WWW-Authenticate').map((value) => value.split(' ')[0]);
}

/** `POST mail.contoso.com/mapi/emsmdb/ Bearer token → 200`, one for each step. */
export function story(steps: readonly ClientStep[]): string[] {
  return steps.map(({ host, request, response, failure }) => {
    const path = request.path.split('?')[0] ?? '';
    const authorization = request.headers.find(([name]) => name === 'Authorization')?.[1];
    return `${request.method} ${host}${path}${sent(authorization)} → ${response?.status ?? failure}`;
  });
}

function sent(authorization: string | undefined): string {
  if (authorization === undefined) return '';
  const [scheme, credentials] = authorization.split(' ');
  return credentials === undefined ? ` ${scheme}` : ` ${scheme} …`;
}
