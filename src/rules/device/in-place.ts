import { answerOf } from '../../flow/answer.js';
import type { Evidence, Flow, Observation, RuleContext, SummaryRow } from '../../types.js';
import { evidence, proof, quoteHeader, quoteStatus } from '../evidence.js';

/** The last word of a flow, where it was given in Exchange's place. */
export function answerInPlace(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'failed') return undefined;
  const last = flow.observations.findLast((observation) => answerOf(observation) !== 'other');
  return last && answerOf(last) === 'unserved' ? last : undefined;
}

/** The request carried a whole token. */
export function sentToken({ authorization }: Observation): boolean {
  return authorization.scheme === 'bearer' && !authorization.empty;
}

/** Nothing in an answer says that Exchange saw the request: no header of its own, no challenge, no request id. */
export function isForeign({ server, transaction }: Observation): boolean {
  if (transaction.absent.includes('response-headers')) return false;
  return server !== undefined && !server.exchange && server.requestId === undefined;
}

/** The device that shows itself in an answer, or in another of the same flow. */
export function deviceOf(flow: Flow, observation: Observation): string | undefined {
  return observation.front?.device ?? flow.observations.find(({ front }) => front?.device !== undefined)?.front?.device;
}

/** Somebody got in at this host and virtual directory. */
export function gotInHere({ service }: Flow, { summary }: RuleContext): boolean {
  const isHere = (row: SummaryRow) => row.host === service.host && row.virtualDirectory === service.virtualDirectory;
  return summary.rows.some((row) => isHere(row) && row.bearer + row.otherScheme > 0);
}

/** Clients try several Autodiscover names, and most organisations publish one: another one, or Exchange, is at hand. */
export function isExpectedMiss({ service }: Flow, { summary }: RuleContext): boolean {
  if (service.protocol !== 'autodiscover') return false;
  return summary.rows.some(
    (row) => row.host !== service.host && (row.offersBearer || row.bearer + row.otherScheme + row.anonymous > 0),
  );
}

/** Quotes who answered: the status line, and the line in which the answering program names itself. */
export function whoAnswered(observation: Observation, ...quotes: readonly (Evidence | undefined)[]): Evidence[] {
  return proof(quoteStatus(observation), ...quotes, quoteHeader(observation, 'server'));
}

/** Quotes where an answer sends the client, without the query. */
export function quoteLocation(observation: Observation): Evidence | undefined {
  const location = observation.front?.location;
  return location === undefined ? undefined : evidence(observation, 'Location', location);
}

/** People paste what seems to matter to them: of what is missing there nothing is known. */
export function inExcerpt({ source }: Flow): boolean {
  return source === 'text';
}
