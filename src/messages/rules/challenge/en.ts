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
  'authorization-uri-wrong-cloud': {
    title: (v) =>
      `${v.host ?? 'Exchange'} sends users to sign in in another cloud than its own${given(v.uri, (uri) => ` (${uri})`)}.`,
    meaning: (v) =>
      v.cloud === undefined
        ? 'The address belongs to a cloud in which this organization is not, or which was closed. Users have no account there, so that no sign-in can succeed.'
        : `Everything else speaks for the cloud "${v.cloud}", and the address is of the cloud${given(v.offered, (offered) => ` "${offered}"`)}. Users have no account there, so that no sign-in can succeed.`,
    next: () =>
      'The AuthServer was made for another cloud, or its metadata address was copied from one: compare IssuerIdentifier and the metadata URL of the default one.',
  },
  'trusted-issuer-missing': {
    title: (v) =>
      v.kind === 'other-tenant'
        ? `${at(v, 'Exchange')} trusts the servers of another tenant than ${v.tenant ?? 'that of the token'}.`
        : `${at(v, 'Exchange')} names no issuer of server tokens that it trusts.`,
    meaning: (v) =>
      `Among trusted_issuers there is none of Entra ID${given(v.tenant, (tenant) => ` for the tenant ${tenant}`)}. Free/busy and other calls between the servers of both sides depend on it. Tokens of users do not: they are trusted in another way, which no challenge lists, so this does not explain a failing Outlook.`,
    next: () =>
      'Where a second tenant ran its Hybrid Configuration Wizard against the same organization, it may have written over the AuthServer of the first.',
  },
  'servers-disagree': {
    title: (v) =>
      v.kind === 'named'
        ? `Server ${v.server ?? 'unknown'} of ${at(v, 'the pool')} does not offer modern authentication${given(v.other, (other) => `, and ${other} does`)}.`
        : `${at(v, 'The server')} offers modern authentication at one time and not at another: its servers disagree.`,
    meaning: (v) =>
      v.kind === 'named'
        ? `The same virtual directory of the same name answers in two ways. OAuth is missing on this server${given(v.offered, (offered) => `, which offers only ${offered}`)}${given(v.builds, (builds) => ` (builds ${builds})`)}, so sign-ins fail or work as the balancer happens to choose. One connection reaches one server: how many there are in the pool cannot be known here.`
        : 'The same virtual directory of the same name answers in two ways, so that sign-ins fail or work as the balancer happens to choose. Which server it is cannot be told: X-FEServer is missing in the answer, as some balancers take it out. How many servers there are in the pool cannot be known here either.',
    next: () =>
      'In the IIS logs of each server, by the minute of the quoted answer, see which one gave the 401; a balancer can be told to leave X-FEServer in.',
  },
  'virtual-directories-disagree': {
    title: (v) =>
      `${at(v, 'One virtual directory')} does not offer modern authentication, although ${v.offering ?? 'another virtual directory'} of the same name does.`,
    meaning: (v) =>
      `OAuth is on in the organization, and is missing on this one virtual directory${given(v.server, (server) => ` of server ${server}`)}${given(v.offered, (offered) => `, which offers only ${offered}`)}. An Outlook that signs in with a token elsewhere fails here, or asks for a password.`,
    next: () =>
      'For /mapi an older instruction replaced the list of methods in place of adding to it. Compare all servers, not only this one.',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in English. */
export const steps = {
  'add-oauth':
    'Add OAuth and keep what is there. The command notes the present setting in $before for the undo; users of this virtual directory then sign in with tokens.',
  'ask-each-server':
    'How many servers the pool has is not to be seen here. Ask each of them by its own address, past the balancer, with an empty Bearer: a good one answers with a Bearer challenge.',
  'ask-with-user':
    'Ask again with a user: only an answer to a request with X-User-Identity tells whether a user is offered OAuth.',
  'correct-cloud':
    'Run the Hybrid Configuration Wizard for the right cloud, or correct the default AuthServer with the metadata address of that cloud.',
  'hybrid-wizard':
    'Run the Hybrid Configuration Wizard of the tenant again: it makes the AuthServer for calls between servers.',
  intention:
    'Whether Hybrid Modern Authentication is meant to be on is not to be seen on the wire. Say --expect hma to get the commands for that case; if it is not meant, nothing needs to change.',
  'see-hybrid': 'See which organizations are connected, and how.',
  'see-user-policy': 'See whether an authentication policy blocks this user.',
  'see-virtual-directory': 'See which methods the virtual directory allows.',
  'test-trust': 'In Exchange Online PowerShell, test the connection between the servers.',
} as const satisfies StepSentences<ChallengeStep>;
