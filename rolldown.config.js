import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);

/**
 * Packages that every command needs, or none can do without and that are ES modules: they go into our files, and their
 * licences beside them. All others stay packages, found when they are asked for.
 */
const included = ['commander', 'jose'];

/**
 * Which files stand together: those below `src` (and of packages) whose path begins so; the first that fits. What many runs do
 * without stands apart, what nearly all need together.
 */
const together = {
  'entra-answers': ['parse/entra-', 'parse/sign-in', 'parse/front-signs', 'parse/json-fields'],
  'printed-answers': ['parse/prose-', 'parse/quoted', 'parse/reason-'],
  answers: ['parse/challenge', 'parse/diagnostics', 'parse/mapi'],
  codes: ['knowledge/aadsts', 'knowledge/mail-refusals', 'knowledge/exchange-builds'],
  faults: ['messages/help/faults'],
  prompts: ['cli/hidden-prompt'],
  plans: [
    'messages/commands',
    'messages/powershell',
    'messages/rules/every-family/plans',
    'messages/rules/token/see-logs',
  ],
  common: [
    'cli/options',
    'cli/input',
    'cli/output',
    'cli/terminal',
    'capture/input',
    'capture/source',
    'capture/decode-text',
    'errors.',
    'version.',
    'messages/language',
    'messages/choose-',
    'messages/phrase',
    'messages/rule-words',
    'messages/rules/plan',
    'messages/rules/family-',
    'report/printable',
    'report/columns',
    'report/card',
    'report/paint',
    'report/token',
    'parse/head.',
    'parse/memo',
    'parse/placeholder',
    'knowledge/response-codes',
    'knowledge/clouds',
  ],
};

/** Sentences: a file for each language and family of rules, and one for what a family plans. */
const sentences = /\/src\/messages\/(?:rules\/)?([\w-]+)\/(?:[\w-]+\/)*(en|ja|plans|commands)\b[^/]*$/;

/**
 * The command line in a few files: node takes longer to find and link a hundred and fifty small ones than to judge a token.
 * They are CommonJS, because the loader of ES modules is slow to start. Each command stays a file of its own, loaded when it
 * is asked for.
 */
export default {
  input: {
    main: 'src/cli/main.ts',
    thread: 'src/cli/replay/thread.ts',
    'judge-thread': 'src/cli/replay/judge-thread.ts',
  },
  platform: 'node',
  preserveEntrySignatures: false,
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  external: (id, importer, isResolved) =>
    importer !== undefined && !isResolved && !id.startsWith('.') && !included.includes(id.split('/')[0]),
  output: {
    dir: 'dist/cli',
    format: 'cjs',
    chunkFileNames: '[name]-[hash].js',
    charset: 'ascii', // of other text V8 keeps two bytes a letter, and node decodes it letter by letter
    comments: false,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf, debugName: 'together' }] },
  },
  plugins: [{ name: 'packages', transform: withoutChildren, renderChunk: loadWhenUsed, generateBundle }],
};

function fileOf(id) {
  const [, family, what] = sentences.exec(id) ?? [];
  if (family && !['rules', 'every-family'].includes(family)) return `${family}-${what === 'commands' ? 'plans' : what}`;
  return Object.keys(together).find((name) => together[name].some((begins) => id.includes(`/src/${begins}`))) ?? null;
}

/** Commander starts programs for commands that are files of their own. We have none, and need not load what starts programs. */
function withoutChildren(code, id) {
  if (!id.endsWith('/commander/lib/command.js')) return null;
  const asked = "const childProcess = require('node:child_process');";
  if (!code.includes(asked)) this.error(`"${asked}" is not in commander any more`);
  return code.replace(asked, '').replaceAll('childProcess.', "require('node:child_process').");
}

/**
 * Puts off what a file asks for at its top until it is first used: where `const a = require("./a.js")` stood, `a` becomes
 * `(a ??= require("./a.js"))`. Only what belongs to node, and of ours what may wait: hot code does not ask each time for what is
 * always there. `common`, which stands below all others, may not ask for them at its top.
 */
function loadWhenUsed(code, { name: file }) {
  const wraps = new Map();
  const loads = new Map();
  const rest = code
    .replace(/^(\w+) = (\w+\.__toESM\()\1((?:, 1)?\));\n/gm, (_all, name, before, after) => {
      wraps.set(name, [before, after]);
      return '';
    })
    .replace(/^(?:let|const) (\w+) = (require\("([^"]+)"\));$/gm, (all, name, load, from) => {
      if (!from.startsWith('node:') && !mayWait(from) && file !== 'common') return all;
      loads.set(name, load);
      return `let ${name};`;
    });
  return [...loads].reduce((text, [name, load]) => {
    const [before, after] = wraps.get(name) ?? ['', ''];
    return text.replace(new RegExp(`(?<!^let )\\b${name}\\b`, 'gm'), `(${name} ??= ${before}${load}${after})`);
  }, rest);
}

/** Of our files, those that are not loaded at the top of the others. */
function mayWait(file) {
  return (
    /-(?:en|ja|plans)-/.test(file) ||
    Object.keys(together).some((name) => name !== 'common' && file.startsWith(`./${name}-`))
  );
}

/** A live run may have no descriptor left to open a file with when it first needs it: it has what it judges by from its start. */
function loadAllForProxy(bundle) {
  const proxy = Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/cli/proxy.ts'));
  const judging = Object.keys(bundle).filter((file) => /^(?:entra-|printed-)?answers-|^codes-/.test(file));
  proxy.code += judging.map((file) => `require("./${file}");\n`).join('');
}

/** Says that the files are CommonJS, adds the licences, and refuses what does not compile (we change code as text) and what the oldest Node we run on cannot `require`. */
function generateBundle(_options, bundle) {
  loadAllForProxy(bundle);
  for (const { code, fileName } of Object.values(bundle)) if (code) new Script(code, { filename: fileName });
  const imported = Object.values(bundle).flatMap((chunk) => chunk.imports ?? []);
  const modules = imported.filter((name) => !(name in bundle) && !name.startsWith('node:') && isModule(name));
  if (modules.length > 0) this.error(`import() these instead, they are ES modules: ${modules.join(', ')}`);
  this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  this.emitFile({ type: 'asset', fileName: 'licences.txt', source: included.map(licenceOf).join('\n') });
}

function isModule(name) {
  return /^(?:import|export) /m.test(readFileSync(require.resolve(name), 'utf8'));
}

function licenceOf(name) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const file = ['LICENSE', 'LICENSE.md'].map((each) => new URL(each, folder)).find(existsSync);
  return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8')}`;
}
