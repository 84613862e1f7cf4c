/**
 * The same sign-in, saved by different programs, gives the same findings. What a format cannot show stands in the table
 * beside it; nothing else may differ.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { memorySource } from '../src/capture/source.js';
import type { Fault } from '../src/lab/faults.js';
import { type Scenario, scenarios } from '../src/lab/scenarios.js';
import type { Finding, Part, RawTransaction, Report, RuleId } from '../src/types.js';
import { charlesSession } from './support/formats/charles-session.js';
import { chromeHar, sanitisedHar } from './support/formats/chrome-har.js';
import { curlText } from './support/formats/curl-text.js';
import { fiddlerSaz } from './support/formats/fiddler-saz.js';
import { writeMitmproxy } from './support/formats/mitmproxy.js';
import { writeMitmproxy17, writeMitmproxy017 } from './support/formats/mitmproxy-old.js';
import { writeNetlog } from './support/formats/netlog.js';
import { recordScenario, reportOn, verdict } from './support/lab-run.js';
import { shareOf } from './support/long.js';
import { hasMitmdump, recordWithMitmdump, rewriteWithMitmdump } from './support/mitmdump.js';

type Write = (transactions: readonly RawTransaction[]) => Uint8Array | Promise<Uint8Array>;

/** Formats that show all that the proxy saw. */
const whole: readonly (readonly [name: string, write: Write])[] = [
  ['Chrome’s HAR', chromeHar],
  ['Fiddler’s SAZ', fiddlerSaz],
  ['mitmproxy’s flows', writeMitmproxy],
  ['mitmproxy 8’s flows', writeMitmproxy17],
  ['mitmproxy 0.17’s flows', writeMitmproxy017],
  ['Charles’s session', charlesSession],
];

/** A format that shows less. What it then does not find must stand under "cannot be known", for a part that it lacks. */
interface Less {
  readonly name: string;
  readonly write: Write;
  readonly lacks: readonly Part[];
  /** All else that differs, by fault, and why it must. */
  readonly differs: Partial<Record<Fault, Difference>>;
}

interface Difference {
  /** Errors and warnings that the live run does not give. */
  readonly more?: readonly RuleId[];
  /** Of which nothing is said, not even that it cannot be known. */
  readonly lost?: readonly RuleId[];
  /** Found, but as an information, or with other confidence. */
  readonly weaker?: readonly RuleId[];
}

// The grant's end stands in a body; how the prompt ended stands in a redirect: a warning of low confidence beside what
// cannot be known.
const endOfPromptAlone: Difference = { more: ['sign-in-error'] };
// Who was refused is not seen: that the challenge names AD FS is then no more than a fact.
const adfsUnused: Difference = { weaker: ['authorization-uri-adfs'] };

// Exchange's word for it is all that is left: the token that would bear it out is not there.
const wordAlone: Difference = { weaker: ['expired-token'] };

// The refusal that follows from what cannot be known.
const echoAlone: Difference = { lost: ['token-refused'] };

const less: readonly Less[] = [
  {
    name: 'Chrome’s HAR, sanitised',
    write: sanitisedHar,
    lacks: ['authorization'],
    differs: {
      'authorization-uri-adfs': adfsUnused,
      'expired-token': wordAlone,
      'authorization-header-stripped': echoAlone,
    },
  },
  {
    name: 'NetLog',
    write: (transactions) => writeNetlog(transactions, 'Default'),
    lacks: ['authorization', 'request-body', 'response-body'],
    differs: {
      'password-changed-prompt-refused': endOfPromptAlone,
      'authorization-uri-adfs': adfsUnused,
      'expired-token': wordAlone,
      'authorization-header-stripped': echoAlone,
    },
  },
  {
    name: 'NetLog with credentials',
    write: (transactions) => writeNetlog(transactions, 'IncludeSensitive'),
    lacks: ['request-body', 'response-body'],
    differs: {
      'password-changed-prompt-refused': endOfPromptAlone,
      // The page that says so is not there: its length alone speaks.
      'token-too-large-for-device': { weaker: ['token-too-large-for-device'] },
    },
  },
  {
    name: 'NetLog with raw bytes',
    write: (transactions) => writeNetlog(transactions, 'Everything'),
    lacks: ['request-body'],
    differs: {},
  },
  {
    // Nothing joins the steps of a paste, and in a paste the complaint itself is the end.
    name: 'a paste of curl -v',
    write: curlText,
    lacks: ['request-body', 'time'],
    differs: {
      'password-changed-prompt-refused': { more: ['sign-in-error'] },
      // A page that is pasted loses its title, in which a device says so.
      'token-too-large-for-device': { lost: ['token-too-large-for-device'] },
    },
  },
];

/**
 * Each program tells of a connection that broke in its own words, which the tests of its reader hold. Who is to blame for
 * Extended Protection is the program that recorded. Hundreds of transactions take long to write in a dozen formats.
 */
const apart: ReadonlySet<Fault> = new Set([
  'connection-failed',
  'certificate-untrusted',
  'extended-protection',
  'busy-start',
]);
const answered = scenarios.filter(({ fault }) => !apart.has(fault));

describe.each(answered)('$fault', (scenario) => {
  const place = answered.indexOf(scenario);
  // The first in every format, the others in each second one.
  const of = place === 0 ? 1 : 2;
  let recorded: readonly RawTransaction[];
  let live: Report;
  beforeAll(async () => {
    recorded = await recordScenario(scenario);
    live = reportOn(recorded, optionsOf(scenario));
  });

  const reportOf = async (file: Uint8Array) => reportOn(await read(file), optionsOf(scenario));

  it.each(shareOf(whole, place, of))('in %s: all the same', async (_name, write) => {
    expect(verdict(await reportOf(await write(recorded)))).toEqual(verdict(live));
  });

  it.each(shareOf(less, place, of))('in $name: the same, or known to be unknown', async ({ write, lacks, differs }) => {
    const saved = await reportOf(await write(recorded));
    expect(difference(live, saved)).toEqual({ more: [], lost: [], weaker: [], ...differs[scenario.fault] });
    expect(saved.unknown.filter(({ missing }) => !lacks.includes(missing))).toEqual([]);
  });
});

// Python takes its time to start.
describe.skipIf(!hasMitmdump)('mitmdump itself', { timeout: 60_000 }, () => {
  it('writes flows that give the same', async () => {
    const recorded = await recordScenario({ fault: 'revoked-grant' });
    const rewritten = await rewriteWithMitmdump(writeMitmproxy17(recorded));
    expect(verdict(reportOn(await read(rewritten)))).toEqual(verdict(reportOn(recorded)));
  });

  it.each(['healthy', 'spn-missing'] as const)('records %s, and it gives the same', async (fault) => {
    const live = reportOn(await recordScenario({ fault }));
    const saved = reportOn(await read(await recordWithMitmdump(fault)));
    expect(outline(saved)).toEqual(outline(live));
  });
});

function difference(live: Report, saved: Report): Difference {
  const told = saved.unknown.map(({ rule }) => rule);
  const found = saved.findings.map(({ rule }) => rule);
  const weights = new Set(saved.findings.map(weightOf));
  // That a format leaves out credentials is said of the file; the live run has no file.
  const unfounded = loud(saved).filter(
    ({ rule }) => rule !== 'capture-sanitised' && !live.findings.some((one) => one.rule === rule),
  );
  const weaker = loud(live).filter((one) => found.includes(one.rule) && !weights.has(weightOf(one)));
  const lost = loud(live).filter(({ rule }) => !found.includes(rule) && !told.includes(rule));
  return { more: rulesOf(unfounded), lost: rulesOf(lost), weaker: rulesOf(weaker) };
}

const loud = ({ findings }: Report) => findings.filter(({ severity }) => severity !== 'info');
const weightOf = ({ rule, severity, confidence }: Finding) => `${rule} ${severity} ${confidence}`;
const rulesOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ rule }) => rule))];

/** What is equal in two runs: no times, no tokens, no ids of requests. */
function outline({ findings, unknown, flows }: Report) {
  return {
    findings: findings.map(({ rule, severity, confidence, certainty, count, causedBy, evidence }) => {
      return { rule, severity, confidence, certainty, count, causedBy, where: evidence.map(({ where }) => where) };
    }),
    unknown: unknown.map(({ rule, missing }) => ({ rule, missing })),
    flows: flows.map(({ host, virtualDirectory, protocol, client, user, outcome, steps }) => {
      const told = steps.map(({ leg, method, target, sent, status }) => ({ leg, method, target, sent, status }));
      return { host, virtualDirectory, protocol, client, user, outcome, told };
    }),
  };
}

function optionsOf({ expect: expectation }: Scenario) {
  return expectation ? { expect: expectation } : {};
}

async function read(bytes: Uint8Array): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  for await (const raw of openCapture(memorySource(bytes, 'saved')).transactions) transactions.push(raw);
  return transactions;
}
