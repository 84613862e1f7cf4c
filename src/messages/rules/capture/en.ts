import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import type { CaptureStep } from './plans.js';

/** What broke and what it means, in English. */
export const rules = {
  'nothing-to-diagnose': {
    title: (v) =>
      `There is no Exchange or Entra ID traffic here${given(v.transactions, (count) => ` (transactions read: ${count})`)}.`,
    meaning: () => 'The capture may have been started too late, cover another program, or hold only encrypted tunnels.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'capture-more':
    'Start the capture before Outlook, switch HTTPS decryption on, include all processes (the sign-in runs in another one than Outlook), and save every request.',
} as const satisfies StepSentences<CaptureStep>;
