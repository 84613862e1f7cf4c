import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import startWabt from 'wabt';

/** Writes code.ts anew, from the .wat files of this folder: `npm run wasm`. */
export async function assemble() {
  const wabt = await startWabt();
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.wat'));
  const lines = sources.map((name) => {
    const { buffer } = wabt
      .parseWat(name, readFileSync(new URL(name, folder), 'utf8'), { simd: true, bulk_memory: true })
      .toBinary({});
    const base64 = Buffer.from(buffer).toString('base64');
    return `/** ${name}, assembled. */\nexport const ${name.replace('.wat', 'Code')} =\n  '${base64}';\n`;
  });
  return `// Made by assemble.mjs.\n\n${lines.join('\n')}`;
}

if (process.argv[1]?.endsWith('assemble.mjs')) writeFileSync(new URL('code.ts', import.meta.url), await assemble());
