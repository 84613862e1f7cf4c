import { isOtherProduct } from '../../parse/service.js';
import type { Failure, FailureStage } from '../../types.js';

/**
 * What .NET, and so PowerShell and Exchange's own tests, say of a connection that broke, by the member of
 * WebExceptionStatus (learn.microsoft.com/dotnet/api/system.net.webexceptionstatus). Only sentences that say what
 * broke: "the operation has timed out" may mean anything.
 */
const sentences: readonly (readonly [sentence: RegExp, stage: FailureStage, status: string])[] = [
  [/The remote name could not be resolved(?:: '([A-Za-z0-9.-]{1,253})')?/, 'dns', 'NameResolutionFailure'],
  [/No such host is known\.(?: \(([A-Za-z0-9.-]{1,253}):\d{1,5}\))?/, 'dns', 'NameResolutionFailure'],
  [/Could not establish trust relationship for the SSL\/TLS secure channel/, 'tls', 'TrustFailure'],
  [/The remote certificate is invalid (?:according to|because of)/, 'tls', 'TrustFailure'],
  [/Could not create SSL\/TLS secure channel/, 'tls', 'SecureChannelFailure'],
  [/target machine actively refused it\.?(?: \(([A-Za-z0-9.-]{1,253}):\d{1,5}\))?/, 'connect', 'ConnectFailure'],
  [/Unable to connect to the remote server/, 'connect', 'ConnectFailure'],
];

// A sentence that names no host may be anybody's: it counts where the text around it speaks of Exchange.
const exchangeSign =
  /\/(?:EWS|mapi|autodiscover|OAB|Microsoft-Server-ActiveSync)\b|OAuthConnectivity|Microsoft\.Exchange|Proxy web request failed|Autodiscover failed for/i;

/**
 * A .NET transport error in pasted text, and the host that it names; undefined when there is none, or when it is about
 * another product.
 */
export function dotnetFailure(text: string): { failure: Failure; host?: string } | undefined {
  for (const [sentence, stage, code] of sentences) {
    const match = sentence.exec(text);
    if (!match) continue;
    const [message, host] = match;
    if (host === undefined ? !exchangeSign.test(text) : isOtherProduct(host)) return undefined;
    return { failure: { stage, code, message }, ...(host !== undefined && { host }) };
  }
  return undefined;
}
