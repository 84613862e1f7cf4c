import { describe, expect, it } from 'vitest';
import {
  authenticateMessage,
  challengeMessage,
  messageType,
  negotiateMessage,
  provesPassword,
  readAuthenticateMessage,
} from '../../src/lab/ntlm.js';
import { parseNtlm } from '../../src/parse/ntlm.js';

const challenge = Buffer.from('0123456789abcdef', 'hex');
const user = { domain: 'CONTOSO', account: 'megan', password: 'lab-Only-pass-1' };
const answer = authenticateMessage(challengeMessage(challenge, 'CONTOSO'), user);

describe('messages', () => {
  it('begin as NTLM’s do', () => {
    expect(negotiateMessage()).toMatch(/^TlRMTVNTUAABAAAA/);
    expect(challengeMessage(challenge, 'CONTOSO')).toMatch(/^TlRMTVNTUAACAAAA/);
    expect(answer).toMatch(/^TlRMTVNTUAADAAAA/);
  });

  it('carry the challenge where NTLM has it', () => {
    const message = Buffer.from(challengeMessage(challenge, 'CONTOSO'), 'base64');
    expect(message.subarray(24, 32)).toEqual(challenge);
  });

  it('say who it is and prove the password for this challenge', () => {
    const proof = readAuthenticateMessage(answer);
    expect(proof).toMatchObject({ domain: 'CONTOSO', account: 'megan' });
    expect(proof && provesPassword(proof, user.password, challenge)).toBe(true);
    expect(proof && provesPassword(proof, 'other', challenge)).toBe(false);
    expect(proof && provesPassword(proof, user.password, Buffer.alloc(8))).toBe(false);
  });

  it('hold a channel binding of sixteen zeros', () => {
    const pair = Buffer.concat([Buffer.from([10, 0, 16, 0]), Buffer.alloc(16)]);
    expect(Buffer.from(answer, 'base64').includes(pair)).toBe(true);
  });
});

describe('reading', () => {
  it.each([
    ['type 1', negotiateMessage(), 1],
    ['type 3', answer, 3],
    ['Kerberos', 'YIIGhgYGKwYBBQUCoIIGejCCBnagMDAuBgkqhkiC9xIBAgI=', 0],
    ['not base64', '%%%', 0],
    ['nothing', '', 0],
  ])('the type of %s', (_what, token, type) => {
    expect(messageType(token)).toBe(type);
  });

  it.each([
    ['nothing', ''],
    ['a cut message', answer.slice(0, 40)],
    ['fields beyond the end', Buffer.concat([Buffer.from(answer, 'base64').subarray(0, 88)]).toString('base64')],
    ['ones', Buffer.alloc(100, 0xff).toString('base64')],
  ])('%s gives no proof', (_what, token) => {
    expect(readAuthenticateMessage(token)).toBeUndefined();
  });
});

describe('our own reader', () => {
  it.each([
    ['type 1', negotiateMessage(), { message: 1, channelBinding: 'unknown' }],
    ['type 2', challengeMessage(challenge, 'CONTOSO'), { message: 2, channelBinding: 'unknown' }],
    ['type 3', answer, { message: 3, channelBinding: 'zero' }],
  ])('takes %s for the real thing', (_what, token, expected) => {
    expect(parseNtlm(Buffer.from(token, 'base64'))).toEqual(expected);
  });
});
