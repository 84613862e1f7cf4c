import { intentions } from './wrong-fixes/intentions.js';
import { peopleAndNames } from './wrong-fixes/people-and-names.js';
import { surroundings } from './wrong-fixes/surroundings.js';
import type { WrongFix } from './wrong-fixes/wrong-fix.js';

/** Each where a reader in a hurry is led astray. */
export const wrongFixes: readonly WrongFix[] = [...peopleAndNames, ...intentions, ...surroundings];
