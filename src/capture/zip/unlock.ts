import type { Entry } from '@zip.js/zip.js';
import { HmaError, sentence } from '../../errors.js';
import { archiveOf, type PackedEntry } from './archive-of.js';
import { newPatience, type Patience, unpack, type ZipContent } from './content.js';
import { extraField, type ZipEntry } from './entry.js';
import type { Zip } from './zip.js';

/**
 * Encrypted archives: PKWARE's traditional encryption (ZipCrypto) and WinZip's AES (AE-1, AE-2). The library only undoes
 * the encryption; what comes out is unpacked by the same lines, with the same limits, as everything else.
 */

/**
 * Gives the password, or a list of which one may fit: the first hundred of it are tried. Undefined when nobody can. `again`:
 * the last answer was wrong.
 */
export type AskPassword = (again: boolean) => Promise<string | readonly string[] | undefined>;

/** An archive whose password is known. */
export interface UnlockedZip {
  /**
   * Reads entries of the archive, encrypted or not; several at once take less time than one after the other, and all
   * of them are held in memory. Never throws for what is in the archive, as `Zip.read`.
   *
   * @param limitBytes - No more than this is unpacked of each.
   */
  readonly read: (entries: readonly ZipEntry[], limitBytes?: number) => Promise<ZipContent[]>;
}

/** A person is asked so often. */
const questionLimit = 3;
/** So many of a list are tried. */
const listLimit = 100;
/** An entry that cannot be unpacked may be damaged; several that cannot be mean another password. */
const trialLimit = 8;
const contentLimitBytes = 64 * 1024 * 1024;
const packedLimitBytes = 64 * 1024 * 1024;
const nothing = Buffer.alloc(0);

/**
 * Asks for the password until it fits: for a list once, and for single ones three times at most.
 *
 * @param name - The capture, as the user gave it.
 * @throws HmaError ERR_CAPTURE_PASSWORD_NEEDED, ERR_CAPTURE_PASSWORD_WRONG, or ERR_CAPTURE_INVALID for an encryption that
 * nobody here knows. None of them holds the password.
 */
export async function unlockZip(zip: Zip, name: string, ask: AskPassword | undefined): Promise<UnlockedZip> {
  const trials = trialEntries(zip);
  if (trials.length === 0) throw unknownEncryption(name);
  const key = await findKey(zip, trials, name, ask);
  const patience = newPatience();
  return {
    read: (entries, limitBytes = contentLimitBytes) => readAll(zip, entries, key, limitBytes, patience),
  };
}

async function findKey(zip: Zip, trials: readonly ZipEntry[], name: string, ask: AskPassword | undefined) {
  const tried = new Set<string>();
  for (let questions = 0; questions < questionLimit; ) {
    const answer = await ask?.(tried.size > 0);
    const isList = typeof answer === 'object';
    const passwords = candidatesOf(answer).filter((one) => !tried.has(one));
    // The same answer again comes from a file or a variable: asking on would never end.
    if (passwords.length === 0) break;
    for (const password of passwords) {
      for (const key of keysOf(password)) if (await fits(zip, trials, key)) return key;
      tried.add(password);
    }
    questions += isList ? 0 : 1;
  }
  throw tried.size === 0 ? needed(name) : wrong(name);
}

function candidatesOf(answer: string | readonly string[] | undefined): string[] {
  const list = typeof answer === 'object' ? answer.slice(0, listLimit) : [answer ?? ''];
  return [...new Set(list)].filter((one) => one !== '');
}

// Writers disagree on the bytes of letters outside ASCII.
function keysOf(password: string): Uint8Array[] {
  const utf8 = Buffer.from(password, 'utf8');
  return utf8.length === password.length ? [utf8] : [utf8, Buffer.from(password, 'latin1')];
}

function trialEntries({ entries }: Zip): ZipEntry[] {
  const known = entries.filter(({ encryption }) => encryption === 'zipcrypto' || encryption === 'aes');
  const size = (entry: ZipEntry) => (entry.size === 0 ? Number.MAX_SAFE_INTEGER : (entry.size ?? entry.compressedSize));
  return known.sort((a, b) => size(a) - size(b)).slice(0, trialLimit);
}

// One in 256 wrong passwords passes ZipCrypto's check byte: only the checksum (with AES, the HMAC) proves the right one.
async function fits(zip: Zip, trials: readonly ZipEntry[], key: Uint8Array): Promise<boolean> {
  const contents = await readAll(zip, trials, key, contentLimitBytes, newPatience());
  return contents.some(({ defect }) => defect === undefined || defect === 'too-large');
}

async function readAll(
  zip: Zip,
  entries: readonly ZipEntry[],
  key: Uint8Array,
  limitBytes: number,
  patience: Patience,
): Promise<ZipContent[]> {
  const sealed = entries.filter(({ encryption }) => encryption !== 'none').flatMap((entry) => packedOf(zip, entry));
  const opened = await undo(sealed, key);
  return entries.map((entry): ZipContent => {
    if (entry.encryption === 'none') return zip.read(entry, limitBytes);
    if (entry.encryption === 'unknown') return { bytes: nothing, defect: 'unsupported' };
    if (entry.compressedSize > packedLimitBytes) return { bytes: nothing, defect: 'too-large' };
    const bytes = opened.get(entry);
    return bytes ? unpackOpened(entry, bytes, limitBytes, patience) : { bytes: nothing, defect: 'damaged' };
  });
}

function packedOf(zip: Zip, entry: ZipEntry): PackedEntry[] {
  if (entry.encryption === 'unknown' || entry.compressedSize > packedLimitBytes) return [];
  const packed = zip.packed(entry);
  return packed ? [{ entry, packed }] : [];
}

function unpackOpened(entry: ZipEntry, bytes: Buffer, limitBytes: number, patience: Patience): ZipContent {
  const aes = entry.encryption === 'aes' ? aesFieldOf(entry) : undefined;
  // AE-2 leaves the checksum out: there the HMAC has been checked.
  const crc = aes?.version === 2 ? undefined : entry.crc;
  return unpack({ bytes, method: aes?.method ?? entry.method, size: entry.size, crc }, limitBytes, patience);
}

// WinZip's field 0x9901: vendor version, "AE", key strength, the real method.
function aesFieldOf({ extra }: ZipEntry): { readonly version: number; readonly method: number } | undefined {
  const field = extra && extraField(Buffer.from(extra), 0x9901);
  return field && field.length >= 7 ? { version: field.readUInt16LE(0), method: field.readUInt16LE(5) } : undefined;
}

// Decrypted, and still deflated. What is missing does not fit the password, or is damaged.
async function undo(sealed: readonly PackedEntry[], rawPassword: Uint8Array): Promise<Map<ZipEntry, Buffer>> {
  const opened = new Map<ZipEntry, Buffer>();
  if (sealed.length === 0) return opened;
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js');
  const reader = new ZipReader(new Uint8ArrayReader(archiveOf(sealed)), { useWebWorkers: false });
  const open = async (index: number, file: Entry) => {
    const of = sealed[index];
    if (!of || file.directory) return;
    try {
      const bytes = await file.getData(new Uint8ArrayWriter(), { rawPassword, passThrough: 'compressed' });
      opened.set(of.entry, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    } catch {
      // the caller sees that it is missing
    }
  };
  await Promise.all((await reader.getEntries()).map((file, index) => open(index, file)));
  await reader.close();
  return opened;
}

function needed(name: string): HmaError {
  const message = sentence`"${name}" is encrypted, and no password was given. ${howToGive}`;
  return new HmaError('ERR_CAPTURE_PASSWORD_NEEDED', message);
}

function wrong(name: string): HmaError {
  const message = sentence`The password does not open "${name}". Check its spelling, capital letters and blanks. ${howToGive}`;
  return new HmaError('ERR_CAPTURE_PASSWORD_WRONG', message);
}

const howToGive = sentence`Give the password with --password-file FILE or in the environment variable HMA_DOCTOR_SAZ_PASSWORD, or run the command on a terminal, where it is asked for.`;

function unknownEncryption(name: string): HmaError {
  const message = sentence`Cannot read capture "${name}": it is encrypted in a way that is not supported (neither ZipCrypto nor AES). Open it where it was saved, and save it again without a password or with AES.`;
  return new HmaError('ERR_CAPTURE_INVALID', message);
}
