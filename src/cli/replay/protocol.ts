import type { Sifted } from '../../flow/sift.js';
import type { Lang } from '../../messages/choose-language.js';
import type { Expectation, Report, SourceReport } from '../../types.js';
import type { CaptureInput } from './inputs.js';
import type { Judged } from './judge.js';

/** What is posted to a thread: one input to judge, and all that is needed for it. */
export interface JudgeTask {
  readonly input: CaptureInput;
  readonly passwords: readonly string[];
  readonly expect?: Expectation | undefined;
  readonly verbose: boolean;
  readonly lang: Lang;
  /** Processors are left over: a second thread may judge what this one reads. */
  readonly aside: boolean;
}

/** What a thread posts back: that it runs, how far it is, and what became of the input. */
export type ThreadNews =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'judged'; readonly judged: Judged };

/** What a thread that judges what another one reads begins with. */
export interface JudgeThreadData {
  readonly expect?: Expectation | undefined;
}

/** What is posted to it: what was read, and at the end what is to be said of the source. */
export type ReaderNews =
  | { readonly type: 'sifted'; readonly sifted: Sifted }
  | { readonly type: 'end'; readonly source: SourceReport };

/** What it posts back: that it runs, that it is done with a batch, and the report. */
export type JudgeThreadNews =
  | { readonly type: 'ready' }
  | { readonly type: 'taken' }
  | { readonly type: 'report'; readonly report: Report };
