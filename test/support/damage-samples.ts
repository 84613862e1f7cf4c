import { entryOf, harOf } from '../capture/har-samples.js';

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
  return [har(), text()];
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
