import type { Lang } from '../../messages/choose-language.js';
import type { Expectation } from '../../types.js';
import type { CaptureInput } from './inputs.js';
import type { Judged } from './judge.js';

/** What is posted to a thread: one input to judge, and all that is needed for it. */
export interface JudgeTask {
  readonly input: CaptureInput;
  readonly passwords: readonly string[];
  readonly expect?: Expectation | undefined;
  readonly verbose: boolean;
  readonly lang: Lang;
}

/** What a thread posts back: that it runs, how far it is, and what became of the input. */
export type ThreadNews =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'judged'; readonly judged: Judged };
