import { applicationNamed } from '../../knowledge/aadsts/names.js';
import { applicationOf } from '../../knowledge/applications.js';
import { firstGroup } from './said.js';
import { type SignInFailure, textOf } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/** The application, or the resource that is asked for, is disabled in the tenant. It need not be Exchange. */
export default signInRule('application-disabled', {
  references: ['https://learn.microsoft.com/entra/identity/enterprise-apps/disable-user-sign-in-portal'],
  values: (_flow, failure) => {
    const subject = subjectOf(failure);
    return { subject, subjectName: applicationOf(subject)?.name };
  },
});

// A text that names nothing leaves it unnamed: which of the two is meant would be a guess.
function subjectOf({ error }: SignInFailure): string | undefined {
  return error.resource ?? firstGroup(applicationNamed, textOf(error));
}
