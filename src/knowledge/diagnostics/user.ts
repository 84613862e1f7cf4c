import { type ReasonRow, sources } from './row.js';

const { blog, freeBusy, oldListing } = sources;

/** What Exchange says of the user in a token, and of the token's time. */
export const userReasons: readonly ReasonRow[] = [
  user('user-missing', /user specified by the user-context in the token does not exist/i, {
    template: 'The user specified by the user-context in the token does not exist.',
    source: `${blog}; ${freeBusy}`,
    status: 'verified',
  }),
  user('user-ambiguous', /user specified by the user-context in the token is ambiguous/i, {
    template: 'The user specified by the user-context in the token is ambiguous.',
    kind: 'ambiguous',
    source: freeBusy,
    status: 'verified',
  }),
  user('user-linked', /MasterAccountSid doesn't match the SID/i, {
    template: "The MasterAccountSid doesn't match the SID claim.",
    kind: 'linked',
  }),
  user('user-stranger', /PUID in the nameid claim was not from/i, {
    template: 'PUID in the nameid claim was not from BusinessLiveID',
  }),
  {
    ...user('mailbox-too-old', /mailbox version is not supported/i, {
      template: "The user's mailbox version is not supported for access using OAuth.",
    }),
    rule: 'token-refused', // the user is known: nothing of that rule is true of it
  },
  {
    key: 'expired',
    category: 'token_expired',
    reason: /the token has expired/i,
    template: 'The token has expired.',
    rule: 'expired-token',
    source: oldListing,
    status: 'verified-old',
  },
];

type Rest = Pick<ReasonRow, 'template'> & Partial<ReasonRow>;

function user(key: string, reason: RegExp, rest: Rest): ReasonRow {
  return {
    key,
    reason,
    category: 'invalid_user',
    rule: 'unknown-user',
    source: oldListing,
    status: 'verified-old',
    ...rest,
  };
}
