import { describe, expect, it } from 'vitest';
import { answerOf } from '../../src/flow/answer.js';
import {
  accepted,
  anonymous,
  autodiscoverUrl,
  basic,
  easUrl,
  emptyBearer,
  negotiate,
  ntlm,
  pastedHead,
  refused,
} from '../support/dance.js';
import { flightingUser, noSuchUser } from '../support/sentences.js';
import {
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  observations,
  traffic,
} from '../support/traffic.js';

const freeAnswer: Exchange = { url: autodiscoverUrl, method: 'GET', status: 200, headers: exchangeHeaders };

describe('answerOf', () => {
  it.each<[string, Exchange, string]>([
    ['a token that is taken', accepted(), 'bearer'],
    ['not modified, with a token', accepted({ status: 304 }), 'bearer'],
    ['provision first (449)', accepted({ url: easUrl, status: 449 }), 'bearer'],
    ['another URL (451)', accepted({ url: easUrl, status: 451 }), 'bearer'],
    ['Negotiate that is taken', negotiate(200), 'other-scheme'],
    ['Basic that is taken', basic(200), 'other-scheme'],
    ['no credentials, and an answer', freeAnswer, 'anonymous'],
    ['an empty Bearer, and an answer', emptyBearer({ status: 200, headers: [] }), 'anonymous'],
    ['an answer whose request was sanitised', { status: 200, absent: ['authorization'] }, 'signed-in'],
    ['an anonymous 401', anonymous(), 'challenge'],
    ['an empty Bearer and its challenge', emptyBearer(), 'challenge'],
    ['NTLM message 1', ntlm(200)[0] ?? {}, 'challenge'],
    ['NTLM message 3, refused', ntlm(401)[1] ?? {}, 'refusal'],
    ['Kerberos, refused', negotiate(401), 'refusal'],
    ['Basic, refused', basic(401), 'refusal'],
    ['a token, refused', refused(noSuchUser), 'refusal'],
    [
      'an empty Bearer, refused with a reason',
      emptyBearer({ headers: [bearerChallenge(), diagnosticsHeader(...flightingUser)] }),
      'refusal',
    ],
    ['403 to a token', accepted({ status: 403 }), 'refusal'],
    ['403 to nobody', { status: 403 }, 'other'],
    ['a choice (300), with a token', accepted({ status: 300 }), 'other'],
    ['a redirect', { status: 302, headers: [['Location', '/owa']] }, 'other'],
    ['503 of Exchange, which is busy', accepted({ status: 503 }), 'other'],
    ['503 of something in front', accepted({ status: 503, headers: [] }), 'unserved'],
    ['no connection', { failure: { stage: 'connect', code: 'ECONNREFUSED' } }, 'failure'],
    ['a client that went away', { failure: { stage: 'client', code: 'ECONNRESET' } }, 'other'],
    ['a request that still runs', {}, 'other'],
    [
      'error="invalid_token", request unseen',
      pastedHead({ status: 401, headers: [bearerChallenge({ error: 'invalid_token' })] }),
      'refusal',
    ],
    ['a challenge, request unseen', pastedHead({ status: 401, headers: [bearerChallenge()] }), 'challenge'],
    [
      "another product's diagnostics",
      emptyBearer({
        headers: [['x-ms-diagnostics', '28020;source="fe1.contoso.com";reason="No valid security token."']],
      }),
      'challenge',
    ],
  ])('%s', (_what, exchange, answer) => {
    const [observation] = observations(traffic(exchange));
    expect(observation && answerOf(observation)).toBe(answer);
  });
});
