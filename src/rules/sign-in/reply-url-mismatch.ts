import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { replyUrlNamed } from '../../knowledge/aadsts/names.js';
import { applicationIn, firstGroup } from './said.js';
import { textOf } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/** OWA or the admin centre is not among the addresses that Entra ID may send the browser back to. */
export default signInRule('reply-url-mismatch', {
  references: [
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  values: (_flow, failure) => {
    const replyUrl =
      firstGroup(replyUrlNamed, textOf(failure.error)) ?? failure.observation.signInRequest?.redirect_uri;
    return { ...applicationIn(failure), replyUrl, host: hostOfUrl(replyUrl) };
  },
});
