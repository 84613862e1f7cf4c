import fc from 'fast-check';

/** JSON as any program may write it: blanks anywhere, characters escaped or not, a member twice. */

type Draw = () => number;

/** A value as JSON text in a style of its own. */
export function anyStyle<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<{ value: Value; text: string }> {
  const draws = fc.array(fc.nat(99), { minLength: 1, maxLength: 200 });
  const style = fc.constantFrom<Style>('compact', 'indented', 'wild');
  return fc.tuple(value, style, draws).map(([one, kind, numbers]) => {
    let at = 0;
    const draw = () => numbers[at++ % numbers.length] ?? 0;
    return {
      value: one,
      text: kind === 'wild' ? wild(one, draw) : JSON.stringify(one, null, kind === 'indented' ? 2 : 0),
    };
  });
}

type Style = 'compact' | 'indented' | 'wild';

function wild(value: unknown, draw: Draw): string {
  if (typeof value === 'string') return wildString(value, draw);
  if (Array.isArray(value))
    return list(
      '[',
      value.map((one) => wild(one, draw)),
      ']',
      draw,
    );
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${wildString(name, draw)}${blanks(draw)}:${blanks(draw)}${wild(one, draw)}`,
  );
  // JSON.parse takes the last of members with the same name.
  const [first] = Object.keys(value);
  const twice = first !== undefined && draw() < 5 ? [`"${first.replace(/["\\\p{C}]/gu, '')}":"twice"`] : [];
  return list('{', [...twice, ...members], '}', draw);
}

function list(open: string, parts: string[], close: string, draw: Draw): string {
  return `${open}${blanks(draw)}${parts.join(`${blanks(draw)},${blanks(draw)}`)}${blanks(draw)}${close}`;
}

function blanks(draw: Draw): string {
  return ['', '', '', ' ', '\n  ', '\r\n\t'][draw() % 6] ?? '';
}

function wildString(text: string, draw: Draw): string {
  const units = [
    ...JSON.stringify(text)
      .slice(1, -1)
      .matchAll(/\\u[0-9a-f]{4}|\\.|[^\\]/gsu),
  ].map(([unit]) => unit);
  return `"${units.map((unit) => (unit.length === 1 && draw() < 4 ? escaped(unit) : unit)).join('')}"`;
}

function escaped(unit: string): string {
  return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
