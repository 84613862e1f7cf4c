import type { Sentences } from '../rule-words.js';
import * as capture from './capture/en.js';
import * as challenge from './challenge/en.js';
import * as client from './client/en.js';
import * as device from './device/en.js';
import * as everyFamily from './every-family/en.js';
import * as lifeCycle from './life-cycle/en.js';
import * as mailbox from './mailbox/en.js';
import * as signIn from './sign-in/en.js';
import * as token from './token/en.js';
import * as transport from './transport/en.js';

/** Every family's sentences in English. */
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
