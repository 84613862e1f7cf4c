import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../src/certificates/authority.js';
import { signIn } from '../../src/lab/client.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { story } from './ask.js';

// Tokens and grants live by it; certificates by the real clock.
const time = Date.UTC(2026, 2, 1, 12);
let lab: Lab;
let tunnel: Server;
const asked: string[] = [];
const sockets = new Set<Socket>();

// The plainest proxy there is: CONNECT, and bytes.
beforeAll(async () => {
  lab = await startLab({ now: () => time });
  tunnel = createServer();
  tunnel.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(lab.connectTo(host, Number(port)));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => upstream.destroy(client.destroy() as never));
    }
    upstream.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  tunnel.close();
  await lab.close();
});

const proxyAddress = () => ({ host: '127.0.0.1', port: (tunnel.address() as { port: number }).port });
const headers = (step: Awaited<ReturnType<typeof signIn>>[number] | undefined) =>
  new Map((step?.request.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]));

describe('signIn', () => {
  it('goes through a proxy by CONNECT, with one connection a host', async () => {
    asked.length = 0;
    const steps = await signIn(lab, { proxy: proxyAddress() });
    expect(story(steps).at(-1)).toMatch(/^GET mail\.contoso\.com\/OAB\/.* Bearer … → 200$/);
    expect(asked).toEqual(['autodiscover.contoso.com:443', 'login.microsoftonline.com:443', 'mail.contoso.com:443']);
  });

  it('tells the same story with and without a proxy', async () => {
    lab.setFault('hma-off');
    const direct = story(await signIn(lab));
    const proxied = story(await signIn(lab, { proxy: proxyAddress() }));
    lab.setFault('healthy');
    expect(proxied).toEqual(direct);
    expect(direct.length).toBeGreaterThan(5);
  });

  it('shows itself as Outlook', async () => {
    const steps = await signIn(lab, { protocols: ['mapi'] });
    const sent = headers(steps[0]);
    expect(sent.get('user-agent')).toMatch(/^Microsoft Office\/16\.0 \(.*Microsoft Outlook 16\.0\./);
    expect(sent.get('x-user-identity')).toBe('megan@contoso.com');
    expect(sent.get('accept-auth')?.split(',')).toContain('Bearer');
    expect(sent.get('client-request-id')).toMatch(/^\{[0-9A-F-]{36}\}$/);
    expect(sent.get('authorization')).toBe('Bearer');
  });

  it('asks Entra for the host of Exchange as the resource', async () => {
    const steps = await signIn(lab, { protocols: ['mapi'] });
    const query = new URLSearchParams(steps[1]?.request.path.split('?')[1]);
    expect(Object.fromEntries(query)).toMatchObject({
      resource: 'https://mail.contoso.com/',
      client_id: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
      login_hint: 'megan@contoso.com',
    });
  });

  it('does not list Bearer where EnableADAL is 0', async () => {
    lab.setFault('bearer-not-attempted');
    const steps = await signIn(lab, { protocols: ['mapi'] });
    lab.setFault('healthy');
    for (const step of steps) {
      expect(headers(step).get('accept-auth')?.split(',')).not.toContain('Bearer');
      expect(headers(step).get('authorization') ?? '').not.toMatch(/bearer/i);
    }
    expect(steps).toHaveLength(3);
  });

  it('uses ActiveSync when asked to', async () => {
    expect(story(await signIn(lab, { protocols: ['eas'] })).slice(-2)).toEqual([
      'OPTIONS mail.contoso.com/Microsoft-Server-ActiveSync Bearer … → 200',
      'POST mail.contoso.com/Microsoft-Server-ActiveSync Bearer … → 200',
    ]);
  });

  it('trusts nothing but the lab’s CA and the one that it is given', async () => {
    const stranger = await createAuthority({ hosts: ['mail.contoso.com'] });
    const untrusting = { ...lab, client: lab.client, ca: stranger.certificate };
    expect(story(await signIn(untrusting, { protocols: ['mapi'] }))).toEqual([
      'POST mail.contoso.com/mapi/emsmdb/ Bearer → UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ]);
    expect(story(await signIn(untrusting, { protocols: ['mapi'], ca: lab.ca })).at(-1)).toMatch(/→ 200$/);
  });

  it('tells of a proxy that refuses', async () => {
    const refusing = createServer((_request, response) => response.destroy());
    refusing.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as { port: number };
    const steps = await signIn(lab, { proxy: { host: '127.0.0.1', port } });
    refusing.close();
    expect(steps.map(({ failure }) => failure)).toEqual([
      'The proxy answered 407 to CONNECT autodiscover.contoso.com:443.',
    ]);
  });
});
