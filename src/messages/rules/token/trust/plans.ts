import * as exchange from '../../../commands.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import { restart, type SharedStep, seeAuthServers } from '../../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../../plan.js';
import * as commands from '../commands.js';
import type { TokenStep } from '../plans.js';

/** Steps about who is trusted. */
export type TrustStep =
  | 'add-accepted-domain'
  | 'compare-clouds'
  | 'enable-auth-server'
  | 'enable-partner'
  | 'give-whole-tenant'
  | 'license-tenant'
  | 'refresh-metadata'
  | 'renew-auth-certificate'
  | 'run-wizard-for-tenant'
  | 'see-accepted-domains'
  | 'see-adfs-certificate'
  | 'see-signing-certificate'
  | 'see-caller-keys'
  | 'see-hybrid-application'
  | 'see-metadata'
  | 'see-outbound'
  | 'see-partners'
  | 'serve-second-tenant'
  | 'add-partner'
  | 'test-oauth-on-premises'
  | 'wait-for-keys';

const { step, change } = stepsOf<TrustStep | TokenStep | SharedStep>();

const wizard = step('run-wizard-for-tenant');
const enable = change('enable-auth-server', commands.enableAuthServer(true), commands.enableAuthServer(false));

function signatureFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'certificate' || v.kind === 'no-certificate')
    return [step('see-signing-certificate', commands.seeAuthCertificate(v)), step('renew-auth-certificate')];
  if (v.kind === 'assertion') return [step('see-caller-keys', commands.seeAuthCertificate(v)), wizard];
  if (v.kind === 'online') return [step('see-caller-keys', commands.seeAuthCertificate(v)), wizard];
  const refresh = [
    step('see-metadata', commands.seeMetadata),
    step('refresh-metadata', commands.refreshMetadata),
    step('wait-for-keys'),
    step('see-outbound', commands.seeOutbound),
  ];
  return v.kind === 'adfs' ? [...refresh, step('see-adfs-certificate')] : refresh;
}

function issuerFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'foreign-tenant')
    return [
      step('choose-mailbox-account'),
      step('see-signed-in-account', exchange.seeJoin),
      step('serve-second-tenant'),
    ];
  if (v.kind === 'cloud' || v.kind === 'not-configured') return [seeAuthServers, step('compare-clouds')];
  if (v.kind === 'online') return [seeAuthServers, step('compare-clouds'), wizard];
  return v.kind === 'unknown' ? [seeAuthServers] : [seeAuthServers, enable, wizard];
}

function tenantFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'domain') {
    const { command, undo } = commands.addAcceptedDomain(v);
    return [step('see-accepted-domains', commands.seeAcceptedDomains), change('add-accepted-domain', command, undo)];
  }
  if (v.kind === 'online') return [step('license-tenant'), step('choose-mailbox-account')];
  if (v.kind === 'claim-missing' || v.kind === 'consumer') return [step('give-whole-tenant')];
  return [seeAuthServers, step('see-accepted-domains', commands.seeAcceptedDomains), step('choose-mailbox-account')];
}

// In Exchange Online the caller is the application by which your own servers sign in.
function applicationFix(v: Values): readonly PlannedStep[] {
  if (v.world === 'online') return [step('see-hybrid-application', commands.seeHybridApplication), wizard];
  const enable = change('enable-partner', commands.enablePartner(true), commands.enablePartner(false));
  return [step('see-partners', commands.seePartners), enable, step('add-partner')];
}

function verify(v: Values): readonly PlannedStep[] {
  if (v.kind === 's2s') return [step('test-oauth-online', exchange.testOAuth(v))];
  if (v.kind === 'online' || ['not-configured', 'no-certificate', 'assertion'].includes(v.kind ?? ''))
    return [step('test-oauth-on-premises', exchange.testOAuth(v))];
  return v.kind === 'domain' || v.kind === 'certificate' ? [step('capture-again')] : restart();
}

/** What to do where Exchange does not trust the token. */
export const plans = {
  'invalid-signature': { fix: signatureFix, verify },
  'invalid-issuer': { fix: issuerFix, verify },
  'invalid-tenant': { fix: tenantFix, verify },
  'unknown-application': {
    fix: applicationFix,
    verify: () => [step('capture-again')],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
