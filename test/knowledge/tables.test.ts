import { describe, expect, it } from 'vitest';
import { applicationOf, applications, exchangeApplication } from '../../src/knowledge/applications.js';
import { clientPrograms } from '../../src/knowledge/client-programs.js';
import { clientSigns } from '../../src/knowledge/clients.js';
import { cloudHosts } from '../../src/knowledge/clouds.js';
import { virtualDirectories } from '../../src/knowledge/virtual-directories.js';

function repeats(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

describe('the tables of what is known', () => {
  it('hold no row twice', () => {
    expect(repeats(applications.map(({ id }) => id))).toEqual([]);
    expect(repeats(cloudHosts.map(({ host }) => host))).toEqual([]);
    expect(repeats(virtualDirectories.map(({ segment }) => segment))).toEqual([]);
    expect(repeats(clientSigns.map(({ contains }) => contains.join()))).toEqual([]);
    expect(repeats(clientPrograms.map(({ name }) => name))).toEqual([]);
  });

  it('are written in lower case where they are compared', () => {
    const compared = [
      ...applications.map(({ id }) => id),
      ...cloudHosts.map(({ host }) => host),
      ...virtualDirectories.map(({ segment }) => segment),
      ...clientSigns.flatMap(({ contains }) => contains),
      ...clientPrograms.map(({ name }) => name),
    ];
    expect(compared.filter((text) => text !== text.toLowerCase())).toEqual([]);
  });

  it('say where every row comes from', () => {
    const rows = [...applications, ...cloudHosts, ...virtualDirectories, ...clientSigns, ...clientPrograms];
    expect(rows.filter(({ source, status }) => source === '' || !/^(verified(-2)?|unverified)$/.test(status))).toEqual(
      [],
    );
  });

  it('have no sign of a client that an earlier, wider one hides', () => {
    const hidden = clientSigns.filter((sign, index) =>
      clientSigns
        .slice(0, index)
        .some((earlier) => earlier.contains.every((part) => sign.contains.some((own) => own.includes(part)))),
    );
    expect(hidden).toEqual([]);
  });
});

describe('applicationOf', () => {
  it('knows GUIDs in any case', () => {
    expect(applicationOf('D3590ED6-52B3-4102-AEFF-AAD2292AB01C')).toMatchObject({
      name: 'Microsoft Office',
      role: 'client',
    });
    expect(applicationOf(exchangeApplication)).toMatchObject({ name: 'Office 365 Exchange Online', role: 'resource' });
  });

  it('does not know the rest', () => {
    expect(applicationOf('11111111-2222-3333-4444-555555555555')).toBeUndefined();
    expect(applicationOf(undefined)).toBeUndefined();
  });
});
