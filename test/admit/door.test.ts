import { describe, expect, it } from 'vitest';
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
});

/** Every string anywhere inside, decoded as far as base64url parts of tokens go. */
function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...decodedParts(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(everyString) : [];
}

function decodedParts(text: string): string[] {
  return (text.match(/[A-Za-z0-9_+/-]{16,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('utf8'));
}
