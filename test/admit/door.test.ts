import { describe, expect, it, vi } from 'vitest';
import { createDoor } from '../../src/admit/door.js';
import { findSecrets, plantedSecrets, plantedTransactions } from '../support/secrets.js';

describe('the planted secrets', () => {
  it('are more than thirty kinds and stand in what comes to the door', () => {
    expect(plantedSecrets.length).toBeGreaterThan(30);
    const raw = plantedTransactions()
      .map((one) => JSON.stringify(one))
      .join('\n');
    const decoded = plantedSecrets.filter(({ name }) => !findSecrets(raw).includes(name)).map(({ name }) => name);
    expect(decoded).toEqual([]);
  });

  it('are all cut at the door', () => {
    const door = createDoor();
    const leaks = plantedTransactions().flatMap((raw) => {
      const found = findSecrets(everyString(door.admit(raw)).join('\n'));
      return found.length === 0 ? [] : [{ found, raw }];
    });
    expect(leaks).toEqual([]);
  });

  it('come out the same when they are admitted twice, by the same door and by another', () => {
    const door = createDoor();
    const once = plantedTransactions().map((raw) => door.admit(raw));
    expect(once.map((one) => door.admit(one))).toEqual(once);
    const other = createDoor();
    expect(once.map((one) => other.admit(one))).toEqual(once);
  });

  it('get the same placeholders in every run', () => {
    const run = () => {
      const door = createDoor();
      return plantedTransactions().map((raw) => door.admit(raw));
    };
    expect(run()).toEqual(run());
  });

  it('come out the same where WebAssembly does not run', async () => {
    const twice = [...plantedTransactions(), ...plantedTransactions()];
    const door = createDoor();
    const expected = twice.map((raw) => door.admit(raw));
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    try {
      const plain = (await import('../../src/admit/door.js')).createDoor();
      expect(twice.map((raw) => plain.admit(raw))).toEqual(expected);
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules(); // nobody else is to get those
    }
  });
});

describe('the door', () => {
  it('cuts the whole text where it is too long to be looked at, and does not throw', () => {
    const text = `password="${'a'.repeat(30_000_000)}`;
    const admitted = createDoor().admit({ id: '1', source: 'text', absent: [], text });
    expect(admitted.text?.slice(0, 9)).toMatch(/^(?:REDACTED-|password=)/);
    expect(admitted.text?.length).toBeLessThan(100);
  });

  it('leaves alone what is no secret and no text', () => {
    const raw = {
      id: '7',
      source: 'live',
      startedAt: 1,
      endedAt: 2,
      watched: true,
      absent: ['time'],
      client: { pid: 4 },
    } as const;
    expect(createDoor().admit(raw)).toEqual(raw);
  });

  it('redacts text for logs with the ordinals of the transactions', () => {
    const door = createDoor();
    door.admit({ id: '1', source: 'har', absent: [], request: { method: 'GET', head: 'Cookie: a=one; b=two' } });
    expect(door.redactText('cannot send Cookie: b=two')).toBe('cannot send Cookie: b=REDACTED-cookie-2-3');
  });
});

/** Every string anywhere inside, decoded as far as base64url parts of tokens go. */
function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...decodedParts(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(everyString) : [];
}

function decodedParts(text: string): string[] {
  return (text.match(/[A-Za-z0-9_+/-]{16,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('utf8'));
}
