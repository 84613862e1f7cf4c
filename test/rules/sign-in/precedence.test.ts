import { describe, expect, it } from 'vitest';
import { decisiveOf, type Ranked } from '../../../src/rules/sign-in/precedence.js';

const declined: Ranked = { rule: 'consent-missing', kind: 'declined' };
const transient: Ranked = { rule: 'sign-in-error', kind: 'transient' };
const blocked: Ranked = { rule: 'conditional-access-blocked', kind: 'policy' };
const factor: Ranked = { rule: 'interaction-required', kind: 'mfa' };
const typo: Ranked = { rule: 'password-wrong', kind: 'wrong' };
const revoked: Ranked = { rule: 'revoked-grant' };
const missing: Ranked = { rule: 'spn-missing' };
const locked: Ranked = { rule: 'account-locked' };
const unknown: Ranked = { rule: 'sign-in-error' };

describe('which of several errors broke a sign-in', () => {
  it.each<readonly [string, readonly Ranked[], Ranked | undefined]>([
    ['the policy, not the factor that was asked for before', [factor, blocked], blocked],
    ['the lock, not the passwords that led to it', [typo, typo, locked], locked],
    ['the missing name, not the policy seen on a retry', [missing, blocked], missing],
    ['the revoked grant, not the prompt that was cancelled', [revoked, declined], revoked],
    ['the factor, not the cancelled prompt', [factor, declined], factor],
    ['the password mistyped after the grant was revoked', [revoked, typo], typo],
    ['what stands, not what passes by itself', [unknown, transient], unknown],
    ['the last of those that say equally little', [factor, unknown], unknown],
    ['a cancelled prompt where nothing else was said', [declined], declined],
    ['nothing', [], undefined],
  ])('is %s', (_what, failures, expected) => {
    expect(decisiveOf(failures)).toBe(expected);
  });
});
