import { itemsOf, type Members, membersOf, type Node, numberOf, textOf } from './tnetstring.js';
import type { Window } from './window.js';

/** A dictionary of a flow file, with the window that its values are read through. */
export interface Fields {
  readonly window: Window;
  readonly members: Members;
}

/** The dictionary under this name; an empty one where there is none. */
export function fieldsAt({ window, members }: Fields, name: string): Fields {
  return { window, members: membersOf(window, members.get(name)) };
}

/** The first of these names that has text. Names have changed between versions. */
export function textAt({ window, members }: Fields, ...names: readonly string[]): string | undefined {
  return names.map((name) => textOf(window, members.get(name))).find((text) => text !== undefined);
}

/** The first of these names that has a number. */
export function numberAt({ window, members }: Fields, ...names: readonly string[]): number | undefined {
  return names.map((name) => numberOf(window, members.get(name))).find((number) => number !== undefined);
}

/** The values of the list under this name. */
export function listAt({ window, members }: Fields, name: string): Node[] {
  return itemsOf(window, members.get(name));
}

/** Seconds since the epoch, as mitmproxy writes them, in milliseconds. Zero stands for "unknown" in migrated files. */
export function timeAt(fields: Fields, name: string): number | undefined {
  const seconds = numberAt(fields, name);
  return seconds !== undefined && seconds > 0 && seconds < 1e11 ? Math.trunc(seconds * 1000) : undefined;
}

/**
 * The version of a flow's format: 21 and the like; before 3.0 it was mitmproxy's own, of which two numbers count
 * (`[0, 18]` is "0.18").
 */
export function versionOf(flow: Fields): string | undefined {
  const numbers = listAt(flow, 'version').map((node) => numberOf(flow.window, node));
  if (numbers.length > 0) return numbers.slice(0, 2).join('.');
  const number = numberAt(flow, 'version');
  return number === undefined ? undefined : String(number);
}
