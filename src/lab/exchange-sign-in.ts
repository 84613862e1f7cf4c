import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { JSONWebKeySet } from 'jose';
import { bindingOf } from './channel-binding.js';
import { ntDomain, people } from './contoso.js';
import { flightingRefusal, refuse, takesOAuth } from './exchange-refusals.js';
import { refuseToken } from './exchange-token.js';
import { challengeMessage, messageType, type NtlmProof, provesPassword, readAuthenticateMessage } from './ntlm.js';
import type { ExchangeSettings } from './settings.js';
import type { VirtualDirectory } from './virtual-directories.js';
import type { LabRequest, Reply } from './wire.js';

/** What Exchange knows when it judges a request. */
export interface SignInContext {
  readonly request: LabRequest;
  readonly virtualDirectory: VirtualDirectory;
  readonly settings: ExchangeSettings;
  readonly keySet: () => Promise<JSONWebKeySet>;
  readonly connections: SignedConnections;
  readonly now: number;
}

/**
 * What NTLM and Negotiate have done on each connection: they sign in the connection, not the request ([MS-N2HT]).
 * A challenge is good for the next message only.
 */
export type SignedConnections = WeakMap<Socket, { readonly challenge?: Buffer; readonly account?: string }>;

/** Judges a request's credentials. Undefined: signed in. */
export async function refuseRequest(context: SignInContext): Promise<Reply | undefined> {
  const [scheme = '', credentials = ''] = (context.request.header('authorization') ?? '').trim().split(/ +/, 2);
  switch (scheme.toLowerCase()) {
    case '':
      return refuseAnonymous(context);
    case 'bearer':
      return credentials === '' ? refuseEmptyBearer(context) : await refuseBearer(context, credentials);
    case 'ntlm':
    case 'negotiate':
      return refuseHandshake(context, scheme, credentials);
    case 'basic':
      return refuseBasic(context, credentials);
    default:
      return refuse({ ...context, offersBearer: false });
  }
}

function refuseAnonymous(context: SignInContext): Reply | undefined {
  if (context.connections.get(context.request.socket)?.account !== undefined) return undefined;
  return refuse({ ...context, offersBearer: false });
}

function refuseEmptyBearer(context: SignInContext): Reply {
  const { settings, request } = context;
  const isFlighted = takesOAuth(context) && !settings.clientProfileEnabled;
  return refuse({ ...context, offersBearer: true, ...(isFlighted && { refusal: flightingRefusal(request) }) });
}

async function refuseBearer(context: SignInContext, token: string): Promise<Reply | undefined> {
  const { settings, request, virtualDirectory, now } = context;
  const { scheme, host } = request;
  if (!takesOAuth(context)) return refuse({ ...context, offersBearer: false });
  const refusal = settings.clientProfileEnabled
    ? await refuseToken(token, { keySet: await context.keySet(), settings, virtualDirectory, scheme, host, now })
    : flightingRefusal(request);
  return refusal && refuse({ ...context, offersBearer: true, error: 'invalid_token', refusal });
}

function refuseHandshake(context: SignInContext, scheme: string, credentials: string): Reply | undefined {
  const { connections, request, virtualDirectory } = context;
  const { socket } = request;
  const offered = virtualDirectory.schemes.find((name) => name.toLowerCase() === scheme.toLowerCase());
  if (offered && messageType(credentials) === 1) {
    const challenge = randomBytes(8);
    connections.set(socket, { challenge });
    const handshake = `${offered} ${challengeMessage(challenge, ntDomain)}`;
    return refuse({ ...context, offersBearer: false, handshake });
  }
  const challenge = connections.get(socket)?.challenge;
  connections.delete(socket);
  const proof = readAuthenticateMessage(credentials);
  if (offered && challenge && proof && isTaken(context, proof, challenge)) {
    connections.set(socket, { account: proof.account });
    return undefined;
  }
  return refuse({ ...context, offersBearer: false });
}

function isTaken({ settings, virtualDirectory, request }: SignInContext, proof: NtlmProof, challenge: Buffer): boolean {
  const person = people.find(({ account }) => account === proof.account);
  if (!person || !provesPassword(proof, person.password, challenge)) return false;
  if (!settings.extendedProtection || virtualDirectory.extendedProtection === 'none') return true;
  const own = bindingOf((request.socket as TLSSocket).getX509Certificate?.()?.raw);
  // "Allow" takes a client that binds to nothing; a wrong binding is taken by none.
  if (proof.channelBinding === undefined) return virtualDirectory.extendedProtection === 'allow';
  return own?.equals(proof.channelBinding) ?? false;
}

function refuseBasic(context: SignInContext, credentials: string): Reply | undefined {
  const given = Buffer.from(credentials, 'base64').toString('utf8');
  const isGood = people.some(({ address, account, password }) =>
    [address, `${ntDomain}\\${account}`].some((name) => given === `${name}:${password}`),
  );
  if (isGood && context.virtualDirectory.schemes.includes('Basic')) return undefined;
  return refuse({ ...context, offersBearer: false });
}
