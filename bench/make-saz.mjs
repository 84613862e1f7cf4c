import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { bodyNumber, exchangeNumber } from './traffic.mjs';

/** Writes a Fiddler archive of so many sessions, three members each, as Fiddler Classic lays it out. */
export function makeSaz(path, sessions) {
  const file = openSync(path, 'w');
  const directory = [];
  let offset = 0;
  const add = (name, text) => {
    const raw = Buffer.from(text, 'latin1');
    const packed = deflateRawSync(raw);
    const record = header(name, raw, packed);
    writeSync(file, Buffer.concat([record.local, packed]));
    directory.push(record.central(offset));
    offset += record.local.length + packed.length;
  };
  for (let n = 1; n <= sessions; n += 1) {
    const { startedAt, method, url, request, status, reason, response } = exchangeNumber(n);
    const body = bodyNumber(n, 1500);
    const lines = (list) => list.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    add(`raw/${n}_c.txt`, `${method} ${url} HTTP/1.1\r\n${lines(request)}\r\n`);
    const answer = response.filter(([name]) => name !== 'Content-Length');
    add(
      `raw/${n}_s.txt`,
      `HTTP/1.1 ${status} ${reason}\r\n${lines(answer)}Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    add(`raw/${n}_m.xml`, metadata(n, startedAt));
  }
  writeSync(file, Buffer.concat([...directory, end(directory, offset)]));
  closeSync(file);
}

function metadata(n, startedAt) {
  const at = (ms) => new Date(startedAt + ms).toISOString().replace('Z', '0000+00:00');
  const begin = ['ClientConnected', 'ClientBeginRequest', 'GotRequestHeaders', 'ClientDoneRequest'];
  const server = [
    'ServerConnected',
    'FiddlerBeginRequest',
    'ServerGotRequest',
    'ServerBeginResponse',
    'GotResponseHeaders',
  ];
  const done = ['ServerDoneResponse', 'ClientBeginResponse', 'ClientDoneResponse'];
  const timers = [...begin, ...server, ...done].map((name, index) => `${name}="${at(index * 4)}"`).join(' ');
  const flags = {
    'x-clientip': '127.0.0.1',
    'x-clientport': 50000 + (n % 12),
    'x-processinfo': 'outlook:4242',
    'x-hostip': '192.0.2.10',
  };
  const xml = Object.entries(flags).map(([name, value]) => `    <SessionFlag N="${name}" V="${value}" />\r\n`);
  return (
    `\u00ef\u00bb\u00bf<?xml version="1.0" encoding="utf-8"?>\r\n<Session SID="${n}" BitFlags="19">\r\n  <SessionTimers ${timers} ` +
    `GatewayTime="0" DNSTime="0" TCPConnectTime="4" HTTPSHandshakeTime="0" />\r\n  <PipeInfo Reused="true" />\r\n` +
    `  <SessionFlags>\r\n${xml.join('')}  </SessionFlags>\r\n</Session>`
  );
}

function header(name, raw, packed) {
  const path = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(raw), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(raw.length, 18);
  common.writeUInt16LE(path.length, 22);
  const central = (offset) => {
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    return Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, path]);
  };
  return { local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path]), central };
}

function end(directory, offset) {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(directory.length, 8);
  record.writeUInt16LE(directory.length, 10);
  record.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  record.writeUInt32LE(offset, 16);
  return record;
}
