import * as commands from '../../commands.js';
import type { Values } from '../../rule-texts.js';
import { type PlannedStep, stepsOf } from '../plan.js';

/** Steps of more than one family. */
export type SharedStep =
  | 'capture-again'
  | 'connect-graph'
  | 'default-auth-server'
  | 'nothing-needed'
  | 'restart-outlook'
  | 'see-auth-servers'
  | 'see-oauth'
  | 'see-urls'
  | 'sign-in-again'
  | 'switch-on';

const { step, change } = stepsOf<SharedStep>();

export const restart = (): readonly PlannedStep[] => [step('restart-outlook')];
export const connect = (v: Values, scopes: string) => step('connect-graph', commands.connectGraph(scopes, v.tenant));
export const seeOAuth = step('see-oauth', commands.seeOAuth);
export const seeAuthServers = step('see-auth-servers', commands.seeAuthServers);
export const switchOn = change('switch-on', commands.switchOn, commands.switchOff, true);
export const setDefault = change(
  'default-auth-server',
  commands.defaultAuthServer(true),
  commands.defaultAuthServer(false),
  true,
);
