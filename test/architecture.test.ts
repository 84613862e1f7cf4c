import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** Who may import whom. A folder may always import itself, `types` and `errors`. */
const allowed: Record<string, readonly string[] | 'anything'> = {
  'types.ts': ['types'],
  types: [],
  'errors.ts': [],
  'version.ts': [],
  knowledge: [],
  parse: ['knowledge'],
  wasm: [],
  admit: ['parse', 'wasm'],
  flow: ['parse', 'admit', 'knowledge'],
  rules: ['parse', 'flow', 'knowledge'],
  messages: ['knowledge'],
  report: ['messages', 'knowledge', 'explain', 'rules'],
  capture: ['parse', 'wasm'],
  explain: ['knowledge', 'rules'],
  proxy: ['parse'],
  certificates: [],
  processes: ['system'],
  system: ['certificates'],
  memory: ['flow', 'rules'],
  'diagnosis.ts': ['admit', 'parse', 'flow', 'memory', 'rules', 'report', 'version.ts'],
  'index.ts': 'anything',
  lab: 'anything',
  cli: 'anything',
};

/** Folders that nobody imports, and who may all the same. */
const closed: Record<string, readonly string[]> = { cli: [], lab: ['cli'], types: ['types.ts'] };

/** Each package stands behind one folder. */
const packages: Record<string, readonly string[]> = {
  jose: ['parse', 'lab'],
  undici: ['lab', 'cli'],
  pino: ['cli'],
  '@zip.js/zip.js': ['capture'],
  tinyglobby: ['cli'],
  'cli-progress': ['cli'],
  'fastest-levenshtein': ['explain'],
  commander: ['cli'],
  'http-proxy': ['proxy', 'lab'],
  'pac-resolver': ['proxy'],
  'quickjs-wasi': ['proxy'],
  '@peculiar/x509': ['certificates'],
  'reflect-metadata': ['certificates'],
};

/** Folders without a clock: the time is the traffic's. */
const pure = [
  'types.ts',
  'types',
  'knowledge',
  'parse',
  'admit',
  'wasm',
  'flow',
  'rules',
  'memory',
  'messages',
  'report',
  'diagnosis.ts',
];

describe('architecture', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.replaceAll('\\', '/'));

  it('has a line in the table for every folder', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in allowed))).toEqual([]);
  });

  it('imports along the table only', () => {
    const arrows = files.flatMap((file) => localImports(file).map((target) => ({ file, target })));
    expect(arrows.filter(({ file, target }) => !mayImport(roomOf(file), roomOf(target))).map(show)).toEqual([]);
  });

  it('keeps each package behind its folder', () => {
    const uses = files.flatMap((file) => packageImports(file).map((name) => ({ file, target: name })));
    expect(uses.filter(({ file, target }) => !packages[target]?.includes(roomOf(file))).map(show)).toEqual([]);
  });

  it('reads no clock in the pure folders', () => {
    const clock = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.hrtime\b/;
    const readers = files.filter((file) => pure.includes(roomOf(file)) && clock.test(textOf(file)));
    expect(readers).toEqual([]);
  });

  it('logs in the command line only', () => {
    expect(files.filter((file) => roomOf(file) !== 'cli' && /\bconsole\./.test(textOf(file)))).toEqual([]);
  });

  it('names nothing util, helper or manager', () => {
    expect(files.filter((file) => /util|helper|manager|misc|common/i.test(file))).toEqual([]);
  });

  function textOf(file: string): string {
    return readFileSync(join(source, file), 'utf8');
  }

  function specifiers(file: string): string[] {
    const statements = textOf(file).matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g);
    return [...statements].flatMap(([, name]) => name ?? []);
  }

  function localImports(file: string): string[] {
    const local = specifiers(file).filter((name) => name.startsWith('.'));
    return local.map((name) =>
      relative(source, resolve(dirname(join(source, file)), name))
        .replaceAll('\\', '/')
        .replace(/\.js$/, '.ts'),
    );
  }

  function packageImports(file: string): string[] {
    const names = specifiers(file).filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
    return names.map((name) => name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? name);
  }
});

function roomOf(file: string): string {
  return file.split('/', 1)[0] ?? file;
}

function mayImport(from: string, to: string): boolean {
  if (from === to || to === 'types.ts' || to === 'errors.ts') return true;
  if (closed[to]) return closed[to].includes(from);
  const table = allowed[from];
  return table === 'anything' || (table?.includes(to) ?? false);
}

function show({ file, target }: { file: string; target: string }): string {
  return `${file} → ${target}`;
}
