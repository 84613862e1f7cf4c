import { type ReasonRow, sources } from './row.js';

const { blog, issues, oldListing } = sources;

/** What Exchange says of the audience. Builds differ in the category of some. */
export const audienceReasons: readonly ReasonRow[] = [
  {
    key: 'audience-host',
    category: 'invalid_resource',
    also: ['invalid_token'],
    reason: /hostname component of the audience claim value/i,
    template: "The hostname component of the audience claim value '…' is invalid. Expected '…'. Actual '…'.",
    rule: 'audience-mismatch',
    source: blog,
    status: 'verified',
  },
  {
    key: 'audience-value',
    category: 'invalid_resource',
    also: ['invalid_token'],
    reason: /audience claim value is invalid/i,
    template: "The audience claim value is invalid '…'.",
    rule: 'audience-mismatch',
    source: issues,
    status: 'verified-2',
  },
  {
    key: 'audience-resource',
    category: 'invalid_resource',
    also: ['invalid_token'],
    reason: /audience claim is '/i,
    template: "Audience claim is '…', request url is '…'.",
    rule: 'audience-mismatch',
    source: issues,
    status: 'verified-2',
  },
  {
    key: 'audience-endpoint',
    category: 'invalid_resource',
    reason: /audience of the token '[^']{0,300}' doesn't match the endpoint/i,
    template: "The audience of the token '…' doesn't match the endpoint '…' that received the request.",
    rule: 'audience-mismatch',
    source: oldListing,
    status: 'verified-old',
  },
  {
    key: 'audience-without-realm',
    category: 'invalid_resource',
    reason: /audience in the token does not specify a realm/i,
    template: 'The audience in the token does not specify a realm.',
    rule: 'audience-mismatch',
    source: oldListing,
    status: 'verified-old',
  },
];

/** The audience that the refusal names: `… audience claim value 'https://mail.contoso.com' is invalid`. */
export const audienceInReason = /audience claim value '([^']{1,300})' is invalid/i;

/** The trailing form, which often names only the claim: `The audience claim value is invalid 'aud'.` */
export const audienceAfterReason = /audience claim value is invalid '([^']{0,300})'/i;

/** Exchange Online's JSON form. */
export const audienceOfResource = /Audience claim is '([^']{1,300})', request url is '([^']{1,300})'/i;

/** `Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.` Expected is what the token says. */
export const expectedAndActual = /Expected '([^']{1,300})'\. {0,4}Actual '([^']{1,300})'/i;
