import { answerOf } from '../../flow/answer.js';
import { abilityOf } from '../../knowledge/client-switches.js';
import type { Evidence, Flow, FlowRule, Problem, RuleContext } from '../../types.js';
import { bearerOf, ntlmRefused } from '../challenge/challenge-fault.js';
import { evidence, proof, quoteAuthorization, quoteHeader, quoteRequestHeader, quoteStatus } from '../evidence.js';
import { mayBeOurDoing } from '../transport/bound-refusal.js';
import { known } from '../values.js';

/** The client never offers modern authentication where it would be answered, and does not get in. */
export default {
  id: 'bearer-not-attempted',
  scope: 'flow',
  needs: ['request', 'authorization'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/microsoft-365/admin/security-and-compliance/enable-modern-authentication',
  ],
  applies: (flow) => flow.service.kind === 'exchange' && (flow.outcome === 'refused' || mayBeRefused(flow)),
  check(flow, context) {
    if (flow.outcome !== 'refused' || context.expect === 'none') return undefined;
    if (cannotSay(flow) || flow.observations.some(({ authorization }) => authorization.scheme === 'bearer'))
      return undefined;
    const reason = reasonOf(flow);
    const refused = flow.observations.findLast((observation) => answerOf(observation) === 'refusal');
    const isCertain = reason !== 'unknown' && !signsInByPassword.has(reason);
    if (!refused || !(isCertain || wouldAnswer(flow, context))) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ reason, client: flow.client.userAgent, host, virtualDirectory });
    const quotes = proof(
      clientQuote(flow, reason),
      quoteAuthorization(refused),
      quoteHeader(refused, 'www-authenticate') ?? quoteStatus(refused),
    );
    return { ...weightOf(flow, reason, context), values, evidence: quotes };
  },
} satisfies FlowRule;

// Interception breaks channel-bound NTLM: then the refusal may be ours, whatever the client is able to do.
function weightOf(flow: Flow, reason: string, { expect }: RuleContext): Pick<Problem, 'severity' | 'confidence'> {
  if (signsInByPassword.has(reason)) return { severity: expect === 'hma' ? 'error' : 'warning', confidence: 'low' };
  const isOurs = expect !== 'hma' && mayBeOurDoing(flow);
  if (reason !== 'unknown' && !isOurs) return { severity: 'error', confidence: 'high' };
  if (isOurs || ntlmRefused(flow)) return { severity: expect === 'hma' ? 'error' : 'warning', confidence: 'low' };
  return { severity: 'error', confidence: 'medium' };
}

// Accept-Auth lists what Outlook is able to do; without Bearer in it modern authentication is switched off.
function reasonOf({ client, service }: Flow): string {
  const ability = abilityOf(client.kind, client.userAgent);
  if (ability && ability.onPremises !== 'by-default') {
    return service.online && signsInByPassword.has(ability.reason) ? 'unknown' : ability.reason;
  }
  if (client.acceptAuth && !client.acceptAuth.includes('bearer')) return 'accept-auth';
  return ability?.reason === 'mac' ? 'mac' : 'unknown';
}

/** Clients that get in on-premises with user name and password every day: a refusal may be a mistyped one. */
const signsInByPassword: ReadonlySet<string> = new Set(['android-mail', 'thunderbird']);

function cannotSay(flow: Flow): boolean {
  return flow.observations.some(
    ({ transaction }) => transaction.absent.includes('request') || transaction.absent.includes('authorization'),
  );
}

// Whether a 401 refused somebody is told by what was sent.
function mayBeRefused(flow: Flow): boolean {
  const last = flow.observations.at(-1)?.transaction;
  return flow.outcome === 'open' && last?.response?.status === 401 && cannotSay(flow);
}

function wouldAnswer(flow: Flow, { summary }: RuleContext): boolean {
  const { host, virtualDirectory } = flow.service;
  const seen = summary.rows.some(
    (row) => row.host === host && row.virtualDirectory === virtualDirectory && row.offersBearer,
  );
  return (
    seen || flow.observations.some((observation) => bearerOf(observation) !== undefined && observation.server?.exchange)
  );
}

function clientQuote(flow: Flow, reason: string): Evidence | undefined {
  const [opening] = flow.observations;
  if (!opening) return undefined;
  if (reason === 'accept-auth') return acceptAuthQuote(flow);
  return flow.client.userAgent === undefined ? undefined : evidence(opening, 'User-Agent', flow.client.userAgent);
}

function acceptAuthQuote({ observations }: Flow): Evidence | undefined {
  const said = observations.find(({ client }) => client.acceptAuth !== undefined);
  return said && quoteRequestHeader(said, 'accept-auth', 'Accept-Auth');
}
