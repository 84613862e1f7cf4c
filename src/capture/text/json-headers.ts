/** Collections of headers in JSON. */

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** In order; repeats kept. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** The headers of an object or list that is a collection of them; undefined for anything else. */
export function headersOf(value: unknown): Headers | undefined {
  const pairs = Array.isArray(value) ? pairsOfList(value) : pairsOfObject(value);
  const isHeaders = pairs?.some(([name]) => strong.test(name)) === true;
  return isHeaders && pairs.every(([name]) => /^:?[A-Za-z0-9][\w.:-]{0,80}$/.test(name)) ? pairs : undefined;
}

const strong =
  /^(?:x-[a-z0-9-]{2,60}|www-authenticate|content-(?:type|length|encoding)|user-agent|authorization|accept(?:-[a-z]{3,12})?|cache-control|transfer-encoding|set-cookie|strict-transport-security)$/i;

function pairsOfObject(value: unknown): Headers | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const pairs: (readonly [string, string])[] = [];
  for (const [name, given] of Object.entries(value)) {
    for (const one of Array.isArray(given) ? given : [given]) {
      if (typeof one !== 'string' && typeof one !== 'number') return undefined;
      pairs.push([name, String(one)]);
    }
  }
  return pairs;
}

function pairsOfList(list: readonly unknown[]): Headers | undefined {
  if (list.length === 0) return undefined;
  if (list.every((one) => typeof one === 'string')) return flatPairs(list);
  const pairs = list.flatMap(pairOf);
  return pairs.length >= list.length ? pairs : undefined;
}

function flatPairs(list: readonly string[]): Headers | undefined {
  if (list.length % 2 !== 0) return undefined;
  return list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] as string] as const] : []));
}

// ["Server", "x"], {"name": "Server", "value": "x"}, {"Key": "Server", "Value": ["x"]}
function pairOf(one: unknown): Headers {
  if (Array.isArray(one)) return typeof one[0] === 'string' && one.length === 2 ? valuesOf(one[0], one[1]) : [];
  if (typeof one !== 'object' || one === null) return [];
  const name = field(one as Fields, 'name') ?? field(one as Fields, 'key');
  return typeof name === 'string' ? valuesOf(name, field(one as Fields, 'value')) : [];
}

function valuesOf(name: string, value: unknown): Headers {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [[name, String(one)]] : []));
}

/** The value of a field, whatever the case of its name. */
export function field(fields: Fields, wanted: string): unknown {
  const name = Object.keys(fields).find((one) => one.toLowerCase() === wanted);
  return name === undefined ? undefined : fields[name];
}
