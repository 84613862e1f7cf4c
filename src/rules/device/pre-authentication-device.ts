import type { FlowRule, Observation } from '../../types.js';
import { quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { answerInPlace, deviceOf, isExpectedMiss, quoteLocation, whoAnswered } from './in-place.js';

/**
 * A page for a person in place of an answer for a program: a device signs people in before it lets them reach Exchange.
 * Outlook cannot fill in a page, and what the page asks for is not what Exchange wants.
 */
export default {
  id: 'pre-authentication-device',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/clients/outlook-for-ios-and-android/use-hybrid-modern-auth',
    'https://learn.microsoft.com/windows-server/remote/remote-access/web-application-proxy/publishing-applications-using-ad-fs-preauthentication',
  ],
  applies: (flow) => flow.service.kind === 'exchange' && flow.observations.some(mayBePage),
  check(flow, context) {
    const answer = answerInPlace(flow);
    if (!answer || !isOfDevice(answer) || isExpectedMiss(flow, context)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const { page, location } = answer.front ?? {};
    const values = known({
      kind: page === 'sign-in-redirect' ? 'redirect' : 'page',
      location,
      host,
      virtualDirectory,
      device: deviceOf(flow, answer),
    });
    const evidence = whoAnswered(answer, quoteLocation(answer) ?? quoteHeader(answer, 'content-type'));
    return { severity: 'error', confidence: page === 'page' ? 'medium' : 'high', values, evidence };
  },
} satisfies FlowRule;

function mayBePage({ front, transaction }: Observation): boolean {
  const { response, absent } = transaction;
  return front?.page !== undefined || (response?.status === 302 && absent.includes('response-headers'));
}

// A web site answers Autodiscover with pages too, and stands in front of nothing.
function isOfDevice({ front, service }: Observation): boolean {
  if (front?.page === undefined) return false;
  return service.protocol !== 'autodiscover' || front.page === 'sign-in-redirect';
}
