import { openSync, readSync } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { contest, visitEntry } from './contest.mjs';

await contest((path) => {
  let count = 0;
  const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false });
  parser.onValue = ({ value }) => {
    count += visitEntry(value);
  };
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(1 << 20);
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) parser.write(chunk.subarray(0, read));
  return count;
});
