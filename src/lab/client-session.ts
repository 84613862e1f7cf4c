import type { ClientRequest, ClientResponse, HostConnection } from './client-connection.js';
import { mailHost, type Person } from './contoso.js';
import type { Lab } from './lab.js';

/** One request of the client, and what became of it. */
export interface ClientStep {
  readonly host: string;
  readonly request: ClientRequest;
  readonly response?: ClientResponse;
  /** Why there is no response: a Node error code such as ECONNREFUSED, or the error's message. */
  readonly failure?: string;
}

/** What the simulated client remembers while it runs. */
export interface ClientSession {
  readonly lab: Lab;
  /** Whose Outlook it is. */
  readonly person: Person;
  readonly steps: ClientStep[];
  /** Access tokens by the host that they are for. */
  readonly tokens: Map<string, string>;
  /** Hosts whose connection NTLM has signed in. */
  readonly signedConnections: Set<string>;
  /** Where the mailbox is: at first as in the profile, then as Autodiscover says. */
  mapiHost: string;
  refreshToken?: string;
  /** The browser's cookie for Entra. */
  browserSession: string;
  /** Sends to a host and keeps the record. Undefined when there is no response. */
  send(host: string, request: ClientRequest): Promise<ClientResponse | undefined>;
  /** The certificate (DER) that a host showed last. */
  certificateOf(host: string): Buffer | undefined;
}

/** A client as its settings say: with an older grant, and perhaps a cached token of each of Exchange's hosts. */
export async function createSession(
  lab: Lab,
  person: Person,
  connect: (host: string) => HostConnection,
  tokenHosts: readonly string[],
): Promise<ClientSession> {
  const { client } = lab;
  const grant = lab.issueGrant(lab.now() - client.grantAgeMs, person);
  const steps: ClientStep[] = [];
  const tokens = new Map<string, string>();
  if (client.cachedTokenAgeMs !== undefined) {
    const issuedAt = lab.now() - client.cachedTokenAgeMs;
    for (const host of tokenHosts) tokens.set(host, await lab.issueToken(`https://${host}/`, { issuedAt, person }));
  }
  return {
    lab,
    person,
    steps,
    tokens,
    signedConnections: new Set(),
    mapiHost: mailHost,
    browserSession: grant.session,
    ...(client.holdsRefreshToken && { refreshToken: grant.refreshToken }),
    send: async (host, request) => {
      try {
        const response = await connect(host).send(request);
        steps.push({ host, request, response });
        return response;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        steps.push({ host, request, failure: code ?? message });
        return undefined;
      }
    },
    certificateOf: (host) => connect(host).certificate(),
  };
}

/** The values of every line with this name. */
export function valuesOf(response: ClientResponse | undefined, name: string): string[] {
  const lines = response?.headers ?? [];
  return lines.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}
