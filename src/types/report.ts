/** Rules, what they find, and the report that every view draws from. */

import type { Token } from './credentials.js';
import type { Flow, Outcome } from './flow.js';
import type { Observation } from './observation.js';
import type { RuleId } from './rule-id.js';
import type { ClientKind, Protocol } from './service.js';
import type { ClientProcess, Part } from './transaction.js';

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'high' | 'medium' | 'low';
/** What the organisation means to use. */
export type Expectation = 'hma' | 'adfs' | 'none';

/** A quotation from the wire. */
export interface Evidence {
  /** Transaction id. */
  readonly transaction: string;
  /** A header name as sent, `status`, `body`, `url`, `token aud`, `connection`, `text`. */
  readonly where: string;
  readonly quote: string;
}

/** What a rule found in one flow. */
export interface Problem {
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** For the messages. Missing means unknown, never an empty string. */
  readonly values: Readonly<Record<string, string>>;
  /** Never empty. */
  readonly evidence: readonly Evidence[];
}

/** What rules may know beside the flow. */
export interface RuleContext {
  readonly expect?: Expectation;
  /** The traffic's time now, ms since the epoch: for a pasted token, the time it is judged at. */
  readonly asOf?: number;
  readonly summary: Summary;
  /** Of pasted text: the last token that was issued or taken, in the order of the page. */
  readonly pastedSuccess?: Observation;
  /** What was read, input by input; missing as long as traffic goes on. */
  readonly sources?: readonly SourceReport[];
  /** For rules about the whole capture: what the rules about flows could not know. */
  readonly unknown?: readonly Unknown[];
}

/** One line of the bounded server × virtual directory table. */
export interface SummaryRow {
  readonly host: string;
  readonly virtualDirectory: string;
  readonly protocol: Protocol;
  /** Requests that got in, by scheme. */
  readonly bearer: number;
  readonly otherScheme: number;
  readonly anonymous: number;
  readonly refused: number;
  readonly failed: number;
  /** A Bearer challenge was seen here. */
  readonly offersBearer: boolean;
  /** The servers that offered it, by X-FEServer, in alphabetical order; the first of them where they are many. */
  readonly offeringServers: readonly string[];
}

/** What is kept of all transactions, quiet ones too; its size is bounded. */
export interface Summary {
  readonly transactions: number;
  /** Of Exchange. */
  readonly exchange: number;
  /** Of sign-in hosts, without tunnels to them, and those of Exchange that carry a sign-in's error. What other sites say of one is not looked at. */
  readonly signIn: number;
  /** CONNECT tunnels that were opened, of a live run those before which a proxy wanted credentials; nobody can look into one that is not decrypted. */
  readonly tunnels: number;
  readonly rows: readonly SummaryRow[];
}

export interface RuleMeta {
  /** The parts which must be seen before `check` may speak. */
  readonly needs: readonly Part[];
  /** Where the rule comes from: documents, RFCs. */
  readonly references: readonly string[];
}

/** A rule about one flow. Pure. */
export interface FlowRule extends RuleMeta {
  readonly id: RuleId;
  readonly scope: 'flow';
  /** Is this flow one that the rule is about? Cheap; may look only at what is there. */
  readonly applies: (flow: Flow, context: RuleContext) => boolean;
  /** Asked only where the rule applies. */
  readonly check: (flow: Flow, context: RuleContext) => Problem | undefined;
}

/** A rule about the whole capture. Pure. */
export interface CaptureRule extends RuleMeta {
  readonly id: RuleId;
  readonly scope: 'capture';
  readonly applies: (flows: readonly Flow[], context: RuleContext) => boolean;
  readonly check: (flows: readonly Flow[], context: RuleContext) => Problem | undefined;
}

export type Rule = FlowRule | CaptureRule;

/** What is wrong, with proof; equal problems of many flows are one finding with a count. */
export interface Finding extends Problem {
  readonly rule: RuleId;
  /** `provisional` while live traffic may still turn it round. */
  readonly certainty: 'provisional' | 'certain';
  readonly count: number;
  /** Ms since the epoch, of the first and last flow that shows it. */
  readonly first?: number;
  readonly last?: number;
  /** Rule id of the finding that explains this one. */
  readonly causedBy?: RuleId;
  /** Flow ids. Each stands for its `times`, so that there are fewer of them than `count` in a very long capture. */
  readonly flows: readonly string[];
}

/** "Cannot be known from this capture": a rule which applied, and the part it missed. */
export interface Unknown {
  readonly rule: RuleId;
  readonly missing: Part;
  readonly flows: readonly string[];
}

/** A rule that threw. */
export interface Crash {
  readonly rule: RuleId;
  readonly message: string;
}

/** One step of a flow's story, in words of the wire (they are not translated). */
export interface FlowStep {
  readonly transaction: string;
  readonly at?: number;
  readonly leg: 'exchange' | 'sign-in';
  readonly method?: string;
  /** Host and path, without query. */
  readonly target?: string;
  /** What the request carried: `no Authorization`, `Bearer (empty)`, `Bearer token`, `NTLM type 3`, `Basic`. */
  readonly sent?: string;
  readonly status?: number;
  /** What the answer says: `WWW-Authenticate: Bearer, NTLM`, `x-ms-diagnostics: 2000003`, `AADSTS50173`, `tokens issued`. */
  readonly says: readonly string[];
  readonly failure?: string;
}

/** A flow as the report shows it. */
export interface FlowReport {
  readonly id: string;
  readonly host?: string;
  readonly virtualDirectory?: string;
  readonly protocol: Protocol;
  readonly client: ClientKind;
  readonly user?: string;
  /** Who made its connections, where the source knows it. */
  readonly program?: ClientProcess;
  readonly outcome: Outcome;
  readonly steps: readonly FlowStep[];
  readonly laterUses: number;
  /** Of so many sign-ins that went alike this is the first; of a capture that is not very long each stands for itself. */
  readonly times: number;
}

/** A file, stream or live run that was read: the import report. */
export interface SourceReport {
  readonly name: string;
  readonly format: string;
  readonly producer?: string;
  /** Transactions. */
  readonly read: number;
  readonly skipped: number;
  /** Why they were skipped, by code, e.g. `damaged`; the counts add up to `skipped`. Missing where nothing was. */
  readonly skips?: Readonly<Record<string, number>>;
  /** What was mended while reading and how often, by code, e.g. `wrapped-lines-joined`. Missing where nothing was. */
  readonly repairs?: Readonly<Record<string, number>>;
  /** Codes of what this source cannot show, e.g. `truncated`, `no-times`. */
  readonly limits: readonly string[];
}

/** The whole answer, language-free: ids and values. Every view draws from it. */
export interface Report {
  readonly schema: 'hma-doctor/report@1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly sources: readonly SourceReport[];
  readonly capture: {
    readonly transactions: number;
    readonly exchange: number;
    readonly signIn: number;
    readonly limits: readonly string[];
  };
  readonly expect?: Expectation;
  readonly flows: readonly FlowReport[];
  /** Leading findings first, each followed by those it explains. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly Unknown[];
  /** Rules that failed, which is a fault of this tool; empty in a sound version. */
  readonly crashed: readonly Crash[];
  /** Tokens pasted alone, decoded. */
  readonly tokens: readonly Token[];
}
