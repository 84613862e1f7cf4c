import type { Expectation } from '../../../types.js';
import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { askServer } from '../device/commands.js';
import { restart, type SharedStep, seeAuthServers, seeOAuth, setDefault, switchOn } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';

/** Steps of this family alone. */
export type ChallengeStep =
  | 'add-oauth'
  | 'ask-each-server'
  | 'ask-with-user'
  | 'correct-cloud'
  | 'hybrid-wizard'
  | 'intention'
  | 'see-hybrid'
  | 'test-trust'
  | 'see-user-policy'
  | 'see-virtual-directory';

const { step, change } = stepsOf<ChallengeStep | SharedStep>();

function flightingFix(v: Values, expect?: Expectation): readonly PlannedStep[] {
  const host = v.kind === 'host' ? [step('ask-with-user')] : [step('see-user-policy', commands.seeUserPolicy(v))];
  const see = [seeOAuth, seeAuthServers, ...host];
  return expect === 'hma' ? [...see, switchOn] : [...see, step('intention')];
}

function challengeFix(v: Values, expect?: Expectation): readonly PlannedStep[] {
  const see = step('see-virtual-directory', commands.seeVirtualDirectory(v));
  if (expect !== 'hma') return [see, seeOAuth, step('intention')];
  const add = commands.addOAuth(v);
  return add === undefined ? [see, seeOAuth] : [see, change('add-oauth', add.command, add.undo, true), seeOAuth];
}

const askEach = (v: Values): PlannedStep => step('ask-each-server', askServer(v));

/** What to do about each rule of this family. */
export const plans = {
  'flighting-disabled': { fix: flightingFix, verify: restart },
  'bearer-challenge-missing': { fix: (v, expect) => [...challengeFix(v, expect), askEach(v)], verify: restart },
  'authorization-uri-missing': {
    fix: (_, expect) =>
      expect === 'hma' ? [seeAuthServers, setDefault] : [seeAuthServers, seeOAuth, step('intention')],
    verify: restart,
  },
  'authorization-uri-adfs': {
    fix: (_, expect) => {
      if (expect === 'hma') return [seeAuthServers, setDefault];
      return expect === 'adfs' ? [step('nothing-needed')] : [seeAuthServers, step('intention')];
    },
    verify: restart,
  },
  'authorization-uri-wrong-cloud': { fix: () => [seeAuthServers, step('correct-cloud')], verify: restart },
  'trusted-issuer-missing': {
    fix: () => [seeAuthServers, step('see-hybrid', commands.seeHybrid), step('hybrid-wizard')],
    verify: (v) => [step('test-trust', commands.testOAuth(v))],
  },
  'servers-disagree': {
    fix: (v, expect) => [askEach(v), ...challengeFix(v, expect)],
    verify: (v) => [askEach(v), ...restart()],
  },
  'virtual-directories-disagree': { fix: (v, expect) => [...challengeFix(v, expect), askEach(v)], verify: restart },
} as const satisfies Partial<Record<RuleId, Plan>>;
