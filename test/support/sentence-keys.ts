import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key of every template with the tag `sentence` in the source, as the tag makes it. */
export function sentenceKeys(source: string): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const code = readFileSync(join(source, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return [...code.matchAll(/\bsentence`/g)].map(({ index }) => keyAt(code, index + 'sentence`'.length));
  });
}

// Values may hold templates of their own.
function keyAt(code: string, start: number): string {
  let key = '';
  let count = 0;
  for (let at = start; at < code.length && code[at] !== '`'; at += 1) {
    if (code[at] === '$' && code[at + 1] === '{') {
      count += 1;
      key += `{${count}}`;
      at = endOfValue(code, at + 2);
    } else {
      if (code[at] === '\\') at += 1;
      key += code[at];
    }
  }
  return key;
}

function endOfValue(code: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0; at += 1) {
    if (code[at] === '{') depth += 1;
    if (code[at] === '}') depth -= 1;
  }
  return at - 1;
}
