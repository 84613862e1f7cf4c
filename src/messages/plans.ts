/**
 * What to do about each rule, free of language: which steps, in which order, with which command. Both languages draw
 * their sentences over the same plan, so that neither can offer a command that the other does not.
 *
 * Nothing here switches modern authentication on unless the user said `--expect hma`: that moves every user to
 * Entra ID at once, and the wire does not tell whether it is meant.
 */

import type { Expectation } from '../types.js';
import * as commands from './commands.js';
import type { FixStep, RuleId, Values } from './rule-texts.js';

/** Every step that needs a sentence. */
export type StepId =
  | 'add-oauth'
  | 'add-spn'
  | 'ask-for-this-host'
  | 'ask-with-user'
  | 'capture-again'
  | 'capture-more'
  | 'change-account'
  | 'choose-mailbox-account'
  | 'clear-enable-adal'
  | 'connect-graph'
  | 'correct-scp'
  | 'correct-urls'
  | 'default-auth-server'
  | 'export-root'
  | 'intention'
  | 'keep-host-name'
  | 'keep-spns'
  | 'leave-undecrypted'
  | 'mac-allow'
  | 'mac-read'
  | 'nothing-needed'
  | 'open-path'
  | 're-encrypt'
  | 'read-error'
  | 'read-server-logs'
  | 'remove-duplicate'
  | 'renew-certificate'
  | 'replace-client'
  | 'restart-outlook'
  | 'resolve-name'
  | 'right-name-certificate'
  | 'see-adfs-log'
  | 'see-auth-servers'
  | 'see-certificates'
  | 'see-clock'
  | 'see-connection-status'
  | 'see-duplicates'
  | 'see-entra-user'
  | 'see-hybrid'
  | 'see-identity-2013'
  | 'see-identity-2016'
  | 'see-join'
  | 'see-oauth'
  | 'see-offload'
  | 'see-recipient'
  | 'see-sign-in'
  | 'see-spn'
  | 'see-tenant'
  | 'see-urls'
  | 'see-user'
  | 'see-user-policy'
  | 'see-valid-from'
  | 'see-virtual-directory'
  | 'see-web-application-proxy'
  | 'set-enable-adal'
  | 'set-identity-version'
  | 'sign-in-again'
  | 'switch-on'
  | 'test-oauth'
  | 'test-port'
  | 'trust-our-ca'
  | 'trust-root';

/** A step before it has its sentence. */
export interface PlannedStep extends Omit<FixStep, 'say'> {
  readonly id: StepId;
}

/** What to do, and how to see that it helped. */
export interface Plan {
  readonly fix: (v: Values, expect?: Expectation) => readonly PlannedStep[];
  readonly verify: (v: Values) => readonly PlannedStep[];
}

function step(id: StepId, command?: string): PlannedStep {
  return command === undefined ? { id } : { id, command };
}

function change(id: StepId, command: string, undo: string, destructive = false): PlannedStep {
  return destructive ? { id, command, undo, destructive } : { id, command, undo };
}

const restart = (): readonly PlannedStep[] => [step('restart-outlook')];
const connect = (v: Values, scopes: string) => step('connect-graph', commands.connectGraph(scopes, v.tenant));
const seeOAuth = step('see-oauth', commands.seeOAuth);
const seeAuthServers = step('see-auth-servers', commands.seeAuthServers);
const switchOn = change('switch-on', commands.switchOn, commands.switchOff, true);
const setDefault = change(
  'default-auth-server',
  commands.defaultAuthServer(true),
  commands.defaultAuthServer(false),
  true,
);

function spnFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'internal') {
    const correct = change('correct-scp', commands.correctScp(v), commands.restoreScp(v));
    return [step('see-urls', commands.seeUrls), correct, step('correct-urls')];
  }
  if (v.kind === 'foreign-tenant') {
    return [
      step('connect-graph', commands.connectGraph('Organization.Read.All')),
      step('see-tenant', commands.seeTenant),
      step('change-account'),
    ];
  }
  const add = change('add-spn', commands.addSpn(v), commands.restoreSpns, true);
  return [connect(v, 'Application.ReadWrite.All'), step('keep-spns', commands.keepSpns), add];
}

function spnVerify(v: Values): readonly PlannedStep[] {
  const added = v.kind !== 'internal' && v.kind !== 'foreign-tenant';
  return added ? [step('see-spn', commands.seeSpn(v)), ...restart()] : restart();
}

function audienceFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'resource') return [step('ask-for-this-host')];
  const proxy = step('see-web-application-proxy', commands.seeWebApplicationProxy);
  if (v.kind === 's2s') return [step('see-hybrid', commands.seeHybrid), step('keep-host-name'), proxy];
  return [step('keep-host-name'), proxy, step('see-urls', commands.seeUrls)];
}

function userFix(v: Values): readonly PlannedStep[] {
  if (v.kind === 'ambiguous') return [step('see-duplicates', commands.seeDuplicates(v)), step('remove-duplicate')];
  if (v.kind === 's2s') return [step('see-recipient', commands.seeRecipient(v))];
  if (v.kind === 'wrong-account') return [step('choose-mailbox-account'), step('see-join', commands.seeJoin)];
  const compare = [
    connect(v, 'User.Read.All'),
    step('see-entra-user', commands.seeEntraUser(v)),
    step('see-user', commands.seeUser(v)),
  ];
  return v.kind === 'cloud-only' ? [...compare, step('choose-mailbox-account')] : compare;
}

function flightingFix(v: Values, expect?: Expectation): readonly PlannedStep[] {
  const host = v.kind === 'host' ? [step('ask-with-user')] : [step('see-user-policy', commands.seeUserPolicy(v))];
  const see = [seeOAuth, seeAuthServers, ...host];
  return expect === 'hma' ? [...see, switchOn] : [...see, step('intention')];
}

function notAttemptedFix(v: Values): readonly PlannedStep[] {
  if (v.reason === 'outlook-2010') return [step('replace-client')];
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

function challengeFix(v: Values, expect?: Expectation): readonly PlannedStep[] {
  const see = step('see-virtual-directory', commands.seeVirtualDirectory(v));
  if (expect !== 'hma') return [see, seeOAuth, step('intention')];
  const add = commands.addOAuth(v);
  return add === undefined ? [see, seeOAuth] : [see, change('add-oauth', add.command, add.undo, true), seeOAuth];
}

function signInErrorFix(v: Values): readonly PlannedStep[] {
  if (isAdfsError(v)) return [step('read-error'), step('see-adfs-log', commands.seeAdfsLog)];
  return [step('read-error'), connect(v, 'AuditLog.Read.All'), step('see-sign-in', commands.seeSignIn(v))];
}

/** The error is one of AD FS (MSIS and a number), which leaves no trace in Entra ID's log. */
export function isAdfsError({ code = '', error = '' }: Values): boolean {
  return code.startsWith('MSIS') || error.startsWith('MSIS');
}

function connectionFix(v: Values): readonly PlannedStep[] {
  if (v.stage === 'dns') return [step('resolve-name', commands.resolveName(v))];
  return [step('resolve-name', commands.resolveName(v)), step('test-port', commands.testPort(v)), step('open-path')];
}

function certificateFix(v: Values): readonly PlannedStep[] {
  const see = step('see-certificates', commands.seeCertificates);
  if (certificateFault(v.code) === 'expired') return [see, step('renew-certificate')];
  if (certificateFault(v.code) === 'name') return [see, step('right-name-certificate')];
  return [step('export-root', commands.exportRoot), change('trust-root', commands.trustExtra, commands.trustExtraUndo)];
}

/** What a certificate's error code (Node's words) is about. */
export function certificateFault(code: string | undefined): 'expired' | 'name' | 'trust' {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'expired';
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'name' : 'trust';
}

/** The plan of every rule. */
export const plans = {
  'spn-missing': { fix: spnFix, verify: spnVerify },
  'audience-mismatch': {
    fix: audienceFix,
    verify: (v) => (v.kind === 's2s' ? [step('test-oauth', commands.testOAuth(v))] : restart()),
  },
  'ssl-offload': { fix: () => [step('re-encrypt'), step('see-offload', commands.seeOffload)], verify: restart },
  'unknown-user': {
    fix: userFix,
    verify: (v) => (v.kind === 's2s' ? [step('test-oauth', commands.testOAuth(v))] : restart()),
  },
  'revoked-grant': {
    fix: () => [step('sign-in-again')],
    verify: (v) => [connect(v, 'User.Read.All'), step('see-valid-from', commands.seeValidFrom(v))],
  },
  'flighting-disabled': { fix: flightingFix, verify: restart },
  'bearer-not-attempted': { fix: notAttemptedFix, verify: () => [step('see-connection-status')] },
  'signed-in-without-bearer': {
    fix: (_, expect) =>
      expect === 'hma'
        ? [step('restart-outlook'), step('see-identity-2016', commands.seeIdentity('16.0')), seeOAuth]
        : [step('nothing-needed'), seeOAuth],
    verify: () => [step('see-connection-status')],
  },
  'bearer-challenge-missing': { fix: challengeFix, verify: restart },
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
  'expired-token': {
    fix: (v) => (v.kind === 'pasted' ? [] : [step('sign-in-again'), step('see-clock', commands.seeClock)]),
    verify: (v) => (v.kind === 'pasted' ? [] : [step('capture-again')]),
  },
  'sign-in-error': {
    fix: signInErrorFix,
    verify: restart,
  },
  'token-refused': { fix: () => [step('read-server-logs'), seeAuthServers], verify: () => [step('capture-again')] },
  'connection-failed': { fix: connectionFix, verify: (v) => [step('test-port', commands.testPort(v))] },
  'certificate-untrusted': { fix: certificateFix, verify: () => [step('capture-again')] },
  'interception-refused': {
    fix: () => [step('trust-our-ca'), step('leave-undecrypted')],
    verify: () => [step('capture-again')],
  },
  'nothing-to-diagnose': { fix: () => [step('capture-more')], verify: () => [] },
} as const satisfies Record<RuleId, Plan>;
