import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** How an archive is encrypted; ZipCrypto is what Fiddler calls "password-protected". */
export interface Sealing {
  readonly password: string;
  readonly method: 'zipcrypto' | 'aes-128' | 'aes-256';
}

/** A ZIP with these files in it, in their order. */
export async function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  sealing?: Sealing,
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    await zip.add(name, new Uint8ArrayReader(new Uint8Array(bytes)), sealing ? optionsOf(sealing) : {});
  }
  return await zip.close();
}

function optionsOf({ password, method }: Sealing) {
  if (method === 'zipcrypto') return { password, zipCrypto: true };
  return { password, encryptionStrength: method === 'aes-128' ? (1 as const) : (3 as const) };
}
