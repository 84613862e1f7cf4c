import type { openCapture } from '../../src/capture/capture.js';
import type { membersOf } from '../../src/cli/replay/bundles.js';
import type { createOpener } from '../../src/cli/replay/opener.js';
import type { createDiagnosis } from '../../src/diagnosis.js';
import type { HmaError } from '../../src/errors.js';
import type { renderText } from '../../src/report/text.js';

/** What the judge is made of. */
export interface Modules {
  readonly openCapture: typeof openCapture;
  readonly membersOf: typeof membersOf;
  readonly createOpener: typeof createOpener;
  readonly createDiagnosis: typeof createDiagnosis;
  readonly HmaError: typeof HmaError;
  readonly renderText: typeof renderText;
}

/** @returns `read`, or the code of the paragraph; of several captures in a ZIP `read` where any is. */
export function createJudge(modules: Modules, password: string): (bytes: Uint8Array) => Promise<string>;
