/**
 * Asks a SOCKS proxy for a connection: version 5 (RFC 1928, with name and password by RFC 1929), and version 4 with its
 * extension 4a, so that the proxy resolves the name in both. Only so many bytes are read as belong to its answers: what
 * follows is the server's. (The package `socks` reads ahead, and gives what it has too much as one event of its own, which
 * is lost where a socket is read or wrapped in TLS.)
 */
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Failure } from '../../types.js';
import type { SocksHop } from './route.js';

/** Why a proxy of version 5 opens no connection (RFC 1928 §6). */
const reasons = [
  'it opened the connection',
  'general failure',
  'not allowed by its rules',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
];

const noAnswer: Failure = {
  stage: 'proxy',
  code: 'ERR_PROXY_NO_ANSWER',
  message: 'the proxy on the way gave no answer that is one of SOCKS',
};

/** @returns Undefined when the connection is open. It waits as long as the socket lives. */
export function askSocks(
  socket: Duplex,
  { version, user }: SocksHop,
  to: { readonly host: string; readonly port: number },
): Promise<Failure | undefined> {
  return version === 5 ? askVersion5(socket, user, to) : askVersion4(socket, user?.name ?? '', to);
}

async function askVersion5(
  socket: Duplex,
  user: SocksHop['user'],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Failure | undefined> {
  socket.write(Buffer.from(user ? [5, 2, 0, 2] : [5, 1, 0]));
  const chosen = await take(socket, 2);
  if (chosen?.[0] !== 5) return noAnswer;
  const method = chosen[1];
  if (method !== 0 && !(method === 2 && user)) return refused('SOCKS_SIGN_IN_REQUIRED', 'it wants another sign-in');
  if (method === 2 && user) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(user.name), counted(user.password)]));
    const signedIn = await take(socket, 2);
    if (!signedIn) return noAnswer;
    if (signedIn[1] !== 0) return refused('SOCKS_SIGN_IN_REFUSED', 'it refuses the name and password');
  }
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), address(host), bigEndian(port)]));
  const reply = await take(socket, 5);
  if (reply?.[0] !== 5) return noAnswer;
  const [, code = 1, , kind, first = 0] = reply;
  if (code !== 0) return refused(`SOCKS_REPLY_${code}`, reasons[code] ?? 'a reason without a name');
  // The address that it connects from, one byte of which is read already, and a port.
  const rest = await take(socket, 2 + (kind === 1 ? 3 : kind === 4 ? 15 : first));
  return rest ? undefined : noAnswer;
}

async function askVersion4(
  socket: Duplex,
  name: string,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Failure | undefined> {
  const isAddress = isIP(host) === 4;
  const place = isAddress ? host.split('.').map(Number) : [0, 0, 0, 1]; // 0.0.0.1: the name comes last
  const words = `${name}\0${isAddress ? '' : `${host}\0`}`;
  socket.write(Buffer.concat([Buffer.from([4, 1]), bigEndian(port), Buffer.from(place), Buffer.from(words)]));
  const reply = await take(socket, 8);
  if (reply?.[0] !== 0) return noAnswer;
  return reply[1] === 90 ? undefined : refused(`SOCKS_REPLY_${reply[1]}`, 'rejected or failed');
}

function refused(code: string, reason: string): Failure {
  return { stage: 'proxy', code, message: `the SOCKS proxy on the way did not open the connection: ${reason}` };
}

function address(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIP(host) === 6) return Buffer.from([4, ...bytesOfIPv6(host)]);
  return Buffer.concat([Buffer.from([3]), counted(host)]);
}

function bytesOfIPv6(host: string): number[] {
  const [before = '', after] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string | undefined) => (text ? text.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const [head, tail] = [groups(before), groups(after)];
  const gap = new Array<number>(8 - head.length - tail.length).fill(0);
  return [...head, ...gap, ...tail].flatMap((group) => [group >> 8, group & 255]);
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function bigEndian(port: number): Buffer {
  return Buffer.from([port >> 8, port & 255]);
}

/** Exactly so many bytes; undefined when the proxy goes away before. */
function take(socket: Duplex, length: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const settle = (bytes: Buffer | undefined) => {
      socket.off('readable', look).off('end', gone).off('close', gone);
      resolve(bytes);
    };
    const look = () => {
      const bytes: Buffer | null = socket.read(length);
      if (bytes) settle(bytes.length === length ? bytes : undefined); // shorter at the end
    };
    const gone = () => settle(undefined);
    socket.on('readable', look).on('end', gone).on('close', gone);
    if (socket.destroyed || socket.readableEnded) gone();
    else look();
  });
}
