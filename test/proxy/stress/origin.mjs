import { createHash } from 'node:crypto';
import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { bodyOf } from './bytes.mjs';

/** The server of the stress: it answers what the path says, well or badly. */
export async function startOrigin(identity, secureContext) {
  const sockets = new Set();
  const web = createServer({ ...identity, keepAliveTimeout: 0, requestTimeout: 0 }, answer);
  web.on('upgrade', (_request, socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
  web.on('secureConnection', (socket) => socket.on('error', () => {}));
  const halfOpen = createTcpServer({ allowHalfOpen: true }, (raw) => {
    raw.on('error', () => {});
    answerAfterEnd(new TLSSocket(raw, { isServer: true, secureContext }));
  });
  for (const server of [web, halfOpen]) {
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
  return {
    webPort: web.address().port,
    halfOpenPort: halfOpen.address().port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([web, halfOpen].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function answer(request, response) {
  request.on('error', () => {});
  response.on('error', () => {});
  const { pathname, searchParams } = new URL(request.url, 'https://origin');
  const size = Number(searchParams.get('size') ?? 0);
  const body = bodyOf(Number(searchParams.get('seed') ?? 0), size);
  if (pathname === '/poll') return poll(response, Number(searchParams.get('ms')));
  if (pathname === '/upload') return hashUpload(request, response);
  request.resume();
  if (pathname === '/reset') {
    response.writeHead(200, { 'Content-Length': size * 2 + 1 });
    return void response.write(body, () => response.socket?._parent?.resetAndDestroy?.() ?? response.socket?.destroy());
  }
  if (pathname === '/bytes') return void response.writeHead(200, { 'Content-Length': size }).end(body);
  if (pathname === '/none') return void response.writeHead(204).end();
  // Chunked, in pieces of every size.
  response.writeHead(200, { Trailer: 'X-End' });
  for (let at = 0, step = 1; at < size; at += step, step = (step * 3) % 9_973)
    response.write(body.subarray(at, at + step));
  response.addTrailers({ 'X-End': 'yes' });
  response.end();
}

function poll(response, ms) {
  response.writeHead(200, { 'Content-Type': 'application/mapi-http' }).flushHeaders();
  const timer = setTimeout(() => response.end('DONE'), ms);
  response.once('close', () => clearTimeout(timer));
}

function hashUpload(request, response) {
  const hash = createHash('sha256');
  request.on('data', (chunk) => hash.update(chunk));
  request.on('end', () => response.end(hash.digest('hex')));
}

/** Answers only when the client has ended its side. */
function answerAfterEnd(socket) {
  socket.on('error', () => {});
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1');
  });
  socket.on('end', () => {
    const [, seed, size] = /seed=(\d+)&size=(\d+)/.exec(said) ?? [];
    socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
    socket.end(bodyOf(Number(seed), Number(size)));
  });
}
