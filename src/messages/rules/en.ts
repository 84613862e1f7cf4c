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

/** Every rule's sentences in English. */
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
