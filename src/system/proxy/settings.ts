import type { Command, Outcome, RunCommand } from '../command.js';

/** A setting as text; null where it is not set. */
export type Value = string | null;

/** The settings of one place (a network service, or the user), by their names. */
export type Values = ReadonlyMap<string, Value>;

/** Where clients are to be sent. */
export type Target =
  /** To the proxy for the hosts that the script at this URL names. */
  | { readonly mode: 'pac'; readonly url: string }
  /** To the proxy for everything. */
  | { readonly mode: 'proxy'; readonly host: string; readonly port: number };

/** How other hosts are reached: what was set before. */
export interface Before {
  /** URL of a proxy auto-configuration script. */
  readonly pac?: string;
  /** host:port */
  readonly proxy?: string;
}

/** Published names, in the journal. */
export type SettingsId = 'wininet' | 'networksetup' | 'gsettings';

/**
 * The proxy settings of one system. All that is run is made here, of values that fit `isValue`: what the journal holds is
 * data for these, never a command.
 */
export interface ProxySettings {
  readonly id: SettingsId;
  /** The places that have settings of their own; one of no name where there is only the user. */
  places(run: RunCommand): Promise<readonly string[]>;
  read(place: string, run: RunCommand): Promise<Values>;
  /** What to set, in this order. The first is the pointer at us: while it stands, the settings are ours. */
  plan(target: Target, now: Values): readonly (readonly [name: string, value: Value])[];
  /** Undefined where a setting of that name cannot be made nothing; switching it off does. */
  write(place: string, name: string, value: Value): Command | undefined;
  before(now: Values): Before;
  isPlace(place: string): boolean;
  isValue(name: string, value: Value): boolean;
  /** Tells running programs, after the last change; its failure is no failure. */
  notify?(run: RunCommand): Promise<Outcome>;
}

/** The URL of our own script: a name that nobody guesses, on the loopback. */
export const ownScript = /^http:\/\/127\.0\.0\.1:\d{1,5}\/hma-doctor-[0-9a-f]{32}\.pac$/;

/** Our own address. */
export const ownAddress = /^127\.0\.0\.1:\d{1,5}$/;

/** A URL of a script as a journal may hold it: no blank, no quote, no control character. */
export function isScriptUrl(text: string): boolean {
  return text.length <= 2_000 && /^(?:https?|file):\/\/[\w!#$%&()*+,./:;=?@[\]~-]+$/i.test(text);
}

/** host:port */
export function isAddress(text: string): boolean {
  return /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\]):\d{1,5}$/i.test(text);
}
