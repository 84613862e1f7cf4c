import { HmaError, sentence } from '../../errors.js';
import { clientPrograms } from '../../knowledge/client-programs.js';
import type { ClientProcess } from '../../types.js';

const families: ReadonlySet<string> = new Set(clientPrograms.map(({ family }) => family));

/**
 * Whether a program is one of `--only`: of a family (`outlook`: all that take part in its sign-in, brokers and web views
 * too), or of this name. A program that is not known may be the one, and stays.
 *
 * @throws {HmaError} ERR_USAGE
 */
export function readOnly(names: readonly string[]): (client: ClientProcess | undefined) => boolean {
  const wanted = new Set(names.flatMap((name) => programsOf(bareName(name))));
  if (wanted.has(''))
    throw new HmaError('ERR_USAGE', sentence`--only needs the name of a program, as in --only outlook.`);
  return (client) => wanted.size === 0 || client?.name === undefined || wanted.has(bareName(client.name));
}

function programsOf(name: string): string[] {
  if (!families.has(name)) return [name];
  return clientPrograms.filter(({ family }) => family === name).map((program) => program.name);
}

function bareName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\.exe$/, '');
}
