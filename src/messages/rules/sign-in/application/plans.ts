import { testOAuth } from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { connect, restart, type SharedStep } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';

/** Steps about applications. */
export type ApplicationStep =
  | 'add-reply-url'
  | 'allow-application'
  | 'correct-request'
  | 'correct-way'
  | 'enable-application'
  | 'keep-reply-urls'
  | 'mend-registration'
  | 'new-secret'
  | 'own-registration'
  | 'public-client'
  | 'run-hybrid-wizard'
  | 'see-application'
  | 'see-auth-certificate'
  | 'see-keys'
  | 'test-oauth';

const { step, change } = stepsOf<ApplicationStep | SharedStep>();

const seeApplication = (v: Values) => step('see-application', commands.seePrincipal(v));

function consentFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'first-party') return [step('own-registration')];
  if (v.kind === 'declined') return [step('sign-in-again')];
  const look = [connect(v, 'Application.Read.All'), seeApplication(v)];
  if (v.kind === 'registration') return [...look, step('mend-registration')];
  return [...look, step('allow-application', commands.adminConsent(v))];
}

function credentialFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'public') return [step('public-client')];
  if (v.kind !== 'certificate') return [step('new-secret')];
  return [
    step('see-auth-certificate', commands.seeAuthConfig),
    connect(v, 'Application.Read.All'),
    step('see-keys', commands.seeKeys),
    step('run-hybrid-wizard'),
  ];
}

/** What to do about each rule of applications. */
export const plans = {
  'consent-missing': { fix: consentFix, verify: restart },
  'application-disabled': {
    fix: (v) => [
      connect(v, 'Application.ReadWrite.All'),
      seeApplication(v),
      change('enable-application', commands.enablePrincipal(true), commands.enablePrincipal(false), true),
    ],
    verify: (v) => [seeApplication(v), ...restart()],
  },
  'invalid-scope': { fix: (v) => [step(v.kind === 'malformed' ? 'correct-way' : 'correct-request')], verify: restart },
  'client-credential-invalid': {
    fix: credentialFix,
    verify: (v) => (v.kind === 'certificate' ? [step('test-oauth', testOAuth(v))] : [step('capture-again')]),
  },
  'reply-url-mismatch': {
    fix: (v) => [
      connect(v, 'Application.ReadWrite.All'),
      step('keep-reply-urls', commands.keepReplyUrls(v)),
      change('add-reply-url', commands.addReplyUrl(v), commands.restoreReplyUrls, true),
    ],
    verify: (v) => [seeApplication(v), step('capture-again')],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
