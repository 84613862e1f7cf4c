import { exchangePrincipal } from '../../flow/answer.js';
import type { Defect, Flow, FlowRule, Observation } from '../../types.js';
import { isBetweenServers } from '../between-servers.js';
import { proof, quoteAuthorization, quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { bearerOf, challengeConfidence, challengeSeverity, emptyBearerAnswers } from './challenge-fault.js';

/**
 * Exchange answers an empty Bearer with a Bearer challenge that does not say where to sign in: no authorization server
 * is the default one. Answers to a full token are not judged: they may lack it and be well.
 */
export default {
  id: 'authorization-uri-missing',
  scope: 'flow',
  needs: ['request', 'authorization', 'response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/clients/outlook-for-ios-and-android/use-hybrid-modern-auth',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: (flow) =>
    flow.outcome !== 'bearer' && flow.observations.some((observation) => bearerOf(observation) !== undefined),
  check(flow, context) {
    // A server brings its token, and needs no place to sign in.
    if (flow.outcome === 'bearer' || isBetweenServers(flow)) return undefined;
    const answer = answersToJudge(flow).at(-1);
    if (!answer || !lacksAuthorizationUri(answer)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ host, virtualDirectory, server: answer.server?.frontEnd });
    const line = quoteHeader(answer, 'www-authenticate', 'client_id') ?? quoteHeader(answer, 'www-authenticate');
    const evidence = proof(line ?? textQuote(answer), quoteAuthorization(answer));
    return { severity: challengeSeverity(flow, context), confidence: challengeConfidence(flow), values, evidence };
  },
} satisfies FlowRule;

// Pasted: the request is not shown, and a 401 without error and diagnostics is the answer to an empty Bearer.
function answersToJudge(flow: Flow): Observation[] {
  const answers = emptyBearerAnswers(flow);
  if (answers.length > 0 || flow.source !== 'text') return answers;
  return flow.observations.filter(
    ({ transaction }) => transaction.request === undefined && transaction.response?.status === 401,
  );
}

function lacksAuthorizationUri(answer: Observation): boolean {
  const bearer = bearerOf(answer)?.bearer;
  if (bearer?.client_id !== exchangePrincipal || isCut(answer)) return false;
  return bearer.authorization_uri === undefined && bearer.error === undefined && answer.diagnostics.length === 0;
}

const parameters = ['client_id', 'trusted_issuers', 'token_types', 'authorization_uri', 'issuer_kind', 'error'];

// What was cut off (a paste, a limit of a tool), left out ("…") or cannot be read may have been the very parameter: the
// value ends inside quotes, or with the beginning of a name or with dots, which then read like a scheme.
function isCut({ challenges, defects, transaction }: Observation): boolean {
  if (transaction.absent.includes('response-headers')) return true;
  const words = challenges
    .filter(({ parameters }) => parameters.length === 0)
    .map(({ scheme }) => scheme.toLowerCase());
  return words.some(isRest) || defects.some(({ code }) => unreadable.has(code));
}

function isRest(word: string): boolean {
  return parameters.some((name) => name.startsWith(word)) || /^(?:[.*]{2,}|etc\.?)$/.test(word);
}

const unreadable: ReadonlySet<Defect['code']> = new Set(['unterminated-quote', 'value-missing', 'unexpected-text']);

function textQuote(answer: Observation) {
  const challenge = bearerOf(answer);
  return challenge && { transaction: answer.transaction.id, where: 'text', quote: challenge.raw };
}
