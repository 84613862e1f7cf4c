import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limitPatience } from '../../src/proxy/patience.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('limitPatience', () => {
  it('ends after its time, once', () => {
    vi.useFakeTimers();
    const late = vi.fn();
    limitPatience(1_000, late);
    vi.advanceTimersByTime(999);
    expect(late).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(late).toHaveBeenCalledOnce();
  });

  it('can be ended before, at any moment', () => {
    vi.useFakeTimers();
    const late = vi.fn();
    for (const after of [0, 300, 900]) {
      const stop = limitPatience(1_000, late);
      vi.advanceTimersByTime(after);
      stop();
    }
    vi.advanceTimersByTime(10_000);
    expect(late).not.toHaveBeenCalled();
  });

  it('lets in first what came while the process stood still', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => order.push('data'));
      socket.once('close', () => resolve());
      const stop = limitPatience(200, () => order.push('late'));
      socket.once('data', stop);
      const until = performance.now() + 250;
      while (performance.now() < until) {
        // stands still for longer than the patience
      }
    });
    server.close();
    expect(order).toEqual(['data']);
  });
});
