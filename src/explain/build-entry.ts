import {
  compareBuilds,
  exchangeBuilds,
  exchangeMilestones,
  milestoneOf,
  productOf,
  releaseOf,
  supportOf,
  versionOf,
} from '../knowledge/exchange-builds.js';
import type { Entry, Fact } from './entry.js';

/** The entry of a build number such as `15.1.2507.6`, with or without zeros in front; undefined for what is none. */
export function buildEntry(text: string): Entry | undefined {
  const build = /^(?:exchange\/)?(\d{1,2}(?:\.\d{1,5}){1,3})$/i.exec(text)?.[1];
  const product = build === undefined ? undefined : productOf(build);
  if (build === undefined || product === undefined) return undefined;
  const release = releaseOf(build);
  const support = supportOf(product);
  const facts: (readonly [Fact[0], string | undefined])[] = [
    ['product', product],
    ['release', versionOf(build) ?? release?.release],
    ['released', release?.released],
    ['can', milestonesOf(build, product).join(', ')],
    ['supported', support?.until],
  ];
  return {
    kind: 'build',
    key: build,
    also: [],
    rules: ['exchange-build-too-old', 'exchange-out-of-support'],
    values: {},
    facts: facts.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== ''),
    sources: [release?.source, support?.source].filter((source) => source !== undefined),
    status: release?.status ?? 'unverified',
  };
}

/** The builds of a release as people call it: `CU13`, `2019 CU14`, `CU14 Apr24HU`, `Exchange 2016 CU23 Aug22SU`. */
export function releaseEntries(text: string): Entry[] {
  const asked = text.toLowerCase().replace(/^exchange (?:server )?/, '');
  const known = exchangeBuilds.flatMap(({ product, release, build, updates }) => {
    const beginning = build.slice(0, build.lastIndexOf('.'));
    const updated = updates.map(([name, last]) => [`${release} ${name}`, `${beginning}.${last}`] as const);
    return [[release, build] as const, ...updated].map(([name, at]) => ({
      product,
      name: name.toLowerCase(),
      build: at,
    }));
  });
  const named = known.filter(({ product, name }) => name === asked || `${product} ${name}` === asked);
  return named.map(({ build }) => buildEntry(build)).filter((entry) => entry !== undefined);
}

function milestonesOf(build: string, product: NonNullable<ReturnType<typeof productOf>>): string[] {
  const needs = [...new Set(exchangeMilestones.map(({ need }) => need))];
  return needs.filter((need) => {
    const milestone = milestoneOf(need, product);
    return milestone !== undefined && compareBuilds(build, milestone.build) >= 0;
  });
}
