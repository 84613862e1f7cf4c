import fc from 'fast-check';
import { metadataOf, type SazSession, sazOf, sessionOf } from '../capture/saz-samples.js';
import { type BuiltEntry, buildZip } from '../capture/zip/build-zip.js';
import { fiddlerSaz } from '../support/formats/fiddler-saz.js';
import { mutate } from '../support/mutate.js';
import { zipOf } from '../support/zips.js';
import { password } from './judge-bytes.js';
import { recorded } from './recorded.js';
import type { Fodder } from './samples.js';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
const hurt = (text: string | Buffer): fc.Arbitrary<Buffer> =>
  fc.nat().map((seed) => mutate(Buffer.from(text), seed, Buffer.from(text)));

const request =
  'POST https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 2\r\n\r\nab';
const response =
  'HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nWWW-Authenticate: NTLM\r\n\r\n5\r\nabcde\r\n0\r\n\r\n';
const metadata = metadataOf({ flags: { 'x-processinfo': 'outlook:1', 'x-clientport': '50001', 'x-hma-doctor': '{}' } });

const session: fc.Arbitrary<SazSession> = fc.record(
  { c: hurt(request), s: fc.oneof(hurt(response), bytes), m: hurt(metadata) },
  { requiredKeys: [] },
);

// Numbers that archives are made of, and what they may say instead.
const number = fc.constantFrom(0, 1, 7, 1000, 0x7fffffff, 0xfffffffe, 0xffffffff);
const entry: fc.Arbitrary<BuiltEntry> = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom('raw/1_c.txt', 'raw\\1_s.txt', '../raw/2_c.txt', 'raw/', 'a.har', 'b.zip', ''),
      bytes,
    ),
    content: fc.oneof(hurt(request), bytes),
    method: fc.constantFrom(0, 8, 99, 12),
    flags: fc.nat(0xffff),
    descriptor: fc.boolean(),
    zip64: fc.constantFrom('beside', 'instead'),
    claims: fc.record({ crc: number, size: number, packed: number, offset: number }, { requiredKeys: [] }),
  },
  { requiredKeys: ['name'] },
);

/** Archives of sessions, and of captures. */
export async function archives(captures: readonly Buffer[]): Promise<readonly Fodder[]> {
  const sessions = [sessionOf(), sessionOf({ s: '' }), sessionOf({ m: metadata })];
  const plain = sazOf(sessions);
  const files = { 'raw/1_c.txt': request, 'raw/1_s.txt': response, 'raw/1_m.xml': metadata };
  const methods = ['zipcrypto', 'aes-128', 'aes-256'] as const;
  const sealed = await Promise.all(
    methods.map(async (method) => Buffer.from(await zipOf(files, { password, method }))),
  );
  const members = captures.map((capture, index): BuiltEntry => ({ name: `folder/${index}.har`, content: capture }));
  const bundle = buildZip(members);
  return [
    {
      reader: 'saz',
      samples: [
        plain,
        sazOf(sessions, { zip64: true, comment: 'Fiddler' }),
        plain.subarray(0, plain.length - 30),
        Buffer.from(await fiddlerSaz(recorded)),
      ],
      arbitrary: fc.array(session, { maxLength: 4 }).map((all) => sazOf(all)),
    },
    { reader: 'encrypted saz', samples: sealed, arbitrary: fc.constantFrom(...sealed).chain(hurt) },
    {
      reader: 'zip of captures',
      samples: [bundle, buildZip([...members, { name: 'in.zip', content: bundle }, { name: 'a.saz', content: plain }])],
      arbitrary: fc.oneof(
        fc.array(entry, { maxLength: 6 }).map((all) => buildZip(all)),
        fc
          .nat()
          .map((seed) =>
            buildZip(captures.map((one, n) => ({ name: `${n}.har`, content: mutate(one, seed + n, one) }))),
          ),
      ),
    },
  ];
}
