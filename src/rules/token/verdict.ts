import type { Diagnostics, Flow, Problem, RuleId } from '../../types.js';
import { proof, quoteDiagnostics, quoteStatus } from '../evidence.js';
import type { Meaning } from './meaning.js';
import { isUnexplained, type Refusal, refusalOf } from './refusal.js';
import { type Misfit, misfitsOf } from './three-way-match.js';

/** A refusal that belongs to a rule, with the weight and the proof that it has. */
export interface Verdict extends Pick<Problem, 'severity' | 'confidence' | 'evidence'> {
  readonly refusal: Refusal;
  /** What Exchange says in words; empty where it gave none. */
  readonly reason: string;
  /** The cell of the three-way match that agrees, or decides. */
  readonly misfit?: Misfit;
}

/**
 * Whether the refusal that a flow ended with belongs to this rule: because Exchange says so, or, where it gave no
 * reason, because the three-way match names it. Both together are the surest.
 */
export function verdictOf(flow: Flow, rule: RuleId): Verdict | undefined {
  const refusal = refusalOf(flow);
  if (!refusal) return undefined;
  const { diagnostics, meaning } = refusal;
  if (!diagnostics || !meaning) return decided(flow, refusal, rule);
  return meaning.rule === rule ? said(flow, refusal, diagnostics, meaning) : undefined;
}

// Exchange says so. Where the match agrees it is the surer, and its proof is added.
function said(flow: Flow, refusal: Refusal, diagnostics: Diagnostics, { rule, confidence }: Meaning): Verdict {
  const misfit = misfitsOf(flow, refusal).find((one) => one.rule === rule);
  const evidence = proof(quoteDiagnostics(refusal.observation, diagnostics), ...(misfit?.evidence ?? []));
  return {
    refusal,
    reason: diagnostics.reason ?? '',
    severity: 'error',
    confidence: misfit ? 'high' : confidence,
    evidence,
    ...(misfit && { misfit }),
  };
}

// No reason was given: the match decides, and the refusal itself is part of the proof.
function decided(flow: Flow, refusal: Refusal, rule: RuleId): Verdict | undefined {
  const misfit = isUnexplained(refusal) ? misfitsOf(flow, refusal)[0] : undefined;
  if (misfit?.rule !== rule) return undefined;
  const evidence = proof(...misfit.evidence, quoteStatus(refusal.observation));
  return { refusal, reason: '', severity: 'error', confidence: 'medium', evidence, misfit };
}

/** `online` where the servers are Microsoft's: there is nobody then who could look at their logs or settings. */
export function worldOf({ service }: Flow): 'online' | undefined {
  return service.online ? 'online' : undefined;
}

/** A problem of a verdict and what the rule has to say of it. */
export function problemOf({ severity, confidence, evidence }: Verdict, values: Problem['values']): Problem {
  return { severity, confidence, values, evidence };
}
