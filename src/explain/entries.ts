import { rules } from '../rules/index.js';
import { clientEntries } from './client-entries.js';
import type { Entry } from './entry.js';
import { serverEntries } from './server-entries.js';
import { serviceEntries } from './service-entries.js';
import { signInEntries } from './sign-in-entries.js';
import { wireEntries } from './wire-entries.js';

/** Every entry of the offline dictionary. Builds are not listed: each is looked up by its numbers, or by its release. */
export function allEntries(): readonly Entry[] {
  return [
    ...rules.map(ruleEntry),
    ...signInEntries(),
    ...serverEntries(),
    ...clientEntries(),
    ...serviceEntries(),
    ...wireEntries(),
  ];
}

function ruleEntry({ id, references, needs }: (typeof rules)[number]): Entry {
  return {
    kind: 'rule',
    key: id,
    also: [],
    rules: [id],
    values: {},
    facts: needs.length === 0 ? [] : [['needs', needs.join(', ')]],
    sources: references,
  };
}
