import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { contest } from './contest.mjs';

await contest(async (path) => {
  const zip = await promisify(yauzl.open)(path, { lazyEntries: true });
  const open = promisify(zip.openReadStream.bind(zip));
  let count = 0;
  await new Promise((resolve, reject) => {
    zip.on('end', resolve).on('error', reject);
    zip.on('entry', async (entry) => {
      for await (const chunk of await open(entry)) void chunk;
      count += 1;
      zip.readEntry();
    });
    zip.readEntry();
  });
  return count;
});
