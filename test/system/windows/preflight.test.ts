import { describe, expect, it } from 'vitest';
import { preflight } from '../../../src/system/windows/preflight.js';
import { windowsBox } from '../proxy/desks.js';

describe('the preflight of Windows', () => {
  it.each([
    ['nothing', {}, { machineWide: false, ownConnections: [], noUserRoots: false, loopback: false }],
    ['sign-in windows that may reach the loopback', { loopback: 'exempt' }, { loopback: true }],
    ['a proxy for the whole machine', { 'policy:ProxySettingsPerUser': 'REG_DWORD    0x0' }, { machineWide: true }],
    [
      'a policy that leaves it to the user',
      { 'policy:ProxySettingsPerUser': 'REG_DWORD    0x1' },
      { machineWide: false },
    ],
    ['a ban of users’ roots', { 'policy:Flags': 'REG_DWORD    0x21' }, { noUserRoots: true }],
    ['another flag about roots', { 'policy:Flags': 'REG_DWORD    0x20' }, { noUserRoots: false }],
    ['VPN connections', { connections: 'Contoso VPN,支社 VPN' }, { ownConnections: ['Contoso VPN', '支社 VPN'] }],
  ])('finds %s', async (_what, state, expected) => {
    const { machine, run, changes } = windowsBox(state);
    expect(await preflight(machine, run)).toMatchObject(expected);
    expect(changes).toEqual([]);
  });

  it('knows nothing where nothing can be asked', async () => {
    const { machine } = windowsBox();
    const none = async () => ({ code: undefined, stdout: '', stderr: '' });
    expect(await preflight(machine, none)).toEqual({
      machineWide: false,
      ownConnections: [],
      noUserRoots: false,
      loopback: undefined,
    });
  });
});
