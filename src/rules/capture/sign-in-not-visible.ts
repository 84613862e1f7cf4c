import { serviceOf } from '../../parse/service.js';
import type { Flow, FlowRule, Observation, RuleContext, SourceKind } from '../../types.js';
import { isBetweenServers } from '../between-servers.js';
import { bearerOf, emptyBearerAnswers } from '../challenge/challenge-fault.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/**
 * Exchange sent the client to sign in, nobody got in with a token, and nothing of a sign-in is in the capture: Windows
 * signs in by a process of its own (WAM). What happened there has to be looked up elsewhere. Where a token gets in, or
 * Exchange says why it refuses one, nobody misses that leg.
 */
export default {
  id: 'sign-in-not-visible',
  scope: 'flow',
  needs: ['authorization', 'response-headers'],
  references: [
    'https://learn.microsoft.com/microsoft-365/troubleshoot/administration/disabling-adal-wam-not-recommended',
    'https://learn.microsoft.com/openspecs/windows_protocols/ms-oapxbc/',
  ],
  applies: (flow, context) =>
    flow.service.kind === 'exchange' &&
    !single.has(flow.source) &&
    !isBetweenServers(flow) &&
    context.summary.signIn === 0 &&
    (flow.outcome === 'open' || flow.outcome === 'refused' || flow.outcome === 'other-scheme'),
  check(flow, context) {
    const asked = hasToken(flow, context) ? undefined : sentToSignIn(flow);
    const refused = refusedWithoutReason(flow);
    if (context.expect === 'none' || (!refused && (!asked || flow.outcome === 'refused'))) return undefined;
    if (isYoung(flow, context)) return undefined;
    const kind = refused ? 'refused' : 'no-token';
    const values = known({ kind, authority: authorityOf(flow), host: flow.service.host, user: flow.client.user });
    const seen = refused ?? asked;
    const quotes = seen
      ? proof(quoteAuthorization(seen), quoteHeader(seen, 'www-authenticate') ?? quoteStatus(seen))
      : [];
    return { severity: 'info', confidence: refused ? 'high' : 'medium', values, evidence: quotes };
  },
} satisfies FlowRule;

/** A paste, a log or a token alone: nobody expects a sign-in beside it. */
const single: ReadonlySet<SourceKind> = new Set(['log', 'text', 'token']);

/** A live sign-in may be on its way so long. Milliseconds. */
const patienceMs = 2 * 60_000;

function isYoung({ source, outcome, lastAt }: Flow, { asOf }: RuleContext): boolean {
  return (
    source === 'live' &&
    outcome === 'open' &&
    lastAt !== undefined &&
    (asOf === undefined || asOf - lastAt < patienceMs)
  );
}

// Who has a token for this host is through with the sign-in, whatever becomes of one more request.
function hasToken({ service }: Flow, { summary }: RuleContext): boolean {
  return summary.rows.some(({ host, bearer }) => host === service.host && bearer > 0);
}

function sentToSignIn(flow: Flow): Observation | undefined {
  const last = emptyBearerAnswers(flow).at(-1);
  return last && bearerOf(last)?.bearer?.authorization_uri !== undefined ? last : undefined;
}

// AD FS keeps other logs than Entra ID.
function authorityOf({ observations }: Flow): string {
  const uris = observations.map((answer) => bearerOf(answer)?.bearer?.authorization_uri);
  return serviceOf(uris.findLast((uri) => uri !== undefined)).adfs ? 'adfs' : 'entra';
}

function refusedWithoutReason({ observations, outcome }: Flow): Observation | undefined {
  if (outcome !== 'refused') return undefined;
  const last = observations.findLast(({ authorization }) => authorization.scheme === 'bearer' && !authorization.empty);
  const said = last && last.diagnostics.length > 0;
  return last?.transaction.response?.status === 401 && !said ? last : undefined;
}
