import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { bodyOf } from './bytes.mjs';

export const host = 'mail.contoso.com';

/** Ways to the origin: through the proxy, and straight as the control. */
export function throughProxy(proxyPort, ca) {
  return async (port) => {
    const raw = connectTcp({ port: proxyPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    raw.on('error', () => {});
    raw.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`);
    const greeting = await new Promise((resolve, reject) => {
      raw.once('data', resolve).once('close', () => reject(new Error('closed before CONNECT was answered')));
    });
    if (!greeting.toString().startsWith('HTTP/1.1 200 ')) throw new Error(greeting.toString().split('\r\n')[0]);
    raw.removeAllListeners('close');
    return secured(raw, ca);
  };
}

export function straight(ca) {
  return (port) => {
    const raw = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    raw.on('error', () => {});
    return secured(raw, ca);
  };
}

function secured(raw, ca) {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ socket: raw, servername: host, ca, ALPNProtocols: ['http/1.1'] });
    socket.raw = raw;
    socket.once('secureConnect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** What clients do; each throws where it does not end as it must. */
export const deeds = {
  async download(open, origin, random) {
    const socket = await open(origin.webPort);
    try {
      for (let turn = random.below(4); turn >= 0; turn--) {
        const [seed, size] = [random.below(4_096), random.below(400_000)];
        await expectBody(
          await ask(socket, `/${random.one(['bytes', 'chunks'])}?seed=${seed}&size=${size}`),
          seed,
          size,
        );
      }
    } finally {
      socket.destroy();
    }
  },
  async slowDownload(open, origin, random) {
    const socket = await open(origin.webPort);
    try {
      const [seed, size] = [random.below(4_096), 200_000 + random.below(800_000)];
      const response = await ask(socket, `/bytes?seed=${seed}&size=${size}`);
      await expectBody(response, seed, size, 1 + random.below(5));
    } finally {
      socket.destroy();
    }
  },
  async upload(open, origin, random) {
    const socket = await open(origin.webPort);
    try {
      const body = bodyOf(random.below(4_096), random.below(600_000));
      const options = { method: random.one(['POST', 'PUT']), body, expects: random.below(2) === 1 };
      const told = await textOf(await ask(socket, '/upload', options));
      if (told !== sha256(body)) throw new Error('the upload differs');
    } finally {
      socket.destroy();
    }
  },
  async empty(open, origin) {
    const socket = await open(origin.webPort);
    try {
      const response = await ask(socket, '/none');
      response.resume();
      if (response.statusCode !== 204) throw new Error(`status ${response.statusCode}`);
    } finally {
      socket.destroy();
    }
  },
  async halfClose(open, origin, random) {
    const socket = await open(origin.halfOpenPort);
    const [seed, size] = [random.below(4_096), random.below(300_000)];
    socket.end(`GET /?seed=${seed}&size=${size} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const all = await allOf(socket);
    const body = all.subarray(all.indexOf('\r\n\r\n') + 4);
    if (sha256(body) !== sha256(bodyOf(seed, size))) throw new Error('the answer after a half-close differs');
  },
  async resetByServer(open, origin, random) {
    const socket = await open(origin.webPort);
    try {
      const response = await ask(socket, `/reset?size=${1 + random.below(100_000)}`);
      await textOf(response).then(
        () => {
          throw new Error('a cut answer looks whole');
        },
        () => {},
      );
    } finally {
      socket.destroy();
    }
  },
  async resetByClient(open, origin, random) {
    const socket = await open(origin.webPort);
    socket.write(`GET /bytes?seed=1&size=900000 HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    if (random.below(2) === 1) await new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
    // Not in one turn: Node 20 dies of a TLS socket that is destroyed with a write on its way over a reset one.
    socket.raw.once('close', () => socket.destroy());
    socket.raw.resetAndDestroy();
  },
  async garbage(open, origin, random) {
    const socket = await open(origin.webPort);
    socket.end(bodyOf(random.below(4_096), 1 + random.below(5_000)));
    await allOf(socket); // refused, by whatever answer, and closed
  },
  async upgrade(open, origin, random) {
    const socket = await open(origin.webPort);
    try {
      const body = bodyOf(random.below(4_096), 1 + random.below(200_000));
      socket.write(`GET /echo HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n`);
      const echoed = await echo(socket, body);
      if (sha256(echoed) !== sha256(body)) throw new Error('the echo differs');
    } finally {
      socket.destroy();
    }
  },
};

/** One idle poll after another on one connection, until `ended` says so. */
export async function pollOn(open, origin, random, ended) {
  const socket = await open(origin.webPort);
  try {
    while (!ended()) {
      const ms = Math.min(20_000 + random.below(40_000), ended.msLeft());
      const told = await textOf(await ask(socket, `/poll?ms=${ms}`));
      if (told !== 'DONE') throw new Error('a poll ended without its answer');
    }
  } finally {
    socket.destroy();
  }
}

function ask(socket, path, { method = 'GET', body, expects = false } = {}) {
  return new Promise((resolve, reject) => {
    const headers = {
      Host: host,
      Connection: 'keep-alive',
      ...(body && { 'Content-Length': body.length }),
      ...(expects && { Expect: '100-continue' }),
    };
    const request = httpRequest({ path, method, headers, agent: keptBy(socket) });
    request.once('response', resolve).once('error', reject);
    if (!expects) return void request.end(body);
    request.once('continue', () => request.end(body));
    request.flushHeaders();
  });
}

// The smallest agent there is: one socket, kept.
function keptBy(socket) {
  return {
    defaultPort: 443,
    protocol: 'http:',
    keepAlive: true,
    addRequest: (request) => request.onSocket(socket),
  };
}

async function expectBody(response, seed, size, pauseMs) {
  const hash = createHash('sha256');
  for await (const chunk of response) {
    hash.update(chunk);
    if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  if (hash.digest('hex') !== sha256(bodyOf(seed, size))) throw new Error('the body differs');
}

async function textOf(response) {
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

function allOf(socket) {
  return new Promise((resolve) => {
    const parts = [];
    socket.on('data', (chunk) => parts.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(parts)));
    socket.once('end', () => socket.end());
  });
}

function echo(socket, body) {
  return new Promise((resolve, reject) => {
    let got = Buffer.alloc(0);
    let head = -1;
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (head < 0 && got.includes('\r\n\r\n')) {
        head = got.indexOf('\r\n\r\n') + 4;
        socket.write(body);
      }
      if (head >= 0 && got.length >= head + body.length) resolve(got.subarray(head));
    });
    socket.once('close', () => reject(new Error('the echo was cut')));
  });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
