import type { Finding } from '../types.js';

/**
 * The findings which nothing else in the list explains. One whose cause is not in the list leads, and so does one in
 * a circle of causes: no finding is ever lost.
 */
export function leadingFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => rootOf(finding, findings) === finding);
}

/**
 * The findings that this one explains, itself or through others. Of two leading findings of one rule, the first has
 * the echoes.
 */
export function echoesOf(lead: Finding, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding !== lead && rootOf(finding, findings) === lead);
}

function rootOf(finding: Finding, findings: readonly Finding[]): Finding {
  const passed = new Set<Finding>();
  let root = finding;
  while (!passed.has(root)) {
    passed.add(root);
    const cause = causeOf(root, findings);
    if (cause === undefined) return root;
    root = cause;
  }
  return finding;
}

function causeOf({ causedBy }: Finding, findings: readonly Finding[]): Finding | undefined {
  return causedBy === undefined ? undefined : findings.find(({ rule }) => rule === causedBy);
}
