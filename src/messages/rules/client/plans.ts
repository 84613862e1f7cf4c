import type { Expectation } from '../../../types.js';
import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { type SharedStep, seeOAuth } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import * as own from './commands.js';

/** Steps of this family alone. */
export type ClientStep =
  | 'check-password'
  | 'use-other-client'
  | 'see-mapi-client'
  | 'see-mapi-mailbox'
  | 'see-mapi-http'
  | 'switch-mapi-on'
  | 'new-profile'
  | 'send-otherwise'
  | 'use-modern-client'
  | 'see-authentication-policies'
  | 'see-policy-of-user'
  | 'choose-account'
  | 'clear-enable-adal'
  | 'mac-allow'
  | 'mac-read'
  | 'replace-client'
  | 'see-account-rights'
  | 'see-connection-status'
  | 'see-identity-2013'
  | 'see-identity-2016'
  | 'see-office-accounts'
  | 'see-windows-account'
  | 'set-enable-adal'
  | 'set-identity-version';

const { step, change } = stepsOf<ClientStep | SharedStep>();

function retiredFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'policy') {
    return [
      step('see-policy-of-user', own.seeUserPolicy(v)),
      step('see-authentication-policies', own.seePolicies),
      step('use-modern-client'),
    ];
  }
  return v.kind === 'mail' ? [step('use-modern-client'), step('send-otherwise')] : [step('use-modern-client')];
}

function rpcFix(v: Values, expect?: Expectation): readonly PlannedStep[] {
  const see = [
    step('see-mapi-http', own.seeMapiHttp),
    step('see-mapi-mailbox', own.seeMapiMailbox(v)),
    step('see-mapi-client', own.seeMapiClient),
  ];
  if (v.kind === 'beside') return [step('nothing-needed'), ...see];
  if (expect !== 'hma') return [...see, step('new-profile')];
  return [...see, change('switch-mapi-on', own.switchMapiOn, own.switchMapiOff, true), step('new-profile')];
}

function notAttemptedFix(v: Values): readonly PlannedStep[] {
  if (v.reason === 'outlook-2010' || v.reason === 'mac-2011') return [step('replace-client')];
  if (v.reason === 'android-mail' || v.reason === 'thunderbird')
    return [step('check-password'), step('use-other-client')];
  if (v.reason === 'mac') {
    return [step('mac-read', commands.macRead), change('mac-allow', commands.macAllow, commands.macBlock)];
  }
  const see2016 = step('see-identity-2016', commands.seeIdentity('16.0'));
  if (v.reason === 'accept-auth') {
    const clear = commands.clearIdentity('16.0', 'EnableADAL');
    return [see2016, change('clear-enable-adal', clear, commands.setIdentity('16.0', 'EnableADAL', 0))];
  }
  if (v.reason !== 'outlook-2013') return [step('restart-outlook'), see2016];
  const enable = commands.setIdentity('15.0', 'EnableADAL', 1);
  const version = commands.setIdentity('15.0', 'Version', 1);
  return [
    step('see-identity-2013', commands.seeIdentity('15.0')),
    change('set-enable-adal', enable, commands.clearIdentity('15.0', 'EnableADAL')),
    change('set-identity-version', version, commands.clearIdentity('15.0', 'Version')),
  ];
}

/** What to do about each rule of this family. */
export const plans = {
  'wrong-account': {
    fix: (v) => [
      step('see-office-accounts', own.seeOfficeAccounts),
      step('see-windows-account', commands.seeJoin),
      step('choose-account'),
      step('see-account-rights', own.seeRights(v)),
    ],
    verify: () => [step('see-connection-status')],
  },
  'basic-auth-retired': { fix: retiredFix, verify: () => [step('capture-again')] },
  'rpc-over-http': { fix: rpcFix, verify: () => [step('see-connection-status')] },
  'basic-auth-used': {
    fix: (_, expect) => (expect === 'hma' ? [step('use-modern-client')] : [step('nothing-needed')]),
    verify: () => [step('capture-again')],
  },
  'bearer-not-attempted': { fix: notAttemptedFix, verify: () => [step('see-connection-status')] },
  'signed-in-without-bearer': {
    fix: (_, expect) =>
      expect === 'hma'
        ? [step('restart-outlook'), step('see-identity-2016', commands.seeIdentity('16.0')), seeOAuth]
        : [step('nothing-needed'), seeOAuth],
    verify: () => [step('see-connection-status')],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
