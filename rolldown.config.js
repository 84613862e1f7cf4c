import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Packages that every command needs, or none can do without and that are ES modules: they go into our files, and their
 * licences beside them. All others stay packages, found when they are asked for.
 */
const included = ['commander', 'jose'];

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
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  external: (id, importer, isResolved) =>
    importer !== undefined && !isResolved && !id.startsWith('.') && !included.includes(id.split('/')[0]),
  output: { dir: 'dist/cli', format: 'cjs', chunkFileNames: '[name]-[hash].js' },
  plugins: [{ name: 'packages', generateBundle }],
};

/** Says that the files are CommonJS, adds the licences, and refuses what the oldest Node we run on cannot `require`. */
function generateBundle(_options, bundle) {
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
