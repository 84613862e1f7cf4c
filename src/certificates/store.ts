import { X509Certificate } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HmaError, type Sentence, sentence } from '../errors.js';
import { type Authority, createAuthority, restoreAuthority } from './authority.js';
import { normaliseHosts } from './host-list.js';
import { removeLeftovers, writeAtomically } from './write-atomically.js';
import type { KeyType } from './x509.js';

// One file holds certificate, key and hosts, so that no crash can leave parts which do not fit together.
const authorityFileName = 'authority.json';
const certificateFileName = 'hma-doctor-ca.pem';
const dayMs = 86_400_000;

/** Where the root's certificate (PEM, no key) lies, for clients to trust. */
export function certificateFileIn(folder: string): string {
  return join(folder, certificateFileName);
}

/** Removes the authority with its key. @returns Whether there was one. */
export async function removeAuthority(folder: string): Promise<boolean> {
  const files = [join(folder, authorityFileName), certificateFileIn(folder)];
  const there = await Promise.all(files.map((file) => lstat(file).then(Boolean, () => false)));
  for (const file of files) {
    await rm(file, { force: true });
    await removeLeftovers(file);
  }
  return there.includes(true);
}

/** The authority of this computer's user, and what became of it. */
export interface OpenedAuthority {
  readonly authority: Authority;
  /** It was made just now: clients do not trust it yet. */
  readonly isNew: boolean;
  /** A PEM copy of the certificate (no key), to be trusted by clients. */
  readonly certificateFile: string;
  /** SHA-256 fingerprint of the authority that this one replaces, to be taken out of the trust stores. */
  readonly replaced?: string;
}

/** What `openAuthority` is told. */
export interface StoreOptions {
  /** Made, mode 0700, when it is missing. */
  readonly folder: string;
  readonly hosts: readonly string[];
  readonly days?: number;
  /** `rsa`, so that old clients can be served, too. */
  readonly keyType?: KeyType;
  readonly now?: Date;
  /** Keeps others out of the folder where file modes do not; called before a key is in it. */
  readonly protect?: (folder: string) => Promise<void>;
}

/**
 * The kept authority while it is valid for more than a day, covers exactly these hosts and was readable by its owner
 * only; else a new one in its place. Files that cannot be read as an authority count as none.
 *
 * @throws {HmaError} ERR_CERTIFICATES when the folder or file is not the user's own, is writable by others, or cannot
 * be read or written.
 */
export async function openAuthority(options: StoreOptions): Promise<OpenedAuthority> {
  const { folder } = options;
  const hosts = normaliseHosts(options.hosts);
  const now = options.now ?? new Date();
  const certificateFile = certificateFileIn(folder);
  try {
    await ownFolder(folder);
    await options.protect?.(folder);
    const kept = await readKept(join(folder, authorityFileName));
    if (kept && !kept.exposed && isUsable(kept.authority, hosts, now)) {
      await keepCopy(certificateFile, kept.authority.certificate);
      return { authority: kept.authority, isNew: false, certificateFile };
    }
    const days = options.days === undefined ? {} : { days: options.days };
    const replaced = kept?.authority.fingerprint ?? (await fingerprintIn(certificateFile));
    const authority = await createAuthority({ hosts, now, keyType: options.keyType ?? 'rsa', ...days });
    await writeAtomically(join(folder, authorityFileName), serialise(authority), 0o600);
    await writeAtomically(certificateFile, authority.certificate, 0o644);
    return { authority, isNew: true, certificateFile, ...(replaced !== undefined && { replaced }) };
  } catch (cause) {
    throw cause instanceof HmaError ? cause : storeError(folder, cause);
  }
}

// What is there already is not written again: the folder may be one that can only be read by now.
async function keepCopy(file: string, certificate: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => undefined);
  const isPlain = (await lstat(file).catch(() => undefined))?.isFile() === true;
  if (there !== certificate || !isPlain) await writeAtomically(file, certificate, 0o644);
}

async function ownFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (created !== undefined) await chmod(folder, 0o700); // whatever the umask
  const status = await stat(folder); // the folder itself may be a link of the user's own making
  if (!status.isDirectory()) throw notOurs(folder, sentence`is not a folder`);
  if (!isOwn(status.uid)) throw notOurs(folder, sentence`belongs to another user`);
  if (hasPosixModes && (status.mode & 0o022) !== 0) throw notOurs(folder, sentence`can be written by other users`);
}

async function readKept(file: string): Promise<{ authority: Authority; exposed: boolean } | undefined> {
  const status = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!status) return undefined;
  if (!status.isFile()) throw notOurs(file, sentence`is not a plain file`);
  if (!isOwn(status.uid)) throw notOurs(file, sentence`belongs to another user`);
  const authority = parse(await readFile(file, 'utf8'));
  // Once others could read the key, it is no longer ours alone.
  return authority && { authority, exposed: hasPosixModes && (status.mode & 0o077) !== 0 };
}

// Of an authority whose own file is lost or damaged: it may still be trusted somewhere.
async function fingerprintIn(certificateFile: string): Promise<string | undefined> {
  try {
    return new X509Certificate(await readFile(certificateFile)).fingerprint256;
  } catch {
    return undefined; // there is none, or nothing that a client could have been made to trust
  }
}

function serialise({ hosts, certificate, issuing, key }: Authority): string {
  return `${JSON.stringify({ hosts, certificate, issuing, key }, undefined, 2)}\n`;
}

function parse(text: string): Authority | undefined {
  try {
    const { hosts, certificate, issuing, key } = JSON.parse(text) as Record<string, unknown>;
    if (!Array.isArray(hosts) || !isText(certificate) || !isText(issuing) || !isText(key)) return undefined;
    return restoreAuthority({ certificate, issuing, key, hosts: hosts.map(String) });
  } catch {
    return undefined; // a damaged file is as good as none: a new authority takes its place
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isUsable(authority: Authority, hosts: readonly string[], now: Date): boolean {
  const isSameList = authority.hosts.length === hosts.length && authority.hosts.every((host, i) => host === hosts[i]);
  return isSameList && authority.notAfter.getTime() - now.getTime() > dayMs;
}

const hasPosixModes = process.platform !== 'win32';

function isOwn(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}

function notOurs(path: string, why: Sentence): HmaError {
  return new HmaError(
    'ERR_CERTIFICATES',
    sentence`Cannot keep a certificate authority in ${JSON.stringify(path)}: it ${why}. Name a folder of your own with --confdir.`,
  );
}

function storeError(folder: string, cause: unknown): HmaError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  return new HmaError(
    'ERR_CERTIFICATES',
    sentence`Cannot read or write the certificate authority in ${JSON.stringify(folder)} (${reason}). Name another folder with --confdir.`,
    { cause },
  );
}
