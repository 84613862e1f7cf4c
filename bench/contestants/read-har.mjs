import { createDoor } from '../../dist/admit/door.js';
import { openCapture } from '../../dist/capture/capture.js';
import { fileSource } from '../../dist/capture/source.js';
import { contest, visitTransaction } from './contest.mjs';

// To transactions, each through the door.
await contest((path) => {
  const source = fileSource(path);
  const { admit } = createDoor();
  let count = 0;
  for (const raw of openCapture(source).transactions) count += visitTransaction(admit(raw));
  source.close();
  return count;
});
