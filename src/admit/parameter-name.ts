/** Names of query parameters, form fields and JSON members, in lower case: what may stay and what must go altogether. */

// OAuth's, Exchange's and the sign-in pages' parameters that are no secret.
const publicNames = new Set(
  (
    'client_id resource scope response_type response_mode prompt login_hint domain_hint error error_description ' +
    'error_subcode error_codes suberror claims grant_type username user upn email mail protocol redirectcount ' +
    'serverlocation mailboxid cmd deviceid devicetype reason realm display haschrome api-version mkt lc ui_locales ' +
    'token_type expires_in ext_expires_in not_before expires_on trace_id correlation_id client-request-id ' +
    'x-client-sku x-client-ver x-client-os x-client-cpu x-client-dm x-client-last-error code_challenge_method ' +
    'amr_values whr wa wtrealm wct wfresh wauth max_age msafed instance_aware requested_token_use tenant tid ' +
    'authorization_uri resource_id services protocols bo layout src replacecurrent exsvurl ll-cc'
  ).split(' '),
);
const urlNames = new Set(
  'redirect_uri url wreply error_uri post_logout_redirect_uri returnurl ru authorization_uri'.split(' '),
);
const passwordName = /pass(?:wo?r?d|code|phrase)?$|^pwd$|^pass|pwd$|^(?:pin|otp|otc|totp|client_secret)$/i;

/** May the value stay, once it is swept? */
export function isPublicName(name: string): boolean {
  return publicNames.has(name);
}

/** Is the value a URL, to be redacted as one? */
export function isUrlName(name: string): boolean {
  return urlNames.has(name);
}

/** Does the name announce a password, a PIN or the like, of which not even the length may stay? */
export function isPasswordName(name: string): boolean {
  return passwordName.test(name);
}
