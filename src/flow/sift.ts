import { partsRead } from '../parse/read-parts.js';
import { askedService, mayMatter } from '../parse/relevance.js';
import type { RawTransaction, RequestMessage, Service } from '../types.js';
import { isTunnel } from './summary.js';

/**
 * What is left of transactions where only a diagnosis is wanted, before the door: of those that may matter what is looked
 * at, of all others their number.
 */
export interface Sifted {
  readonly ours: readonly RawTransaction[];
  readonly others: Others;
}

/** Transactions that are about neither Exchange nor a sign-in, and how many of them were tunnels. */
export interface Others {
  readonly transactions: number;
  readonly tunnels: number;
}

/** What is looked at of a transaction; undefined where it cannot matter. Decodes no body but a refusal's. */
export function sift(raw: RawTransaction, service: Service = askedService(raw)): RawTransaction | undefined {
  return mayMatter(raw, service) ? partsRead(raw, service) : undefined;
}

/** Sifts transactions one by one, and gives what has gathered. */
export interface Sieve {
  readonly add: (raw: RawTransaction) => void;
  readonly take: () => Sifted;
}

/** An empty one. Requests that are the same are one object until they are taken: posted to a thread they are copied once. */
export function createSieve(): Sieve {
  let ours: RawTransaction[] = [];
  let requests: RequestMessage[] = [];
  let [transactions, tunnels] = [0, 0];
  let last: { readonly url: string; readonly method: string; readonly service: Service } | undefined;

  // A client asks for the same again and again.
  function serviceOf(raw: RawTransaction): Service {
    const { url, method = '' } = raw.request ?? {};
    if (url === undefined) return askedService(raw);
    if (last?.url !== url || last.method !== method) last = { url, method, service: askedService(raw) };
    return last.service;
  }

  function shared(request: RequestMessage): RequestMessage {
    const same = requests.find((one) => isSame(one, request));
    if (same) return same;
    requests = [request, ...requests.slice(0, 3)];
    return request;
  }

  return {
    add(raw) {
      const sifted = sift(raw, serviceOf(raw));
      if (sifted) ours.push(sifted.request ? { ...sifted, request: shared(sifted.request) } : sifted);
      else {
        transactions += 1;
        if (isTunnel(raw)) tunnels += 1;
      }
    },
    take() {
      const taken = { ours, others: { transactions, tunnels } };
      ours = [];
      requests = [];
      [transactions, tunnels] = [0, 0];
      return taken;
    },
  };
}

function isSame(one: RequestMessage, other: RequestMessage): boolean {
  const isBare = one.body === undefined && other.body === undefined;
  return isBare && one.head === other.head && one.url === other.url && one.method === other.method;
}
