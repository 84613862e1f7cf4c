import { hostOfUrl } from '../../flow/sign-in-legs.js';
import { realmNamed } from '../../knowledge/aadsts/names.js';
import type { Flow } from '../../types.js';
import { firstGroup, userOf } from './said.js';
import { textOf } from './sign-in-failure.js';
import { signInRule } from './sign-in-rule.js';

/**
 * Entra ID does not take what AD FS (or another identity provider) signed, or the two do not know each other. It hits
 * every user of the domain at once, so that no user is among its values: all of them are one finding.
 */
export default signInRule('federation-trust-broken', {
  references: ['https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-o365-certs'],
  values: (flow, failure) => {
    const realm = firstGroup(realmNamed, textOf(failure.error));
    return {
      domain: userOf(flow, failure)?.toLowerCase().split('@')[1],
      host: adfsHostOf(flow) ?? hostOfUrl(realm),
    };
  },
});

function adfsHostOf({ signIn }: Flow): string | undefined {
  return signIn.find(({ service }) => service.adfs)?.service.host;
}
