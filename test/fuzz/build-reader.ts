import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Builds the process that reads, of the sources as they are. @returns The path of its program. */
export async function buildReader(): Promise<string> {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'reader-process.ts'),
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts'] } },
    external: (id, importer, isResolved) => importer !== undefined && !isResolved && !id.startsWith('.'),
  });
  // In the project, so that packages are found, and as deep as what is built.
  const dir = join(import.meta.dirname, '../../dist/fuzz');
  const { output } = await bundle.write({ dir });
  return join(dir, output[0].fileName);
}
