import { accepted, emptyBearer } from '../dance.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  tokenIssued,
} from '../traffic.js';

const token = accessToken();
/** A sign-in that works, after this challenge. */
export const signIn = (own: Exchange): Exchange[] => [emptyBearer(own), tokenIssued(token), accepted({}, token)];
/** The same, after a challenge that leads to this place. */
export const leadsTo = (authorization_uri: string): Exchange[] =>
  signIn({ headers: [bearerChallenge({ authorization_uri }), ...negotiateAndNtlm, ...exchangeHeaders] });
