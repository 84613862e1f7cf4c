import * as shared from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { SharedStep } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import * as commands from './commands.js';

/** Steps of this family alone. */
export type CaptureStep =
  | 'capture-bodies'
  | 'capture-more'
  | 'capture-netlog-bodies'
  | 'capture-whole'
  | 'decrypt'
  | 'export-credentials'
  | 'export-har-credentials'
  | 'export-netlog-credentials'
  | 'read-adfs-log'
  | 'see-join'
  | 'see-sign-in-log'
  | 'see-token-log';

const { step } = stepsOf<CaptureStep | SharedStep>();

function exportAgain({ kind }: Values): PlannedStep {
  if (kind === 'har') return step('export-har-credentials');
  return step(kind === 'netlog' ? 'export-netlog-credentials' : 'export-credentials');
}

function seeEntraSignIn(v: Values): PlannedStep[] {
  return [
    step('see-token-log', commands.seeTokenLog),
    step('see-join', shared.seeJoin),
    step('see-sign-in-log', commands.seeSignInsOf(v)),
  ];
}

/** What to do about each rule of this family. */
export const plans = {
  'nothing-to-diagnose': { fix: () => [step('capture-more')], verify: () => [] },
  'sign-in-not-visible': {
    fix: (v) => [
      ...(v.authority === 'adfs' ? [step('read-adfs-log', shared.seeAdfsLog)] : seeEntraSignIn(v)),
      step('capture-more'),
    ],
    verify: () => [],
  },
  'capture-incomplete': { fix: () => [step('capture-whole')], verify: () => [] },
  'capture-not-decrypted': { fix: () => [step('decrypt'), step('capture-more')], verify: () => [] },
  'capture-sanitised': { fix: (v) => [exportAgain(v)], verify: () => [] },
  'capture-bodies-missing': {
    fix: (v) => [step(v.kind === 'netlog' ? 'capture-netlog-bodies' : 'capture-bodies')],
    verify: () => [],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
