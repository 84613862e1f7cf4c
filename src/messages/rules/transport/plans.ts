import * as commands from '../../commands.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { SharedStep } from '../every-family/plans.js';
import { type Plan, type PlannedStep, stepsOf } from '../plan.js';
import * as own from './commands.js';

/** Steps of this family alone. */
export type TransportStep =
  | 'capture-at-client'
  | 'leave-client-certificate'
  | 'let-proxy-open'
  | 'see-client-certificates'
  | 'test-with-certificate'
  | 'export-root'
  | 'free-resources'
  | 'get-ticket'
  | 'keep-protection'
  | 'leave-undecrypted'
  | 'open-path'
  | 'renew-certificate'
  | 'resolve-name'
  | 'right-name-certificate'
  | 'same-certificate'
  | 'see-alternate-account'
  | 'see-certificates'
  | 'see-client-binding'
  | 'see-protection'
  | 'see-service-names'
  | 'see-system-proxy'
  | 'see-tls-versions'
  | 'see-win32-status'
  | 'test-port'
  | 'test-undecrypted'
  | 'bypass-proxy'
  | 'let-proxy-know'
  | 'say-where-server-is'
  | 'trust-our-ca'
  | 'trust-root';

const { step, change } = stepsOf<TransportStep | SharedStep>();

function connectionFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'shortage') return [step('free-resources')];
  if (v.kind === 'loop') return [step('resolve-name', commands.resolveName(v)), step('say-where-server-is')];
  if (v.kind === 'tls-version')
    return [step('test-port', commands.testPort(v)), step('see-tls-versions', own.seeTlsVersions)];
  if (throughProxy(v)) return [step('see-system-proxy', own.seeSystemProxy), step('let-proxy-open')];
  if (v.stage === 'dns') return [step('resolve-name', commands.resolveName(v))];
  return [step('resolve-name', commands.resolveName(v)), step('test-port', commands.testPort(v)), step('open-path')];
}

/** What failed is a proxy on the way. */
export function throughProxy({ kind }: Values): boolean {
  return kind === 'proxy-refused' || kind === 'proxy-unreachable';
}

function certificateFix(v: Values): readonly PlannedStep[] {
  const see = step('see-certificates', commands.seeCertificates);
  const fault = certificateFault(v.code);
  if (fault === 'expired' || fault === 'unfit') return [see, step('renew-certificate')];
  if (fault === 'name') return [see, step('right-name-certificate')];
  return [step('export-root', commands.exportRoot), change('trust-root', commands.trustExtra, commands.trustExtraUndo)];
}

function loopFix(v: Values): readonly PlannedStep[] {
  const status = step('see-win32-status', own.seeWin32Status);
  const protection = step('see-protection', own.seeProtection(v));
  if (v.reason === 'kerberos') {
    return [
      step('get-ticket', own.getTicket(v)),
      step('see-service-names', own.seeServiceNames(v)),
      step('see-alternate-account', own.seeAlternateAccount),
    ];
  }
  if (v.reason === 'unbound') return [step('see-client-binding', own.seeClientBinding), protection, status];
  return [status, protection, step('same-certificate')];
}

const certificateFaults: Readonly<Record<string, CertificateFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  'net::ERR_CERT_DATE_INVALID': 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  HOSTNAME_MISMATCH: 'name',
  'net::ERR_CERT_COMMON_NAME_INVALID': 'name',
  CERT_REVOKED: 'unfit',
  CERT_REJECTED: 'unfit',
  CERT_SIGNATURE_FAILURE: 'unfit',
  INVALID_PURPOSE: 'unfit',
  INVALID_CA: 'unfit',
  PATH_LENGTH_EXCEEDED: 'unfit',
  UNSPECIFIED: 'unfit',
  'net::ERR_CERT_REVOKED': 'unfit',
  'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM': 'unfit',
  'net::ERR_CERT_NAME_CONSTRAINT_VIOLATION': 'unfit',
};

/** `unfit`: whoever trusts its issuer refuses it all the same: revoked, of another purpose, signed too weakly. */
type CertificateFault = 'expired' | 'name' | 'unfit' | 'trust';

/** What a certificate's error code (Node's words, or Chromium's) is about; `trust` where it does not say. */
export function certificateFault(code: string | undefined): CertificateFault {
  return certificateFaults[code ?? ''] ?? 'trust';
}

/** What to do about each rule of this family. */
export const plans = {
  'certificate-untrusted': { fix: certificateFix, verify: () => [step('capture-again')] },
  'client-certificate-required': {
    fix: (v) => [
      step(v.tool === undefined ? 'test-with-certificate' : 'leave-client-certificate'),
      step('see-client-certificates', own.seeClientCertificates),
    ],
    verify: () => [step('capture-again')],
  },
  'interception-refused': {
    fix: () => [step('trust-our-ca'), step('leave-undecrypted')],
    verify: () => [step('capture-again')],
  },
  'extended-protection-conflict': {
    fix: (v) => [
      step('test-undecrypted'),
      step('see-protection', own.seeProtection(v)),
      step('see-win32-status', own.seeWin32Status),
      step('keep-protection'),
    ],
    verify: () => [step('capture-at-client')],
  },
  'ntlm-loop': { fix: loopFix, verify: () => [step('capture-at-client')] },
  'proxy-authentication-required': {
    fix: () => [step('see-system-proxy', own.seeSystemProxy), step('let-proxy-know'), step('bypass-proxy')],
    verify: () => [step('capture-again')],
  },
  'connection-failed': {
    fix: connectionFix,
    verify: (v) => [
      v.kind === 'shortage' || v.kind === 'loop' || throughProxy(v)
        ? step('capture-again')
        : step('test-port', commands.testPort(v)),
    ],
  },
} as const satisfies Partial<Record<RuleId, Plan>>;
