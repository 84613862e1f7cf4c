import type { Observation, RawTransaction, Summary, SummaryRow } from '../types.js';
import { type Answer, answerOf, exchangeBearerChallenge } from './answer.js';
import { isRelevant } from './flows.js';
import type { Others } from './sift.js';

/** Rows that are kept; a capture with more servers counts the rest in its totals only. */
const rowLimit = 500;

/** Counts every transaction, quiet ones too, in a table whose size is bounded. */
export interface SummaryCounter {
  readonly add: (observation: Observation) => void;
  readonly addOthers: (others: Others) => void;
  readonly read: () => Summary;
  /** An independent counter which starts with what this one has. */
  readonly copy: () => SummaryCounter;
}

type Counter = { -readonly [K in keyof SummaryRow]: SummaryRow[K] };

/** Starts a summary: empty, or with what was counted before. */
export function createSummary(before?: Summary): SummaryCounter {
  const rows = new Map((before?.rows ?? []).map((row) => [keyOf(row.host, row.virtualDirectory), { ...row }]));
  const totals = {
    transactions: before?.transactions ?? 0,
    exchange: before?.exchange ?? 0,
    signIn: before?.signIn ?? 0,
    tunnels: before?.tunnels ?? 0,
  };
  const read = () => ({ ...totals, rows: [...rows.values()].sort(byPlace) });
  return {
    add(observation) {
      totals.transactions += 1;
      if (isTunnel(observation.transaction)) {
        totals.tunnels += 1;
        return;
      }
      if (!isRelevant(observation)) return;
      if (observation.service.kind === 'sign-in' || observation.entraErrors.length > 0) totals.signIn += 1;
      else if (observation.service.kind === 'exchange' || observation.server?.exchange) {
        totals.exchange += 1;
        count(rows, observation);
      } else if (observation.mailRefusals) totals.exchange += 1;
    },
    addOthers({ transactions, tunnels }) {
      totals.transactions += transactions;
      totals.tunnels += tunnels;
    },
    read,
    copy: () => createSummary(read()),
  };
}

/** Whether a transaction is a tunnel of which only that is known. A paste shows the one that its request went through. */
export function isTunnel({ source, request, response, failure }: RawTransaction): boolean {
  if (request?.method.toUpperCase() !== 'CONNECT' || failure || source === 'text') return false;
  const { status = 200 } = response ?? {};
  return status >= 200 && status < 300;
}

const columns = {
  bearer: 'bearer',
  'other-scheme': 'otherScheme',
  'signed-in': 'otherScheme',
  anonymous: 'anonymous',
  refusal: 'refused',
  failure: 'failed',
  unserved: 'failed',
} as const satisfies Partial<Record<Answer, keyof SummaryRow>>;

function count(rows: Map<string, Counter>, observation: Observation): void {
  const { host = '', virtualDirectory = '', protocol } = observation.service;
  const key = keyOf(host, virtualDirectory);
  const row = rows.get(key) ?? emptyRow(host, virtualDirectory, protocol);
  if (!rows.has(key)) {
    if (rows.size >= rowLimit) return;
    rows.set(key, row);
  }
  const answer = answerOf(observation);
  if (answer in columns) row[columns[answer as keyof typeof columns]] += 1;
  if (exchangeBearerChallenge(observation)) {
    row.offersBearer = true;
    row.offeringServers = withServer(row.offeringServers, observation.server?.frontEnd);
  }
}

/** Servers that are kept of a row. */
const serverLimit = 50;

// The first in the alphabet: so it is the same whichever came first.
function withServer(servers: readonly string[], server: string | undefined): readonly string[] {
  if (server === undefined || servers.includes(server)) return servers;
  return [...servers, server].sort().slice(0, serverLimit);
}

function keyOf(host: string, virtualDirectory: string): string {
  return `${host}${virtualDirectory}`;
}

function emptyRow(host: string, virtualDirectory: string, protocol: SummaryRow['protocol']): Counter {
  const counts = {
    bearer: 0,
    otherScheme: 0,
    anonymous: 0,
    refused: 0,
    failed: 0,
    offersBearer: false,
    offeringServers: [],
  };
  return { host, virtualDirectory, protocol, ...counts };
}

function byPlace(a: SummaryRow, b: SummaryRow): number {
  const [first, second] = [a.host + a.virtualDirectory, b.host + b.virtualDirectory];
  return first < second ? -1 : first > second ? 1 : 0;
}
