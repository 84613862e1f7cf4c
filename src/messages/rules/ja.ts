import type { Sentences } from '../rule-words.js';
import * as capture from './capture/ja.js';
import * as challenge from './challenge/ja.js';
import * as client from './client/ja.js';
import * as device from './device/ja.js';
import * as everyFamily from './every-family/ja.js';
import * as lifeCycle from './life-cycle/ja.js';
import * as mailbox from './mailbox/ja.js';
import * as signIn from './sign-in/ja.js';
import * as token from './token/ja.js';
import * as transport from './transport/ja.js';

/** Every family's sentences in Japanese. */
export const sentences: Sentences = {
  client: () => client,
  device: () => device,
  challenge: () => challenge,
  signIn: () => signIn,
  token: () => token,
  mailbox: () => mailbox,
  transport: () => transport,
  capture: () => capture,
  lifeCycle: () => lifeCycle,
  everyFamily: () => everyFamily,
};
