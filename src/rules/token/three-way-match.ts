import type { Flow, RuleId } from '../../types.js';
import { audienceCell } from './match/audience.js';
import { formCell } from './match/form.js';
import { issuerCell } from './match/issuer.js';
import type { Misfit } from './match/misfit.js';
import { permissionCell } from './match/permission.js';
import { timeCell } from './match/time.js';
import { isUnexplained, type Refusal } from './refusal.js';

export type { Misfit } from './match/misfit.js';

/**
 * The token against the challenge against the server: audience and host, issuer and tenant and who is trusted,
 * permissions and virtual directory, and the time. Names the cells that do not fit without reading Exchange's reason.
 *
 * A mismatch alone proves nothing (a token may be taken all the same), so there has to be a refusal. The surest cell
 * comes first: a token that has ended is refused whatever else it says.
 */
export function misfitsOf(flow: Flow, refusal: Refusal): readonly Misfit[] {
  const cells = [
    timeCell(refusal),
    formCell(refusal),
    audienceCell(flow, refusal),
    issuerCell(flow, refusal),
    permissionCell(flow, refusal),
  ];
  return cells.filter((cell) => cell !== undefined && cell.evidence.length > 0) as readonly Misfit[];
}

/** The rule that the match names where Exchange gave no reason. */
export function ruleByMatch(flow: Flow, refusal: Refusal): RuleId | undefined {
  return isUnexplained(refusal) ? misfitsOf(flow, refusal)[0]?.rule : undefined;
}
