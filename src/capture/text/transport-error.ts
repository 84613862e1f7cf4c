import type { Failure } from '../../types.js';
import { isOurPlace, speaksOfExchange } from './about-exchange.js';
import { transportSentences } from './transport-sentences.js';

/** A connection that broke, as a text tells of it. */
export interface TransportError {
  readonly failure: Failure;
  /** Where to: the URL or, where the text has none, the host's root. Missing when nothing names the host. */
  readonly url?: string;
}

/** A sentence stands near the URL that it is about. UTF-16 units. */
const reach = 1500;
const textLimit = 1_000_000;

/**
 * The error of a program whose connection broke, in pasted text; undefined when there is none, or when it is about a place
 * that has nothing to do with Exchange.
 */
export function transportError(given: string): TransportError | undefined {
  const text = given.slice(0, textLimit);
  for (const { says, stage, code } of transportSentences) {
    const match = says.exec(text);
    if (!match) continue;
    const [message, host] = match;
    if (host === 'http' || host === 'https') return undefined; // "https://https://…": somebody mistyped a URL
    const around = text.slice(Math.max(0, match.index - reach), match.index + message.length + reach);
    const url = urlOf(host, around);
    if (url === undefined ? !speaksOfExchange(around) : !isOurPlace(url, around)) return undefined;
    return { failure: { stage, code, message }, ...(url !== undefined && { url }) };
  }
  return undefined;
}

// The host that the sentence names; else the only one of the URLs around it. Libraries print curl's page beside its error.
function urlOf(host: string | undefined, around: string): string | undefined {
  const urls = [
    ...around.matchAll(
      /\bhttps:\/\/(?!curl\.)([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::\d{1,5})?(?:\/[^\s"'<>()\u3000-\u30ff]{0,500})?/g,
    ),
  ];
  const pool = /HTTPSConnectionPool\(host='([A-Za-z0-9.-]{1,253})'.{0,200}?url: (\/[^\s)]{0,500})/.exec(around);
  if (host === undefined && pool) return `https://${pool[1]}${pool[2]}`;
  const fitting = urls.filter(([, name = '']) => host === undefined || name.toLowerCase() === host.toLowerCase());
  const names = new Set(fitting.map(([, name = '']) => name.toLowerCase()));
  if (names.size === 1) return fitting[0]?.[0].replace(/[.,:;]{1,3}$/, '');
  return host === undefined ? undefined : `https://${host.toLowerCase()}/`;
}
