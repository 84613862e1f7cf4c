import type { Flow, Problem, RuleId } from '../../types.js';
import { proof, quoteDiagnostics, quoteStatus } from '../evidence.js';
import { type Refusal, refusalOf } from './refusal.js';
import { type Misfit, misfitsOf, ruleByMatch } from './three-way-match.js';

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
  const misfit = misfitsOf(flow, refusal).find((one) => one.rule === rule);
  const { observation, diagnostics, meaning } = refusal;
  if (diagnostics && meaning?.rule === rule) {
    const evidence = proof(quoteDiagnostics(observation, diagnostics), ...(misfit?.evidence ?? []));
    const confidence = misfit ? 'high' : meaning.confidence;
    return {
      refusal,
      reason: diagnostics.reason ?? '',
      severity: 'error',
      confidence,
      evidence,
      ...(misfit && { misfit }),
    };
  }
  if (!misfit || ruleByMatch(flow, refusal) !== rule) return undefined;
  const evidence = proof(...misfit.evidence, quoteStatus(observation));
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
