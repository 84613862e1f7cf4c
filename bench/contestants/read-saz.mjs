import { fileSource } from '../../dist/capture/source.js';
import { openZip } from '../../dist/capture/zip/zip.js';
import { contest } from './contest.mjs';

// Every member inflated.
await contest((path) => {
  const source = fileSource(path);
  const zip = openZip(source);
  let count = 0;
  for (const entry of zip.entries) if (zip.read(entry).bytes.length >= 0) count += 1;
  source.close();
  return count;
});
