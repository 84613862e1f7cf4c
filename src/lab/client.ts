import { connectHost, type HostConnection } from './client-connection.js';
import { runs } from './client-protocols.js';
import { type ClientStep, createSession } from './client-session.js';
import { exchangeHosts, type Person } from './contoso.js';
import type { Lab } from './lab.js';
import type { Address } from './names.js';
import type { ClientProtocol } from './settings.js';

/** What `signIn` is told. */
export interface SignInOptions {
  /** An HTTP proxy, asked by CONNECT. */
  readonly proxy?: Address;
  /** PEM of a further trusted CA: the proxy's. The lab's own is trusted anyway; nothing else is. */
  readonly ca?: string;
  /** As the fault has it: mostly autodiscover, mapi, ews, oab. */
  readonly protocols?: readonly ClientProtocol[];
}

/**
 * One start of the simulated Outlook for each person: Autodiscover, the mailbox, and what comes after it. A protocol that
 * does not get in mostly ends it: without Autodiscover there is no mailbox to go to, without the mailbox nothing to show.
 *
 * @returns Every request with its answer, in order. What the wire does wrong is in there, never thrown.
 */
export async function signIn(lab: Lab, options: SignInOptions = {}): Promise<readonly ClientStep[]> {
  const steps: ClientStep[] = [];
  for (const person of lab.client.people) steps.push(...(await start(lab, person, options)));
  return steps;
}

async function start(lab: Lab, person: Person, options: SignInOptions): Promise<readonly ClientStep[]> {
  const trusted = options.ca === undefined ? [lab.ca] : [lab.ca, options.ca];
  const connectionOptions = { connectTo: lab.connectTo, trusted, ...(options.proxy && { proxy: options.proxy }) };
  const connections = new Map<string, HostConnection>();
  const connect = (host: string) => {
    const connection = connections.get(host) ?? connectHost(host, connectionOptions);
    connections.set(host, connection);
    return connection;
  };
  try {
    const session = await createSession(lab, person, connect, exchangeHosts);
    for (const protocol of options.protocols ?? lab.client.protocols) {
      if (!(await runs[protocol](session)) && !lab.client.goesOn) break;
    }
    return session.steps;
  } finally {
    for (const connection of connections.values()) connection.close();
  }
}
