import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import type { CaptureStep } from './plans.js';

/** What broke and what it means, in Japanese. */
export const rules = {
  'nothing-to-diagnose': {
    title: (v) =>
      `Exchange または Entra ID の通信が含まれていません${given(v.transactions, (count) => ` (読み取った要求の数: ${count})`)}。`,
    meaning: () =>
      'キャプチャの開始が遅すぎた、別のプログラムを対象にしていた、または暗号化されたトンネルだけを記録した可能性があります。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'capture-more':
    'Outlook を起動する前にキャプチャを開始し、HTTPS の復号を有効にして、すべてのプロセスを対象にしてください (サインインは Outlook とは別のプロセスで行われます)。すべての要求を保存してください。',
} as const satisfies StepSentences<CaptureStep>;
