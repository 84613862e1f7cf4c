/**
 * The command line in a few files: node takes longer to load a hundred and fifty small ones than to judge a token. Packages
 * stay packages, and each command stays a file of its own, loaded when it is asked for.
 */
export default {
  input: { main: 'src/cli/main.ts', thread: 'src/cli/replay/thread.ts' },
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  external: (id, importer, isResolved) => importer !== undefined && !isResolved && !id.startsWith('.'),
  output: { dir: 'dist/cli', chunkFileNames: '[name]-[hash].js' },
};
