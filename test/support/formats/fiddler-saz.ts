import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { RawTransaction } from '../../../src/types.js';
import { localTime, wireBody } from './wire.js';

/**
 * A Session Archive as Fiddler Classic writes it: bodies as on the wire, absolute URLs in the request lines, local times
 * with seven digits, ZIP64 fields although nothing is large, and numbers of files that are not the sessions' ids.
 */
export async function fiddlerSaz(transactions: readonly RawTransaction[]): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { zip64: true, useWebWorkers: false });
  const add = async (name: string, content: string | Buffer) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    await zip.add(name, new Uint8ArrayReader(new Uint8Array(bytes)));
  };
  await zip.add('raw/', undefined, { directory: true });
  const width = String(transactions.length).length;
  for (const [index, transaction] of transactions.entries()) {
    const name = `raw/${String(index + 1).padStart(width, '0')}`;
    await add(`${name}_c.txt`, requestOf(transaction));
    await add(`${name}_s.txt`, responseOf(transaction));
    await add(`${name}_m.xml`, metadataOf(transaction, openedAt(transaction, transactions)));
  }
  await add('_index.htm', '\uFEFF<html><head></head><body><table cols=12></table></body></html>');
  await add(
    '[Content_Types].xml',
    '<?xml version="1.0" encoding="utf-8" ?>\r\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\r\n' +
      '<Default Extension="htm" ContentType="text/html" />\r\n<Default Extension="xml" ContentType="application/xml" />\r\n' +
      '<Default Extension="txt" ContentType="text/plain" />\r\n</Types>',
  );
  return await zip.close(
    Buffer.from('Fiddler (v5.0.20253.3311) Session Archive. See https://api.getfiddler.com/r/?fiddler'),
  );
}

function requestOf({ request }: RawTransaction): Buffer {
  const { method = '', url = '', head = '', body } = request ?? {};
  const lines = head.slice(head.indexOf('\r\n') + 2);
  return Buffer.concat([Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines}\r\n\r\n`, 'latin1'), wireBody(head, body)]);
}

function responseOf({ response }: RawTransaction): Buffer {
  if (!response) return Buffer.alloc(0);
  const { head, body } = response;
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), wireBody(head, body)]);
}

/** When the client opened the connection: Fiddler says so of each of its sessions. */
function openedAt({ connection }: RawTransaction, all: readonly RawTransaction[]): number | undefined {
  return all.find((one) => one.connection === connection)?.startedAt;
}

function metadataOf(t: RawTransaction, opened: number | undefined): string {
  const time = (at: number | undefined) => (at === undefined ? '0001-01-01T00:00:00' : localTime(at, -7, 7));
  const [connected, sent, received] = [time(opened), time(t.startedAt), time(t.endedAt)];
  const flags = [
    ['x-clientport', String(50_000 + Number(t.connection))],
    ['x-clientip', '127.0.0.1'],
    ['x-hostip', '192.0.2.10'],
    ['x-processinfo', 'outlook:4711'],
    ['x-responsebodytransferlength', '1,234'],
  ];
  return [
    '\uFEFF<?xml version="1.0" encoding="utf-8"?>',
    `<Session SID="${t.id}" BitFlags="19">`,
    `  <SessionTimers ClientConnected="${connected}" ClientBeginRequest="${sent}" GotRequestHeaders="${sent}" ` +
      `ClientDoneRequest="${sent}" GatewayTime="0" DNSTime="0" TCPConnectTime="0" HTTPSHandshakeTime="0" ` +
      `ServerConnected="${sent}" FiddlerBeginRequest="${sent}" ServerGotRequest="${sent}" ServerBeginResponse="${received}" ` +
      `GotResponseHeaders="${received}" ServerDoneResponse="${received}" ClientBeginResponse="${received}" ` +
      `ClientDoneResponse="${received}" />`,
    '  <PipeInfo CltReuse="true" Reused="true" />',
    '  <SessionFlags>',
    ...flags.map(([name, value]) => `    <SessionFlag N="${name}" V="${value}" />`),
    '  </SessionFlags>',
    '</Session>',
  ].join('\r\n');
}
