import { HmaError, sentence } from '../errors.js';
import type { ReadOptions } from './capture.js';
import { isSaz } from './saz.js';
import { memorySource, partOf, type Source } from './source.js';
import type { ZipEntry } from './zip/entry.js';
import { unlockZip } from './zip/unlock.js';
import { looksLikeZip, openZip, type Zip } from './zip/zip.js';

/** A ZIP in which captures lie beside each other, as people send them. */
export interface Bundle {
  /** In the order of the archive, without folders. */
  readonly members: readonly BundleMember[];
  /**
   * Unpacks a member into memory; what is damaged of it is left out. Its name is `bundle.zip!folder/a.har`.
   *
   * @throws HmaError ERR_CAPTURE_PASSWORD_…, or ERR_CAPTURE_INVALID when nothing of it can be unpacked.
   */
  readonly open: (member: BundleMember) => Promise<Source>;
}

/** A file in a bundle. */
export interface BundleMember {
  /** Its path in the archive, with slashes. */
  readonly name: string;
  /** Bytes that it takes in the archive. */
  readonly packedSize: number;
}

/** A bundle within a bundle within a bundle is looked into, and no deeper. */
export const bundleDepthLimit = 3;

/** A capture in a bundle may unpack to this; beyond, its beginning is read. */
const memberLimitBytes = 512 * 1024 * 1024;

/**
 * Opens a ZIP of captures. The source must stay open while members are read.
 *
 * @returns undefined for what is no ZIP, and for a ZIP that is a capture itself (Fiddler's SAZ).
 * @throws HmaError ERR_CAPTURE_INVALID when it begins like a ZIP and holds nothing that can be found.
 */
export function openBundle(source: Source, options: ReadOptions = {}): Bundle | undefined {
  if (!looksLikeZip(partOf(source, 0, 4))) return undefined;
  const zip = openZip(source);
  if (isSaz(zip)) return undefined;
  const entries = new Map(zip.entries.map((entry) => [entry.name, entry]));
  const unpack = createUnpacker(zip, source.name, options);
  return {
    members: zip.entries.filter(isFile).map(({ name, compressedSize }) => ({ name, packedSize: compressedSize })),
    open: async ({ name }) => {
      const entry = entries.get(name);
      const own = `${source.name}!${onOneLine(name)}`;
      const bytes = entry && (await unpack(entry));
      if (bytes) return memorySource(bytes, own);
      const message = sentence`Cannot read capture "${own}": it cannot be unpacked. Copy the archive again, or unpack it yourself first.`;
      throw new HmaError('ERR_CAPTURE_INVALID', message);
    },
  };
}

// A name in an archive may hold anything, and stands in messages.
function onOneLine(name: string): string {
  return name.replace(/\p{Cc}/gu, '\u{fffd}');
}

function isFile({ name }: ZipEntry): boolean {
  return !name.endsWith('/');
}

function createUnpacker(zip: Zip, name: string, options: ReadOptions) {
  let unlocked: ReturnType<typeof unlockZip> | undefined;
  return async (entry: ZipEntry): Promise<Uint8Array | undefined> => {
    if (entry.encryption === 'none') return something(zip.read(entry, memberLimitBytes));
    unlocked ??= unlockZip(zip, name, options.password); // one question for the whole archive
    const [content] = await (await unlocked).read([entry], memberLimitBytes);
    return content && something(content);
  };
}

function something({ bytes, defect }: ReturnType<Zip['read']>): Uint8Array | undefined {
  return defect !== undefined && bytes.length === 0 ? undefined : bytes;
}
