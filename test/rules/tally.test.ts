import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.js';
import { inOrder } from '../../src/rules/tally.js';
import type { Finding, RuleId, Severity } from '../../src/types.js';

function finding(rule: RuleId, severity: Severity, causedBy?: RuleId, host = 'mail.contoso.com'): Finding {
  const found = { rule, severity, confidence: 'high', certainty: 'certain', values: { host }, evidence: [] } as const;
  return { ...found, count: 1, flows: ['1'], ...(causedBy && { causedBy }) };
}

const ids = (findings: readonly Finding[]) => inOrder(findings, rules).map(({ rule }) => rule);

describe('inOrder', () => {
  it('puts the severe before the less severe', () => {
    expect(
      ids([finding('unknown-user', 'info'), finding('spn-missing', 'warning'), finding('expired-token', 'error')]),
    ).toEqual(['expired-token', 'spn-missing', 'unknown-user']);
  });

  it('puts equals into the order of the rules, whatever order they come in', () => {
    const [first, second, third] = rules.map(({ id }) => finding(id, 'error'));
    if (!first || !second || !third) throw new TypeError('There are rules.');
    const expected = [first.rule, second.rule, third.rule];
    expect(ids([third, first, second])).toEqual(expected);
    expect(ids([second, third, first])).toEqual(expected);
  });

  it('puts findings of one rule into one order, whatever order they come in', () => {
    const [a, b] = [finding('unknown-user', 'error', undefined, 'a'), finding('unknown-user', 'error', undefined, 'b')];
    expect(inOrder([b, a], rules)).toEqual(inOrder([a, b], rules));
  });

  it('puts echoes behind what explains them, once', () => {
    const cause = finding('spn-missing', 'warning');
    const echo = finding('unknown-user', 'error', 'spn-missing');
    const other = finding('expired-token', 'error');
    expect(ids([echo, cause, other])).toEqual(['expired-token', 'spn-missing', 'unknown-user']);
    expect(ids([echo, cause, finding('spn-missing', 'info', undefined, 'b')])).toEqual([
      'spn-missing',
      'unknown-user',
      'spn-missing',
    ]);
  });

  it('lets an echo lead where its cause is not there, or is an echo itself', () => {
    expect(ids([finding('unknown-user', 'error', 'spn-missing')])).toEqual(['unknown-user']);
    const chain = [finding('unknown-user', 'error', 'spn-missing'), finding('spn-missing', 'error', 'expired-token')];
    expect(ids(chain).sort()).toEqual(['spn-missing', 'unknown-user']);
  });

  it('gives nothing for nothing', () => {
    expect(inOrder([], rules)).toEqual([]);
  });
});
