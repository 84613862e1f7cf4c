import { openCapture } from '../../src/capture/capture.js';
import { membersOf } from '../../src/cli/replay/bundles.js';
import { createOpener } from '../../src/cli/replay/opener.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import { HmaError } from '../../src/errors.js';
import { renderText } from '../../src/report/text.js';
import { password } from './archives.js';
import { createJudge } from './judge.mjs';

/** Reads and judges whatever it is, with the sources as they are. */
export const judgeBytes = createJudge(
  { openCapture, membersOf, createOpener, createDiagnosis, HmaError, renderText },
  password,
);
