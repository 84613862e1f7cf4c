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

/** Every rule's sentences in Japanese. */
export const rules = {
  ...client.rules,
  ...device.rules,
  ...challenge.rules,
  ...signIn.rules,
  ...token.rules,
  ...mailbox.rules,
  ...transport.rules,
  ...capture.rules,
  ...lifeCycle.rules,
};

/** Every step's sentence. */
export const steps = {
  ...everyFamily.steps,
  ...client.steps,
  ...device.steps,
  ...challenge.steps,
  ...signIn.steps,
  ...token.steps,
  ...mailbox.steps,
  ...transport.steps,
  ...capture.steps,
  ...lifeCycle.steps,
};
