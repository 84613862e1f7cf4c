/**
 * Nothing is known in vain: every row of every table answers a question that an administrator can ask of `explain`, with
 * its source. A table that is not named here fails.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EntryKind } from '../../src/explain/entry.js';
import { find } from '../../src/explain/find.js';

type Row = Readonly<Record<string, unknown>>;
/** What is asked for a row, the entry that must answer, and where one entry speaks for several rows a part of its facts. */
type Question = (row: Row) => readonly [query: string, kind: EntryKind, says?: string];

const aadsts: Question = ({ code }) => [`AADSTS${code}`, 'aadsts'];
const reason: Question = ({ template }) => [String(template), 'reason'];
const host: Question = ({ host: name }) => [String(name), 'cloud-host'];
const build: Question = ({ build: number, release }) => [String(number), 'build', String(release)];

const questions: Readonly<Record<string, Question>> = {
  acceptedPermissions: ({ protocol, profiles }) => [
    String(protocol),
    'virtual-directory',
    (profiles as string[]).join(', '),
  ],
  accountErrors: aadsts,
  applicationErrors: aadsts,
  hybridErrors: aadsts,
  noFaults: aadsts,
  policyErrors: aadsts,
  aadsts,
  applications: ({ id }) => [String(id), 'application'],
  basicSwitches: ({ parameter }) => [String(parameter), 'policy-switch'],
  claims: ({ name }) => [String(name), 'claim'],
  clientAbilities: ({ reason: name }) => [String(name), 'client'],
  clientPrograms: ({ name }) => [`${name}.exe`, 'program'],
  clientSigns: ({ contains, kind }) => [(contains as string[]).join(' … '), 'client-sign', String(kind)],
  clientSwitches: ({ name, value, place }) => [String(name), 'client-switch', `${place} ${value}`],
  cloudHosts: host,
  signInContentHosts: host,
  serverIssuers: ({ id }) => [String(id), 'issuer'],
  connectErrors: ({ code }) => [`0x${Number(code).toString(16)}`, 'response-code'],
  responseCodes: ({ code }) => [`X-ResponseCode ${code}`, 'response-code'],
  deviceSigns: ({ header, contains }) => [`${header}: ${contains ?? 'anything'}`, 'device'],
  signInPlaces: ({ path, host: name }) => [String(path ?? name), 'device'],
  categories: ({ category }) => [String(category), 'diagnostics'],
  refusalCategories: ({ code }) => [String(code), 'diagnostics'],
  refusalReasons: reason,
  audienceReasons: reason,
  permissionReasons: reason,
  serverReasons: reason,
  shapeReasons: reason,
  trustReasons: reason,
  userReasons: reason,
  serverMessages: reason,
  exchangeBuilds: build,
  builds2013: build,
  builds2016: build,
  builds2019: build,
  buildsSe: build,
  exchangeMilestones: ({ need, build: number }) => [String(need), 'server-ability', String(number)],
  exchangeSupport: ({ product, until }) => [`Exchange ${product}`, 'product', String(until)],
  extendedProtection: ({ protocol, frontEnd }) => [String(protocol), 'virtual-directory', String(frontEnd)],
  headers: ({ name }) => [String(name), 'header'],
  issuers: ({ example, kind }) => [String(example).replace('…', 'contoso.com'), 'issuer', String(kind)],
  mailRefusals: ({ text }) => [String(text), 'mail-refusal'],
  msisErrors: ({ msis }) => [String(msis), 'adfs'],
  otherResources: ({ host: name }) => [String(name), 'other-resource'],
  retirements: ({ protocol, what, begins }) => [`${protocol} ${what}`, 'retirement', String(begins)],
  shortages: ({ code }) => [String(code), 'network-code'],
  statusCodes: ({ code, meaning }) => [`HTTP ${code}`, 'status-code', String(meaning)],
  tlsCodes: ({ code }) => [String(code), 'network-code'],
  virtualDirectories: ({ segment }) => [`/${segment}`, 'virtual-directory'],
};

const folder = resolve(import.meta.dirname, '../../src/knowledge');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const modules = await Promise.all(files.map(async (name) => (await import(join(folder, name))) as Row));
const tables = modules.flatMap((module) => Object.entries(module).filter(isTable));

function isTable(pair: readonly [string, unknown]): pair is [string, Row[]] {
  return Array.isArray(pair[1]) && typeof pair[1][0] === 'object';
}

describe('every row of', () => {
  it.each([...new Map(tables)])('%s has a source, and answers a question', (name, rows) => {
    const question = questions[name];
    if (!question) throw new Error(`${name} has no question`);
    for (const row of rows) {
      expect(row.source, JSON.stringify(row)).toMatch(/\S/);
      expect(row.status).toMatch(/^(?:verified(?:-2|-old)?|unverified)$/);
      const [query, kind, says = ''] = question(row);
      const entries = find(query).entries.filter((entry) => entry.kind === kind);
      const facts = entries.map((entry) => entry.facts.map(([, value]) => value).join(' '));
      expect(facts.some((all) => all.includes(says)) && entries.length > 0, `${name}: ${query}`).toBe(true);
    }
  });

  it('no table is asked for that there is none of', () => {
    const names = new Set(tables.map(([name]) => name));
    expect(Object.keys(questions).filter((name) => !names.has(name))).toEqual([]);
  });
});
