/**
 * The first bytes of a TLS client, read without answering them: what name it asks for and which protocols it speaks
 * decide whether we may decrypt. Traps: the hello may be split over records and over reads at any byte, lengths are
 * the sender's and may lie, and what is not TLS must be told apart early, because such a client may wait for us.
 */

/** What the bytes seen so far are. `alpn` is missing when the client did not offer it. */
export type ClientHello =
  | { readonly state: 'partial' }
  | { readonly state: 'not-tls' }
  | {
      readonly state: 'hello';
      readonly serverName?: string;
      readonly alpn?: readonly string[];
      /** Wire numbers (0x0303 is TLS 1.2). Missing when the client names only its highest, `legacyVersion`. */
      readonly versions?: readonly number[];
      readonly legacyVersion: number;
    };

const partial: ClientHello = { state: 'partial' };
const notTls: ClientHello = { state: 'not-tls' };

const recordHeaderBytes = 5;
const recordLimitBytes = 16_384 + 2_048;
const helloLimitBytes = 65_536;

/**
 * Reads a ClientHello from a connection's first bytes. Never throws: what cannot be one is `not-tls`, what could
 * still become one is `partial`.
 *
 * @param bytes - Everything received so far.
 * @see RFC 8446 §4.1.2, RFC 6066 §3 (server_name), RFC 7301 §3.1 (ALPN)
 */
export function readClientHello(bytes: Uint8Array): ClientHello {
  const joined = joinRecords(bytes);
  if (!joined) return notTls;
  const { body, cut } = joined;
  const more = cut ? partial : notTls;
  if (body.length === 0) return partial;
  if (body[0] !== 1) return notTls;
  if (body.length < 4) return more;
  const length = uint16(body, 2) + (body[1] ?? 0) * 65_536;
  if (length > helloLimitBytes) return notTls;
  return body.length < 4 + length ? partial : readHello(body.subarray(4, 4 + length));
}

// A handshake message may span records (RFC 8446 §5.1). Undefined when the bytes cannot be handshake records.
function joinRecords(bytes: Uint8Array): { body: Uint8Array; cut: boolean } | undefined {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== 22) return parts.length > 0 ? { body: concat(parts), cut: false } : undefined;
    if (at + 1 < bytes.length && bytes[at + 1] !== 3) return undefined;
    if (at + recordHeaderBytes > bytes.length) break;
    const length = uint16(bytes, at + 3);
    if (length === 0 || length > recordLimitBytes) return undefined;
    parts.push(bytes.subarray(at + recordHeaderBytes, at + recordHeaderBytes + length));
    at += recordHeaderBytes + length;
  }
  return { body: concat(parts), cut: true };
}

function readHello(hello: Uint8Array): ClientHello {
  const legacyVersion = uint16(hello, 0);
  let at = 2 + 32;
  at += 1 + (hello[at] ?? 0); // legacy_session_id
  at += 2 + uint16(hello, at); // cipher_suites
  at += 1 + (hello[at] ?? 0); // legacy_compression_methods
  if (at > hello.length) return notTls;
  let found: Partial<Extract<ClientHello, { state: 'hello' }>> = {};
  const end = Math.min(hello.length, at + 2 + uint16(hello, at));
  at += 2;
  while (at + 4 <= end) {
    const length = uint16(hello, at + 2);
    const value = hello.subarray(at + 4, Math.min(end, at + 4 + length));
    found = { ...readExtension(uint16(hello, at), value), ...found };
    at += 4 + length;
  }
  return { state: 'hello', legacyVersion, ...found };
}

function readExtension(type: number, value: Uint8Array): Partial<Extract<ClientHello, { state: 'hello' }>> {
  if (type === 0) return readServerName(value);
  if (type === 16) return { alpn: readProtocolNames(value) };
  if (type === 43) return { versions: readVersions(value) };
  return {};
}

function readServerName(value: Uint8Array): { serverName?: string } {
  if (value.length < 5 || value[2] !== 0) return {};
  const name = ascii(value.subarray(5, 5 + uint16(value, 3)));
  return name === '' ? {} : { serverName: name };
}

function readProtocolNames(value: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = 2; at < value.length; at += 1 + (value[at] ?? 0)) {
    names.push(ascii(value.subarray(at + 1, at + 1 + (value[at] ?? 0))));
  }
  return names;
}

function readVersions(value: Uint8Array): number[] {
  const versions: number[] = [];
  for (let at = 1; at + 1 < value.length; at += 2) versions.push(uint16(value, at));
  return versions;
}

// Beyond the end there are zeros: a lying length then fails its own check, not ours.
function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
}
