import { answerOf } from '../../flow/answer.js';
import { basicSwitchOf, type Retirement, retirementOf } from '../../knowledge/retirements.js';
import type { Flow, FlowRule, Observation, Problem, Protocol } from '../../types.js';
import { evidence, proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/**
 * Basic was sent to Exchange Online, or refused by it, where Basic is retired; before that day, where a policy switches it
 * off. Judged at the traffic's time. Exchange on-premises keeps Basic.
 */
export default {
  id: 'basic-auth-retired',
  scope: 'flow',
  needs: ['authorization'],
  references: [
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/disable-basic-authentication-in-exchange-online',
    'https://techcommunity.microsoft.com/blog/exchange/4489835',
  ],
  applies: ({ observations }) =>
    observations.some((each) => each.mailRefusals !== undefined || refusesBasic(each) || hasEmptyRealm(each)),
  check(flow) {
    const mail = mailProblem(flow);
    if (mail) return mail;
    const observation = flow.observations.findLast((each) => refusesBasic(each) || isPastedRefusal(each));
    if (!observation || flow.outcome === 'bearer' || flow.outcome === 'other-scheme') return undefined;
    const protocol = protocolOf(observation);
    const retirement = retirementOf('basic', protocol) ?? retirementOf('basic', 'ews');
    const kind = kindAt(observation, retirement);
    if (kind === undefined) return undefined;
    const { authorization, service } = observation;
    const values = known({
      kind,
      protocol,
      switch: kind === 'policy' ? basicSwitchOf(protocol) : undefined,
      host: service.host,
      virtualDirectory: service.virtualDirectory,
      user: authorization.scheme === 'basic' ? authorization.user : undefined,
      since: kind === 'retired' ? retirement?.begins : undefined,
    });
    const line = quoteHeader(observation, 'www-authenticate') ?? quoteStatus(observation);
    const confidence = authorization.scheme === 'basic' ? 'high' : 'medium';
    return { severity: 'error', confidence, values, evidence: proof(quoteAuthorization(observation), line) };
  },
} satisfies FlowRule;

function mailProblem({ observations }: Flow): Problem | undefined {
  for (const observation of observations) {
    const said = observation.mailRefusals?.find(({ kind }) => kind === 'basic-retired');
    if (!said) continue;
    const values = known({ kind: 'mail', protocol: said.protocol, code: said.code });
    const quotes = [evidence(observation, 'text', said.raw)];
    return { severity: 'error', confidence: said.code === undefined ? 'medium' : 'high', values, evidence: quotes };
  }
  return undefined;
}

// A pasted answer has no URL; MAPI over HTTP shows itself all the same.
function protocolOf({ service, mapi }: Observation): Protocol {
  return service.protocol === 'other' && mapi ? 'mapi' : service.protocol;
}

// Where the time is not known it is now: Basic has been off for years.
function kindAt(observation: Observation, retirement: Retirement | undefined): 'retired' | 'policy' | undefined {
  const { startedAt } = observation.transaction;
  const isRetired = retirement && (startedAt === undefined || startedAt >= Date.parse(retirement.begins));
  if (isRetired) return 'retired';
  return hasEmptyRealm(observation) ? 'policy' : undefined;
}

function refusesBasic(observation: Observation): boolean {
  const { authorization, service } = observation;
  if (authorization.scheme !== 'basic' || answerOf(observation) !== 'refusal') return false;
  return service.online || isOnlineBackEnd(observation);
}

// The back end answers only what the front end let through: credentials were sent, though they are not seen.
function isPastedRefusal(observation: Observation): boolean {
  const { source, absent, response } = observation.transaction;
  const unseen = source === 'text' && absent.includes('request');
  return unseen && response?.status === 401 && isOnlineBackEnd(observation) && hasEmptyRealm(observation);
}

function isOnlineBackEnd({ server }: Observation): boolean {
  return /\.(?:outlook\.com|partner\.outlook\.cn)$/i.test(server?.backEnd ?? '');
}

// Basic Realm="", and nothing else: how Exchange Online turns Basic down.
function hasEmptyRealm({ challenges, service, server }: Observation): boolean {
  if (challenges.length === 0 || !(service.online || server?.exchange)) return false;
  return challenges.every(
    ({ scheme, parameters }) =>
      scheme.toLowerCase() === 'basic' &&
      parameters.every(([name, value]) => name.toLowerCase() !== 'realm' || value === ''),
  );
}
