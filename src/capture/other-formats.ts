import { type Sentence, sentence } from '../errors.js';
import { startsWith } from './decode-text.js';

/**
 * Captures that this version knows by sight and does not read. Saying so, and how to get a HAR out of the same tool,
 * helps more than "not a capture".
 */
export interface OtherFormat {
  readonly name: Sentence;
  /** What to do instead: a whole sentence. */
  readonly instead: Sentence;
}

const usePcap = sentence`A packet capture shows TLS only as ciphertext: capture with "hma-doctor proxy", or save a HAR from the browser or Fiddler.`;

/** The name of a known format which is not read; undefined when the bytes are none of these. */
export function recogniseOther(bytes: Uint8Array): OtherFormat | undefined {
  return byMagic(bytes) ?? byBeginning(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'));
}

function byMagic(bytes: Uint8Array): OtherFormat | undefined {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return zip;
  if (startsWith(bytes, [0x0a, 0x0d, 0x0d, 0x0a]))
    return { name: sentence`a packet capture (pcapng)`, instead: usePcap };
  const pcaps = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1];
  if (bytes.length >= 4 && pcaps.includes(Buffer.from(bytes.subarray(0, 4)).readUInt32BE())) {
    return { name: sentence`a packet capture (pcap)`, instead: usePcap };
  }
  if (startsWith(bytes, [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65])) {
    return { name: sentence`a Windows event log (EVTX)`, instead: sentence`Copy the text of the event and give that.` };
  }
  if (startsWith(bytes, [0xac, 0xed, 0x00, 0x05])) return charles;
  return undefined;
}

const zip: OtherFormat = {
  name: sentence`a ZIP archive`,
  instead: sentence`Unpack it and give the HAR or text file inside.`,
};

const charles: OtherFormat = {
  name: sentence`a Charles session in its own format`,
  instead: sentence`In Charles choose File > Export Session > JSON Session File (.chlsj) or HTTP Archive (.har).`,
};

function byBeginning(text: string): OtherFormat | undefined {
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  // Other XML begins with <log>, too, and is read as text.
  if (
    /^(?:<\?xml[^>]{0,200}\?>\s{0,20})?<(?:har[\s>]|log>\s{0,20}<(?:version|creator|browser|pages|entries)[\s>])/i.test(
      start,
    )
  ) {
    return {
      name: sentence`an XML "HAR" of an old browser`,
      instead: sentence`Save it as JSON HAR with a newer browser or Fiddler.`,
    };
  }
  return /^(?:<\?xml[^>]{0,200}\?>\s{0,20})?<charles-session/i.test(start) ? charles : undefined;
}
