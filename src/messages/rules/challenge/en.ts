import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { ChallengeStep } from './plans.js';

const at = (v: Values, own = 'the server') => (v.host === undefined ? own : `${v.host}${v.virtualDirectory ?? ''}`);

/** What broke and what it means, in English. */
export const rules = {
  'flighting-disabled': {
    title: (v) =>
      `Exchange${given(v.server, (server) => ` server ${server}`)} does not offer modern authentication for ${v.subject ?? v.host ?? 'this request'}.`,
    meaning: (v) =>
      v.kind === 'host'
        ? 'Exchange judged the host name, because the request named no user. That can be harmless. It cannot be known here whether modern authentication is meant to be on.'
        : 'OAuth for clients is off in the organization, has not reached this server yet, or is blocked for this user by an authentication policy. It cannot be known here which of them is meant.',
    next: () =>
      'If the setting is already on, wait for the replication between sites, then recycle the application pools of this server.',
  },
  'bearer-challenge-missing': {
    title: (v) =>
      `${at(v, 'The server')} does not offer modern authentication${given(v.server, (server) => ` (server ${server})`)}.`,
    meaning: (v) =>
      `The client asked with an empty Bearer, and the answer has no Bearer challenge${given(v.offered, (offered) => `, only ${offered}`)}. OAuth is not on the list of this virtual directory on this server, or something in front removes the header.`,
    next: () =>
      'Ask each server of the pool by itself: one server without OAuth is enough to break every second sign-in.',
  },
  'authorization-uri-missing': {
    title: (v) => `${at(v, 'The server')} offers Bearer but does not say where to sign in.`,
    meaning: (v) =>
      `The challenge${given(v.server, (server) => ` of server ${server}`)} has no authorization_uri, so a client cannot start a sign-in. No AuthServer is the default authorization endpoint; whether one is meant to be cannot be known here.`,
    next: () => 'After a change, allow for the replication between sites and ask again.',
  },
  'authorization-uri-adfs': {
    title: (v) =>
      `${v.host ?? 'Exchange'} sends clients to AD FS${given(v.uri, (uri) => ` (${uri})`)}, not to Entra ID.`,
    meaning: () =>
      'This is modern authentication with AD FS, without Entra ID. It is right where that is meant; for Hybrid Modern Authentication the address should be one of Entra ID.',
    next: () => 'Only one AuthServer can be the default authorization endpoint.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'add-oauth':
    'Add OAuth and keep what is there. The command notes the present setting in $before for the undo; users of this virtual directory then sign in with tokens.',
  'ask-with-user':
    'Ask again with a user: only an answer to a request with X-User-Identity tells whether a user is offered OAuth.',
  intention:
    'Whether Hybrid Modern Authentication is meant to be on is not to be seen on the wire. Say --expect hma to get the commands for that case; if it is not meant, nothing needs to change.',
  'see-user-policy': 'See whether an authentication policy blocks this user.',
  'see-virtual-directory': 'See which methods the virtual directory allows.',
} as const satisfies StepSentences<ChallengeStep>;
