import { once } from 'node:events';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import type { TapEnd } from '../../src/proxy/closing.js';
import { type TapObserver, tap } from '../../src/proxy/tap.js';

const stallTimeoutMs = 60_000;

/** An end whose writes wait until the test lets them through. */
function slowEnd() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      waiting.push(done);
    },
  });
  const end: TapEnd = { stream, raw: new Socket() };
  return { end, stream, written, drain: () => waiting.splice(0).forEach((done) => void done()) };
}

const quiet: TapObserver = { request() {}, response() {}, requestEnd() {}, responseEnd() {} };

describe('tap', () => {
  it('does not close on a slow reader before it has taken everything', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    tap(client.end, server.end, { stallTimeoutMs });
    client.stream.push(null);
    server.stream.push('the last 45 kB');
    server.stream.push(null);
    await once(server.stream, 'close');
    expect(client.written).toEqual(['the last 45 kB']);
    expect(client.stream.destroyed).toBe(false);
    client.drain();
    await once(client.stream, 'close');
    expect(client.stream.writableFinished).toBe(true);
  });

  it('delivers what came before a reset, and then resets', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    const ends: string[] = [];
    tap(client.end, server.end, {
      stallTimeoutMs,
      observer: { ...quiet, responseEnd: (reset) => void ends.push(reset ? 'reset' : 'end') },
    });
    server.stream.push('half');
    await new Promise((resolve) => setImmediate(resolve));
    server.stream.destroy(new Error('read ECONNRESET'));
    await new Promise((resolve) => server.stream.once('close', resolve)); // events.once would reject with the error
    expect(client.stream.destroyed).toBe(false);
    client.drain(); // what was half written
    client.drain(); // and the mark behind it
    await once(client.stream, 'close');
    expect(ends).toEqual(['reset']);
    expect(client.stream.writableFinished).toBe(false);
  });

  it('shows the observer every byte, and drops an observer that throws', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    const seen: string[] = [];
    const errors: unknown[] = [];
    const observer: TapObserver = {
      ...quiet,
      request(chunk) {
        seen.push(chunk.toString());
        if (seen.length === 2) throw new Error('a bug');
      },
    };
    client.stream.push('before,');
    tap(client.end, server.end, { stallTimeoutMs, observer, onObserverError: (error) => void errors.push(error) });
    for (const text of ['one,', 'two,', 'three']) {
      client.stream.push(text);
      await new Promise((resolve) => setImmediate(resolve));
      server.drain();
    }
    client.stream.push(null);
    while (!server.stream.writableFinished) {
      server.drain();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.written.join('')).toBe('before,one,two,three');
    expect(seen).toHaveLength(2);
    expect(errors).toEqual([new Error('a bug')]);
  });

  it('passes on an end and a reset which happened before it came', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    const ends: string[] = [];
    client.stream.push(null);
    client.stream.resume();
    await once(client.stream, 'end');
    server.stream.destroy();
    await once(server.stream, 'close');
    const observer = {
      ...quiet,
      requestEnd: (reset?: boolean) => void ends.push(`request ${reset}`),
      responseEnd: (reset: boolean) => void ends.push(`response ${reset}`),
    };
    tap(client.end, server.end, { stallTimeoutMs, observer });
    await once(client.stream, 'close');
    expect(ends).toEqual(['request false', 'response true']);
  });

  it('gives a reader its time where it is this process that stood still', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    tap(client.end, server.end, { stallTimeoutMs: 40 });
    server.stream.push(Buffer.alloc(100_000));
    await new Promise((resolve) => setImmediate(resolve));
    const until = performance.now() + 60;
    while (performance.now() < until) {
      // stands still for longer than the reader may take nothing
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.stream.destroyed).toBe(false);
    client.drain();
    client.stream.destroy();
    server.stream.destroy();
  });

  it('gives a reader its time as long as it takes anything, and no longer', async () => {
    const [client, server] = [slowEnd(), slowEnd()];
    tap(client.end, server.end, { stallTimeoutMs });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (let turn = 0; turn < 3; turn++) {
        server.stream.push(Buffer.alloc(100_000));
        await new Promise((resolve) => setImmediate(resolve));
        vi.advanceTimersByTime(stallTimeoutMs - 1);
        client.drain();
        await new Promise((resolve) => setImmediate(resolve));
      }
      vi.advanceTimersByTime(stallTimeoutMs * 2);
      expect(client.stream.destroyed).toBe(false);
      server.stream.push(Buffer.alloc(100_000));
      await new Promise((resolve) => setImmediate(resolve));
      const closed = [client.stream, server.stream].map((stream) => once(stream, 'close'));
      vi.advanceTimersByTime(stallTimeoutMs);
      await Promise.all(closed);
    } finally {
      vi.useRealTimers();
    }
  });
});
