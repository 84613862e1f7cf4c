import type { FlowRule } from '../../types.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { challengeConfidence, challengeSeverity, offered } from './challenge-fault.js';
import { answerWithoutBearer, mayLackBearer, offeringRows } from './missing-answer.js';

/**
 * Another virtual directory of the same name offers Bearer, this one does not: OAuth is on in the organization and is
 * missing here alone. Where this very directory offered it at another time, it is the servers that disagree.
 */
export default {
  id: 'virtual-directories-disagree',
  scope: 'flow',
  needs: ['request', 'authorization', 'response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: mayLackBearer,
  check(flow, context) {
    const answer = answerWithoutBearer(flow);
    if (!answer || !modern.has(flow.service.protocol)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const offering = offeringRows(flow, context).map((row) => row.virtualDirectory);
    if (offering.length === 0 || offering.includes(virtualDirectory ?? '')) return undefined;
    const values = known({
      host,
      virtualDirectory,
      offering: offering.join(', '),
      server: answer.server?.frontEnd,
      offered: offered(answer),
    });
    const evidence = proof(quoteAuthorization(answer), quoteHeader(answer, 'www-authenticate') ?? quoteStatus(answer));
    return {
      severity: challengeSeverity(flow, context),
      confidence: challengeConfidence(flow),
      values,
      evidence,
    };
  },
} satisfies FlowRule;

// Outlook Anywhere never offers Bearer, and browsers sign in another way.
const modern: ReadonlySet<string> = new Set(['mapi', 'ews', 'autodiscover', 'oab', 'eas']);
