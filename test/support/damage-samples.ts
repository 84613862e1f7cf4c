import { charlesSessionOf } from '../capture/charles-samples.js';
import { entryOf, harOf } from '../capture/har-samples.js';
import { sazOf, sessionOf } from '../capture/saz-samples.js';
import { flowOf } from './formats/mitmproxy.js';
import { writeNetlog } from './formats/netlog.js';
import { tnetstring } from './formats/tnetstring.js';
import { traffic } from './traffic.js';

/** A sound file, and where each of its transactions is whole. */
export interface DamageSample {
  readonly format: string;
  readonly bytes: Buffer;
  /** Offsets: a file cut there or later still holds the whole transaction. */
  readonly ends: readonly number[];
}

const count = 12;

/** One for each format that we read; a new format has its line here. */
export async function damageSamples(): Promise<DamageSample[]> {
  return [har(), text(), saz(), mitmproxy(), netlog(), charles()];
}

function har(): DamageSample {
  const entry = (n: number) => entryOf({ request: { url: `https://mail.contoso.com/EWS/${n}` } });
  const build = (n: number) => harOf(Array.from({ length: n }, (_, index) => entry(index)));
  const ends = Array.from({ length: count }, (_, index) => build(index + 1).length - ']}}'.length);
  return { format: 'har', bytes: build(count), ends };
}

function text(): DamageSample {
  const message = (n: number) =>
    `> GET /EWS/${n} HTTP/1.1\n> Host: mail.contoso.com\n> Authorization: Bearer\n>\n` +
    `< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer client_id="x"\n< Date: Wed, 01 May 2024 08:00:0${n % 10} GMT\n<\n`;
  const build = (n: number) => Buffer.from(Array.from({ length: n }, (_, index) => message(index)).join(''));
  return {
    format: 'text',
    bytes: build(count),
    ends: Array.from({ length: count }, (_, index) => build(index + 1).length),
  };
}

function saz(): DamageSample {
  const session = (n: number) =>
    sessionOf({ c: `GET https://mail.contoso.com/EWS/${n} HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n` });
  const bytes = sazOf(Array.from({ length: count }, (_, index) => session(index)));
  // Each session ends where the next entry begins.
  const ends = Array.from({ length: count }, (_, index) => {
    return bytes.indexOf('PK\x03\x04', bytes.indexOf(`raw/${index + 1}_m.xml`), 'latin1');
  });
  return { format: 'saz', bytes, ends };
}

const requests = Array.from({ length: count }, (_, n) => ({ url: `https://mail.contoso.com/EWS/${n}`, status: 401 }));

function mitmproxy(): DamageSample {
  const flows = traffic(...requests).map((raw) => tnetstring(flowOf(raw)));
  const ends = flows.map((_, index) => Buffer.concat(flows.slice(0, index + 1)).length);
  return { format: 'mitmproxy', bytes: Buffer.concat(flows), ends };
}

function netlog(): DamageSample {
  const build = (n: number) => writeNetlog(traffic(...requests.slice(0, n)));
  const ends = requests.map((_, index) => build(index + 1).length - '],\n"polledData": {}}\n'.length);
  return { format: 'netlog', bytes: build(count), ends };
}

function charles(): DamageSample {
  const build = (n: number) =>
    Buffer.from(JSON.stringify(Array.from({ length: n }, (_, index) => charlesSessionOf({ path: `/EWS/${index}` }))));
  return { format: 'charles', bytes: build(count), ends: requests.map((_, index) => build(index + 1).length - 1) };
}
