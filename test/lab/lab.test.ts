import { createServer } from 'node:net';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../src/lab/client.js';
import type { ClientStep } from '../../src/lab/client-session.js';
import { elsewhereHosts } from '../../src/lab/elsewhere.js';
import { type Fault, faults } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { scenarios } from '../../src/lab/scenarios.js';
import { ask, connectToLab, lines, schemes, story } from './ask.js';

// Tokens and grants live by it; certificates by the real clock.
const time = Date.UTC(2026, 2, 1, 12);
let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ now: () => time });
});
afterAll(() => lab.close());

async function run(fault: Fault): Promise<readonly ClientStep[]> {
  lab.setFault(fault);
  return await signIn(lab);
}

const json = 'GET autodiscover.contoso.com/autodiscover/autodiscover.json → 200';
const pox = 'POST autodiscover.contoso.com/autodiscover/autodiscover.xml';
const mapi = 'POST mail.contoso.com/mapi/emsmdb/';
const entra = 'login.microsoftonline.com';
const afterMapi = [
  `${mapi} Bearer … → 200`,
  `${mapi} Bearer … → 200`,
  'POST mail.contoso.com/EWS/Exchange.asmx Bearer … → 200',
  'GET mail.contoso.com/OAB/cccccccc-2222-3333-4444-dddddddddddd/oab.xml Bearer … → 200',
];
const authorize = `GET ${entra}/common/oauth2/authorize`;
const token = `POST ${entra}/common/oauth2/token`;
const signedInToAutodiscover = [
  json,
  `${pox} Bearer → 401`,
  `${authorize} → 302`,
  `${token} → 200`,
  `${pox} Bearer … → 200`,
];
const handshake = (target: string, last: number) => [`${target} Negotiate … → 401`, `${target} Negotiate … → ${last}`];
const outByFederation = [
  `${mapi} Bearer → 401`,
  ...[`${authorize} → 302`, 'GET fs.contoso.com/adfs/ls/ → 200', `POST ${entra}/login.srf → 200`],
  ...handshake(mapi, 401),
];

describe('the story of', () => {
  it.each<[Fault, string[]]>([
    ['healthy', [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 200`, ...afterMapi]],
    ['spn-missing', [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 400`, `${authorize} → 302`]],
    [
      'audience-mismatch',
      [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 200`, `${mapi} Bearer … → 401`],
    ],
    ['ssl-offload', [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 200`, `${mapi} Bearer … → 401`]],
    ['unknown-user', [...signedInToAutodiscover.slice(0, -1), `${pox} Bearer … → 401`]],
    ['revoked-grant', [json, `${pox} Bearer → 401`, `${token} → 400`]],
    ['flighting-disabled', [...signedInToAutodiscover.slice(0, -1), `${pox} Bearer … → 401`]],
    ['authorization-uri-missing', [json, `${pox} Bearer → 401`, ...handshake(pox, 401)]],
    ['authorization-uri-adfs', [json, `${pox} Bearer → 401`, ...handshake(pox, 401)]],
    ['bearer-challenge-missing', [json, `${pox} Bearer → 401`, ...handshake(pox, 401)]],
    [
      'hma-off',
      [
        ...[json, `${pox} Bearer → 401`, ...handshake(pox, 200), `${mapi} Bearer → 401`, ...handshake(mapi, 200)],
        ...afterMapi.slice(1).map((step) => step.replace(' Bearer …', '')),
      ],
    ],
    [
      'password-changed',
      [
        ...[json, `${pox} Bearer → 401`, `${token} → 400`, `${authorize} → 200`],
        ...[`POST ${entra}/common/login → 200`, `POST ${entra}/common/SAS/ProcessAuth → 302`, `${token} → 200`],
        ...[`${pox} Bearer … → 200`, `${mapi} Bearer → 401`, `${token} → 200`, ...afterMapi],
      ],
    ],
    [
      'password-changed-prompt-refused',
      [...[json, `${pox} Bearer → 401`, `${token} → 400`, `${authorize} → 200`], `POST ${entra}/common/login → 302`],
    ],
    ['expired-token', [json, `${pox} Bearer … → 401`, `${pox} Bearer … → 401`]],
    ['sign-in-error', [json, `${pox} Bearer → 401`, `${authorize} → 302`, `${token} → 400`]],
    ['invalid-token', [...signedInToAutodiscover.slice(0, -1), `${pox} Bearer … → 401`]],
    ['certificate-untrusted', [json.replace('200', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')]],
    ['connection-failed', [json.replace('200', 'ECONNREFUSED')]],
    ['bearer-not-attempted', [json, `${pox} → 401`, ...handshake(pox, 401)]],
    [
      'spn-missing-internal-name',
      [
        ...[...signedInToAutodiscover, `${mapi.replace('mail.contoso.com', 'ex01.contoso.local')} Bearer → 401`],
        ...[`${token} → 400`, `${authorize} → 302`],
      ],
    ],
    ['spn-missing-foreign-tenant', [json, `${pox} Bearer → 401`, `${token} → 400`, `${authorize} → 302`]],
    ['unknown-user-cloud-only', [...signedInToAutodiscover.slice(0, -1), `${pox} Bearer … → 401`]],
    ['unknown-user-wrong-account', [...signedInToAutodiscover.slice(0, -1), `${pox} Bearer … → 401`]],
    ['unknown-user-server-to-server', ['POST mail.contoso.com/EWS/Exchange.asmx Bearer … → 401']],
    [
      'extended-protection',
      [
        ...[json, `${pox} Bearer → 401`, ...handshake(pox, 200), `${mapi} Bearer → 401`, ...handshake(mapi, 200)],
        ...afterMapi.slice(1).map((step) => step.replace(' Bearer …', '')),
      ],
    ],
    [
      'one-server-without-oauth',
      [
        ...[`${mapi} Bearer → 401`, `${authorize} → 302`, `${token} → 200`, ...afterMapi.slice(0, 2)],
        `${mapi} Bearer → 401`,
        ...[`${mapi} Bearer → 401`, `${authorize} → 302`, `${token} → 200`, ...afterMapi.slice(0, 2)],
      ],
    ],
    ['federation-trust-broken', Array.from({ length: 3 }, () => outByFederation).flat()],
    [
      'authorization-header-stripped',
      [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 200`, `${mapi} Bearer … → 401`],
    ],
    [
      'token-too-large-for-device',
      [...signedInToAutodiscover, `${mapi} Bearer → 401`, `${token} → 200`, `${mapi} Bearer … → 400`],
    ],
    ['front-end-unavailable', [...signedInToAutodiscover, `${mapi} Bearer → 503`]],
  ])('%s', async (fault, expected) => {
    expect(story(await run(fault))).toEqual(expected);
  });
});

describe('the last word of', () => {
  it.each<[Fault, string]>([
    [
      'audience-mismatch',
      '2000003;reason="The hostname component of the audience claim value \'https://mail.contoso.com\' is invalid";error_category="invalid_resource"',
    ],
    [
      'ssl-offload',
      '2000003;reason="The hostname component of the audience claim value is invalid. Expected \'https://mail.contoso.com\'. Actual \'http://mail.contoso.com\'.";error_category="invalid_resource"',
    ],
    [
      'unknown-user',
      '2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"',
    ],
    [
      'flighting-disabled',
      '4000000;reason="Flighting is not enabled for domain \'megan@contoso.com\'.";error_category="oauth_not_available"',
    ],
    ['expired-token', '2000002;reason="The token has expired.";error_category="token_expired"'],
    ['invalid-token', '2000001;reason="No applicable user context claims found.";error_category="invalid_token"'],
  ])('%s is Exchange’s refusal', async (fault, diagnostics) => {
    const last = (await run(fault)).at(-1)?.response;
    expect(lines(last, 'x-ms-diagnostics')).toEqual([diagnostics]);
    expect(lines(last, 'WWW-Authenticate').join('\n')).toContain('error="invalid_token"');
  });

  it.each<[Fault, number, string]>([
    ['revoked-grant', 50173, 'invalid_grant'],
    ['sign-in-error', 90033, 'temporarily_unavailable'],
  ])('%s is Entra’s JSON', async (fault, code, error) => {
    const last = (await run(fault)).at(-1)?.response;
    const body = JSON.parse(String(last?.body)) as Record<string, unknown>;
    expect(body).toMatchObject({ error, error_codes: [code] });
    expect(body.error_description).toMatch(
      new RegExp(`^AADSTS${code}: .*\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: `),
    );
    expect(lines(last, 'x-ms-request-id')).toEqual([body.trace_id]);
  });

  it('spn-missing is AADSTS500011 in JSON and then AADSTS50001 in a redirect, both naming the resource', async () => {
    const [silent, interactive] = (await run('spn-missing')).slice(-2);
    expect(String(silent?.response?.body)).toContain(
      'AADSTS500011: The resource principal named https://mail.contoso.com/ was not found',
    );
    expect(lines(interactive?.response, 'Location')[0]).toMatch(
      /^urn:ietf:wg:oauth:2\.0:oob\?error=invalid_resource&error_description=AADSTS50001%3A\+The\+application\+named\+https%3A%2F%2Fmail\.contoso\.com%2F\+was\+not\+found/,
    );
  });

  it('a cancelled prompt is access_denied', async () => {
    const last = (await run('password-changed-prompt-refused')).at(-1)?.response;
    expect(lines(last, 'Location')[0]).toMatch(/^urn:ietf:wg:oauth:2\.0:oob\?error=access_denied/);
  });
});

describe('the challenge to an empty Bearer', () => {
  const challenge = async (fault: Fault) => (await run(fault))[1]?.response;

  it('sends to Entra on health', async () => {
    const bearer = lines(await challenge('healthy'), 'WWW-Authenticate').at(-1);
    expect(bearer).toBe(
      'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@aaaabbbb-0000-cccc-1111-dddd2222eeee", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", issuer_kind="AzureAD"',
    );
    expect(lines(await challenge('healthy'), 'x-ms-diagnostics')).toEqual([]);
  });

  it('sends to AD FS where AD FS is the default', async () => {
    const bearer = lines(await challenge('authorization-uri-adfs'), 'WWW-Authenticate').at(-1);
    expect(bearer).toContain('authorization_uri="https://sts.contoso.com/adfs/oauth2/authorize", issuer_kind="ADFS"');
  });

  it('sends nowhere where there is no default', async () => {
    const bearer = lines(await challenge('authorization-uri-missing'), 'WWW-Authenticate').at(-1);
    expect(bearer).toMatch(/^Bearer client_id=/);
    expect(bearer).not.toContain('authorization_uri');
  });

  it('is no Bearer where OAuth is off', async () => {
    expect(schemes(await challenge('bearer-challenge-missing'))).toEqual(['Negotiate', 'NTLM', 'Basic']);
  });

  it('says that OAuth is off for clients, with the way to Entra or, in a wholly unconfigured one, without', async () => {
    const disabled = await challenge('flighting-disabled');
    const off = await challenge('hma-off');
    for (const response of [disabled, off]) {
      expect(lines(response, 'x-ms-diagnostics')[0]).toMatch(/^4000000;.*error_category="oauth_not_available"$/);
    }
    expect(lines(disabled, 'WWW-Authenticate').join()).toContain('authorization_uri');
    expect(lines(off, 'WWW-Authenticate').join()).not.toContain('authorization_uri');
  });
});

describe('the hops', () => {
  it('let Exchange see its own name only where a gateway renames', async () => {
    const realm = async (fault: Fault) => {
      lab.setFault(fault);
      const response = await ask(lab, 'mail.contoso.com', { path: '/Microsoft-Server-ActiveSync', method: 'OPTIONS' });
      return lines(response, 'WWW-Authenticate');
    };
    expect(await realm('audience-mismatch')).toEqual(['Basic realm="ex01.contoso.local"']);
    expect(await realm('ssl-offload')).toEqual(['Basic realm="mail.contoso.com"']);
    expect(await realm('healthy')).toEqual(['Basic realm="mail.contoso.com"']);
  });

  it('leave Autodiscover alone', async () => {
    for (const fault of ['audience-mismatch', 'ssl-offload'] as const) {
      expect(story(await run(fault))).toContain(`${pox} Bearer … → 200`);
    }
  });

  it.each(['audience-mismatch', 'ssl-offload'] as const)('keep every line of a 401 apart: %s', async (fault) => {
    lab.setFault(fault);
    const response = await ask(lab, 'mail.contoso.com', {
      ...{ method: 'POST', path: '/mapi/emsmdb/?MailboxId=x' },
      headers: [['Authorization', 'Bearer']],
    });
    expect(schemes(response)).toEqual(['Bearer', 'Negotiate', 'NTLM']);
    expect(response.headers.map(([name]) => name)).toEqual([
      ...['Content-Length', 'WWW-Authenticate', 'Server', 'request-id', 'X-FEServer', 'X-Powered-By', 'Date'],
      ...['WWW-Authenticate', 'WWW-Authenticate', 'Proxy-Support'],
    ]);
  });
});

describe('startLab', () => {
  it('issues tokens that its own published keys verify, with the claims of an Outlook token', async () => {
    const response = await ask(lab, 'login.windows.net', { path: '/common/discovery/keys' });
    const keys = createLocalJWKSet(JSON.parse(String(response.body)) as JSONWebKeySet);
    const issuedAt = Date.UTC(2025, 2, 1, 12);
    const text = await lab.issueToken('https://mail.contoso.com/', { issuedAt });
    const { payload, protectedHeader } = await jwtVerify(text, keys, { currentDate: new Date(issuedAt + 60_000) });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toMatchObject({
      aud: 'https://mail.contoso.com/',
      iss: 'https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/',
      tid: 'aaaabbbb-0000-cccc-1111-dddd2222eeee',
      appid: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
      appidacr: '0',
      ver: '1.0',
      upn: 'megan@contoso.com',
      onprem_sid: expect.stringMatching(/^S-1-5-21-/),
      scp: expect.stringContaining('user_impersonation'),
      iat: issuedAt / 1000,
      exp: issuedAt / 1000 + 4500,
    });
  });

  it('lives by the time that it is given', async () => {
    const later = await startLab({ now: () => Date.UTC(2030, 0, 1) });
    try {
      const steps = await signIn(later);
      expect(steps.map(({ response }) => lines(response, 'Date')[0])).toEqual(
        steps.map(() => 'Tue, 01 Jan 2030 00:00:00 GMT'),
      );
      expect(story(steps).at(-1)).toMatch(/ → 200$/);
    } finally {
      await later.close();
    }
  });

  it('names its hosts, and leads every other name and port nowhere', () => {
    lab.setFault('healthy');
    expect(lab.hosts).toEqual([
      'mail.contoso.com',
      'autodiscover.contoso.com',
      'login.microsoftonline.com',
      'login.windows.net',
      'ex01.contoso.local',
      'fs.contoso.com',
      ...elsewhereHosts,
    ]);
    const nowhere = { host: '127.0.0.1', port: 1 };
    for (const host of lab.hosts) expect(lab.connectTo(host.toUpperCase(), 443)).not.toEqual(nowhere);
    expect(lab.connectTo('mail.contoso.com', 80)).toEqual(nowhere);
    expect(lab.connectTo('www.example.com', 443)).toEqual(nowhere);
    expect(lab.connectTo('ex02.contoso.local', 443)).toEqual(nowhere);
  });

  it('says so when a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startLab({ ports: { entra: port } })).rejects.toMatchObject({
      code: 'ERR_LAB',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    other.close();
  });

  it('closes while clients are connected', async () => {
    const own = await startLab();
    const connection = connectToLab(own, 'mail.contoso.com');
    expect((await connection.send({ method: 'GET', path: '/owa', headers: [] })).status).toBe(404);
    await own.close();
    await expect(ask(own, 'mail.contoso.com', { path: '/owa' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    connection.close();
  });
});

it('has a scenario for every fault', () => {
  expect(scenarios.map(({ fault }) => fault)).toEqual(faults);
});
