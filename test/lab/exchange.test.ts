import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingOf } from '../../src/lab/channel-binding.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { authenticateMessage, negotiateMessage } from '../../src/lab/ntlm.js';
import { signingKey } from '../../src/lab/signing-key.js';
import { ask, connectToLab, lines, schemes } from './ask.js';

// Tokens and grants live by it; certificates by the real clock.
const time = Date.UTC(2026, 2, 1, 12);
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ now: () => time });
});
afterAll(() => lab.close());

const mail = 'mail.contoso.com';
const mapi = '/mapi/emsmdb/?MailboxId=bbbbbbbb-1111-2222-3333-cccccccccccc@contoso.com';
const withAuthorization = (value: string) => ({ headers: [['Authorization', value]] as const });

describe('an anonymous request', () => {
  it.each([
    ['/mapi/emsmdb/?MailboxId=x', ['Negotiate', 'NTLM']],
    ['/EWS/Exchange.asmx', ['Negotiate', 'NTLM']],
    ['/OAB/cccccccc-2222-3333-4444-dddddddddddd/oab.xml', ['Negotiate', 'NTLM']],
    ['/autodiscover/autodiscover.xml', ['Negotiate', 'NTLM', 'Basic']],
    ['/Microsoft-Server-ActiveSync', ['Basic']],
  ])('to %s is not offered Bearer', async (path, expected) => {
    const response = await ask(lab, mail, { path });
    expect(response.status).toBe(401);
    expect(schemes(response)).toEqual(expected);
    expect(response.body.length).toBe(0);
  });

  it('to Autodiscover v2 is answered', async () => {
    const path = '/autodiscover/autodiscover.json?Email=megan%40contoso.com&Protocol=activesync&RedirectCount=3';
    const response = await ask(lab, 'autodiscover.contoso.com', { path });
    expect(JSON.parse(String(response.body))).toEqual({
      Protocol: 'activesync',
      Url: 'https://mail.contoso.com/Microsoft-Server-ActiveSync',
    });
  });

  it('to Autodiscover v2 for an unknown protocol is an error', async () => {
    const response = await ask(lab, mail, { path: '/autodiscover/autodiscover.json?Protocol=pigeon' });
    expect([response.status, JSON.parse(String(response.body)).ErrorCode]).toEqual([400, 'InvalidProtocol']);
  });

  it.each(['/', '/mapix', '/owa'])('to %s finds nothing', async (path) => {
    expect((await ask(lab, mail, { path })).status).toBe(404);
  });
});

describe('an empty Bearer', () => {
  it.each(['Bearer', 'bearer', 'Bearer '])('written %j is offered Bearer', async (value) => {
    expect(schemes(await ask(lab, mail, { path: mapi, ...withAuthorization(value) }))).toEqual([
      'Bearer',
      'Negotiate',
      'NTLM',
    ]);
  });

  it.each([
    ['/EWS/Exchange.asmx', ['Negotiate', 'NTLM', 'Bearer']],
    ['/Microsoft-Server-ActiveSync', ['Basic', 'Bearer']],
  ])('to %s is offered it last', async (path, expected) => {
    expect(schemes(await ask(lab, mail, { path, ...withAuthorization('Bearer') }))).toEqual(expected);
  });

  it('is answered with the signs of Exchange, each line as Exchange spells it', async () => {
    const response = await ask(lab, mail, { path: mapi, ...withAuthorization('Bearer') });
    expect(lines(response, 'X-FEServer')).toEqual(['EX01']);
    expect(lines(response, 'Server')).toEqual(['Microsoft-IIS/10.0']);
    expect(lines(response, 'request-id')[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.map(([name]) => name)).not.toContain('Connection');
    expect(response.headers.map(([name]) => name)).not.toContain('Keep-Alive');
  });

  it('for a domain where OAuth is off is told the host, unless a user is named', async () => {
    lab.setFault('flighting-disabled');
    const response = await ask(lab, mail, { path: mapi, ...withAuthorization('Bearer') });
    lab.setFault('healthy');
    expect(lines(response, 'x-ms-diagnostics')[0]).toContain("for domain 'mail.contoso.com'");
  });
});

describe('a token', () => {
  const send = async (token: string, path = mapi) =>
    await ask(lab, mail, { path, ...withAuthorization(`Bearer ${token}`) });
  const diagnostics = async (token: string, path?: string) => lines(await send(token, path), 'x-ms-diagnostics')[0];

  async function signed(claims: Record<string, unknown>, key?: CryptoKeyLike): Promise<string> {
    const { privateKey, kid } = await signingKey();
    const now = time / 1000;
    const usual = {
      ...{ aud: 'https://mail.contoso.com/', iss: 'https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/' },
      ...{ onprem_sid: 'S-1-5-21-1004336348-1177238915-682003330-1654', scp: 'user_impersonation', exp: now + 60 },
    };
    const token = new SignJWT({ ...usual, ...claims });
    return await token.setProtectedHeader({ alg: 'RS256', kid }).sign(key ?? privateKey);
  }
  type CryptoKeyLike = Awaited<ReturnType<typeof signingKey>>['privateKey'];

  it('that is good signs in', async () => {
    expect((await send(await signed({}))).status).toBe(200);
    expect((await send(await signed({ aud: 'https://mail.contoso.com' }))).status).toBe(200);
  });

  it.each([
    ['another tenant', { iss: 'https://sts.windows.net/x/' }, '2000009', 'invalid_issuer'],
    ['no audience', { aud: undefined }, '2000003', 'invalid_resource'],
    ['another host', { aud: 'https://autodiscover.contoso.com/' }, '2000003', 'invalid_resource'],
    ['another scheme', { aud: 'http://mail.contoso.com/' }, '2000003', 'invalid_resource'],
    ['a past life', { exp: 1_500_000_000 }, '2000002', 'token_expired'],
    ['no user', { onprem_sid: undefined }, '2000001', 'invalid_token'],
    ['an unknown SID', { onprem_sid: 'S-1-5-21-1-2-3-4' }, '2000005', 'invalid_user'],
    ['a user of the cloud alone', { onprem_sid: undefined, upn: 'megan@contoso.com' }, '2000005', 'invalid_user'],
    ['no scope', { scp: undefined }, '2000008', 'invalid_grant'],
  ])('with %s is refused', async (_what, claims, code, category) => {
    const text = await diagnostics(await signed(claims));
    expect(text?.split(';')[0]).toBe(code);
    expect(text).toContain(`error_category="${category}"`);
  });

  it('with too little scope is forbidden', async () => {
    const response = await send(await signed({ scp: 'user_impersonation' }), '/Microsoft-Server-ActiveSync');
    expect(response.status).toBe(403);
  });

  it('altered after signing has an invalid signature', async () => {
    const [head, , signature] = (await signed({})).split('.');
    const claims = Buffer.from(JSON.stringify({ aud: 'https://mail.contoso.com/' })).toString('base64url');
    expect(await diagnostics(`${head}.${claims}.${signature}`)).toContain('error_category="invalid_signature"');
  });

  it.each(['abc', 'a.b.c', '..'])('like %j cannot be read', async (text) => {
    expect(await diagnostics(text)).toContain('2000001;reason="Unable to read or process token');
  });

  it('is of no use where OAuth is off', async () => {
    lab.setFault('bearer-challenge-missing');
    const response = await send(await signed({}));
    lab.setFault('healthy');
    expect([response.status, schemes(response)]).toEqual([401, ['Negotiate', 'NTLM']]);
  });
});

describe('MAPI over HTTP', () => {
  const post = async (path: string, headers: [string, string][]) => {
    const token = await lab.issueToken(`https://${mail}/`);
    return await ask(lab, mail, { method: 'POST', path, headers: [['Authorization', `Bearer ${token}`], ...headers] });
  };

  it('connects, with the outcome in the body and a cookie for what follows', async () => {
    const response = await post(mapi, [['X-RequestType', 'Connect']]);
    expect(lines(response, 'X-ServerApplication')).toEqual(['Exchange/15.02.1544.011']);
    expect(lines(response, 'Transfer-Encoding')).toEqual(['chunked']);
    expect(response.body.toString('latin1')).toMatch(
      /^PROCESSING\r\nDONE\r\nX-ResponseCode: 0\r\n(?:.+\r\n)+\r\n\0{4}/,
    );
    expect(lines(response, 'Set-Cookie')[0]).toMatch(/^MapiContext=/);
  });

  it('executes with the cookie only', async () => {
    const withCookie = await post(mapi, [
      ['X-RequestType', 'Execute'],
      ['Cookie', 'MapiContext=x'],
    ]);
    const without = await post(mapi, [['X-RequestType', 'Execute']]);
    expect(withCookie.body.toString('latin1')).toContain('\r\nX-ResponseCode: 0\r\n');
    expect([without.status, without.body.toString('latin1')]).toEqual([
      200,
      expect.stringContaining('X-ResponseCode: 13'),
    ]);
  });

  it('is a bad request without MailboxId', async () => {
    expect((await post('/mapi/emsmdb', [['X-RequestType', 'Connect']])).status).toBe(400);
  });
});

describe('ActiveSync', () => {
  it('lists its versions', async () => {
    const token = await lab.issueToken(`https://${mail}/`);
    const headers = [['Authorization', `Bearer ${token}`]] as const;
    const response = await ask(lab, mail, { method: 'OPTIONS', path: '/Microsoft-Server-ActiveSync', headers });
    expect(lines(response, 'MS-Server-ActiveSync')).toEqual(['15.2']);
    expect(lines(response, 'MS-ASProtocolVersions')[0]).toContain('16.1');
  });

  it.each([
    ['megan@contoso.com:lab-Only-pass-1', 200],
    ['CONTOSO\\megan:lab-Only-pass-1', 200],
    ['megan@contoso.com:wrong', 401],
  ])('takes Basic: %s is %i', async (credentials, status) => {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const response = await ask(lab, mail, {
      path: '/Microsoft-Server-ActiveSync',
      ...withAuthorization(authorization),
    });
    expect(response.status).toBe(status);
  });
});

describe('NTLM', () => {
  const user = { domain: 'CONTOSO', account: 'megan', password: 'lab-Only-pass-1' };
  const path = '/EWS/Exchange.asmx';

  async function handshake(
    scheme: string,
    {
      password = user.password,
      at = path,
      binding,
    }: { password?: string; at?: string; binding?: Buffer | undefined } = {},
  ) {
    const connection = connectToLab(lab, mail);
    const send = async (authorization?: string) =>
      await connection.send({
        method: 'GET',
        path: at,
        headers: authorization ? [['Authorization', authorization]] : [],
      });
    const challenged = await send(`${scheme} ${negotiateMessage()}`);
    const challenge = lines(challenged, 'WWW-Authenticate')[0]?.slice(scheme.length + 1) ?? '';
    const last = await send(`${scheme} ${authenticateMessage(challenge, { ...user, password }, binding)}`);
    return { connection, send, challenge, last };
  }

  it.each(['NTLM', 'Negotiate'])('as %s signs in its connection and no other', async (scheme) => {
    const { connection, send, last } = await handshake(scheme);
    expect(last.status).toBe(200);
    expect((await send()).status).toBe(200);
    expect((await ask(lab, mail, { path })).status).toBe(401);
    connection.close();
  });

  it('refuses a wrong password', async () => {
    const { connection, send, last } = await handshake('NTLM', { password: 'wrong' });
    expect([last.status, (await send()).status]).toEqual([401, 401]);
    connection.close();
  });

  it('must be bound to the certificate of the server, where Extended Protection asks for it', async () => {
    const binding = bindingOf(Buffer.from('another certificate'));
    lab.setFault('extended-protection');
    const autodiscover = await handshake('NTLM', { at: '/autodiscover/autodiscover.xml', binding });
    const allowed = await handshake('NTLM');
    const wrong = await handshake('NTLM', { binding });
    const required = await handshake('NTLM', { at: mapi });
    lab.setFault('healthy');
    for (const { connection } of [autodiscover, allowed, wrong, required]) connection.close();
    expect([autodiscover, allowed, wrong, required].map(({ last }) => last.status)).toEqual([200, 200, 401, 401]);
  });

  it('refuses the answer to another connection’s challenge', async () => {
    const one = await handshake('NTLM');
    const stolen = authenticateMessage(one.challenge, user);
    const response = await ask(lab, mail, { path, ...withAuthorization(`NTLM ${stolen}`) });
    expect(response.status).toBe(401);
    one.connection.close();
  });

  it.each(['ssl-offload', 'audience-mismatch'] as const)(
    'keeps two clients apart behind a device: %s',
    async (fault) => {
      lab.setFault(fault);
      const one = await handshake('NTLM');
      const two = await handshake('NTLM', { password: 'wrong' });
      expect([one.last.status, two.last.status]).toEqual([200, 401]);
      expect([(await one.send()).status, (await two.send()).status]).toEqual([200, 401]);
      one.connection.close();
      two.connection.close();
      lab.setFault('healthy');
    },
  );
});
