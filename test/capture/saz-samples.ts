import { type BuiltEntry, type BuiltZip, buildZip } from './zip/build-zip.js';

/** One session's files; a missing one is not in the archive. */
export interface SazSession {
  readonly number?: number | string;
  readonly c?: string | Buffer;
  readonly s?: string | Buffer;
  readonly m?: string | Buffer;
}

const request = 'GET https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n';
const response = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** An archive of sessions as Fiddler lays it out; numbers count from 1 where none is given. */
export function sazOf(sessions: readonly SazSession[], options: BuiltZip & { readonly prefix?: string } = {}): Buffer {
  const { prefix = 'raw/', ...zip } = options;
  const entries = sessions.flatMap(({ number, ...files }, index) =>
    Object.entries(files).map(([part, content]): BuiltEntry => {
      const name = `${prefix}${number ?? index + 1}_${part}.${part === 'm' ? 'xml' : 'txt'}`;
      return { name, content: typeof content === 'string' ? Buffer.from(content, 'latin1') : content, zip64: 'beside' };
    }),
  );
  return buildZip([{ name: prefix, method: 8 }, ...entries, { name: '_index.htm', content: '<html></html>' }], zip);
}

/** A session with a boring default for each of its files. */
export function sessionOf(files: SazSession = {}): SazSession {
  return { c: request, s: response, m: metadataOf({}), ...files };
}

/** `N_m.xml` as Fiddler writes it. */
export function metadataOf({
  session = 'SID="7" BitFlags="9"',
  timers = 'ClientBeginRequest="2025-08-30T11:33:40.0256586-07:00" ServerDoneResponse="2025-08-30T11:33:41.4264004-07:00"',
  flags = {},
}: {
  readonly session?: string;
  readonly timers?: string;
  readonly flags?: Readonly<Record<string, string>>;
}): string {
  const lines = Object.entries(flags).map(([name, value]) => `    <SessionFlag N="${name}" V="${value}" />\r\n`);
  return (
    `\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>\r\n<Session ${session}>\r\n  <SessionTimers ${timers} />\r\n` +
    `  <PipeInfo CltReuse="true" />\r\n  <SessionFlags>\r\n${lines.join('')}  </SessionFlags>\r\n</Session>`
  );
}
