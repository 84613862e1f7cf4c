import { readFileSync } from 'node:fs';
import { contest, visitEntry } from './contest.mjs';

// One argument or several: parts of what is too large for one string.
await contest((...files) => {
  let count = 0;
  for (const file of files) {
    for (const entry of JSON.parse(readFileSync(file)).log.entries) count += visitEntry(entry);
  }
  return count;
});
