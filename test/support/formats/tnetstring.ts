/**
 * A value as mitmproxy writes it: bytes `,`, text `;`, integer `#`, float `^`, boolean `!`, null `~`, list `]`, dictionary
 * `}`. Numbers are integers; `float` makes the others.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | { readonly float: number }
  | readonly Value[]
  | Members;

interface Members {
  readonly [name: string]: Value;
}

/** Whether it is text (`;`) or, in old files, bytes (`,`). */
type TextType = ';' | ',';

/**
 * @param keys - Of names in dictionaries.
 * @param texts - Of all other strings.
 */
export function tnetstring(value: Value, keys: TextType = ';', texts: TextType = ';'): Buffer {
  const [content, type] = contentOf(value, keys, texts);
  return Buffer.concat([Buffer.from(`${content.length}:`), content, Buffer.from(type)]);
}

function contentOf(value: Value, keys: TextType, texts: TextType): readonly [Buffer, string] {
  if (value === null) return [Buffer.alloc(0), '~'];
  if (typeof value === 'boolean') return [Buffer.from(String(value)), '!'];
  if (typeof value === 'number') return [Buffer.from(String(value)), '#'];
  if (typeof value === 'string') return [Buffer.from(value), texts];
  if (value instanceof Uint8Array) return [Buffer.from(value), ','];
  if (isList(value)) return [Buffer.concat(value.map((one) => tnetstring(one, keys, texts))), ']'];
  if (isFloat(value)) return [Buffer.from(String(value.float)), '^'];
  const members = Object.entries(value).flatMap(([name, one]) => [
    tnetstring(name, keys, keys),
    tnetstring(one, keys, texts),
  ]);
  return [Buffer.concat(members), '}'];
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value);
const isFloat = (value: object): value is { readonly float: number } => 'float' in value;
