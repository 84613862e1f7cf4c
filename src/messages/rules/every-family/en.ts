import type { StepSentences } from '../../phrase.js';
import type { SharedStep } from './plans.js';

/** What each step says, in English. */
export const steps = {
  'capture-again': 'Capture a new sign-in and read it again.',
  'connect-graph': 'Connect to Microsoft Graph.',
  'default-auth-server':
    'Make the Entra ID AuthServer the default. This sends every modern client of the organization to Entra ID at once.',
  'nothing-needed': 'Nothing is broken, and nothing needs to be done if this is what you want.',
  'restart-outlook': 'Close Outlook completely, start it again, and watch the sign-in once more.',
  'see-auth-servers': 'See which AuthServers there are and which one is the default.',
  'see-oauth': 'See whether OAuth for clients is switched on in the organization.',
  'see-urls': 'See which URLs clients are sent to.',
  'sign-in-again': (v) =>
    `Restart Outlook and let ${v.user ?? 'the user'} sign in again, with the present password and MFA.`,
  'switch-on':
    'If it is off, switch it on. This sends every modern client of every user to Entra ID at once; users who are not in Entra ID then cannot sign in.',
} as const satisfies StepSentences<SharedStep>;
