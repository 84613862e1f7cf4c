import { describe, expect, it } from 'vitest';
import type { Outcome, RunCommand } from '../../../src/system/command.js';
import { keepToUser } from '../../../src/system/windows/access.js';
import { machine } from '../proxy/desks.js';

// whoami /user /fo csv /nh, after its documentation; not recorded.
const whoami = '"contoso\\ana","S-1-5-21-3623811015-3361044348-30300820-1013"\r\n';

function windows(user: string, icacls: Partial<Outcome> = {}) {
  const commands: string[][] = [];
  const run: RunCommand = async (command) => {
    commands.push([...command]);
    const isWho = command[0].endsWith('whoami.exe');
    return { code: 0, stdout: isWho ? user : '', stderr: '', ...(isWho ? {} : icacls) };
  };
  return { run, commands };
}

describe('a folder for a key on Windows', () => {
  it('is left to its user by number, and to nobody else', async () => {
    const { run, commands } = windows(whoami);
    await keepToUser('C:\\data', machine('win32'), run);
    expect(commands[1]).toEqual([
      'C:\\Windows\\System32\\icacls.exe',
      'C:\\data',
      '/inheritance:r',
      '/grant:r',
      '*S-1-5-21-3623811015-3361044348-30300820-1013:(OI)(CI)F',
    ]);
  });

  it.each([
    ['icacls fails', whoami, { code: 5 }],
    ['the user is not known', 'ERROR: Unable to get user claims information.\r\n', {}],
    ['something else is printed', '"contoso\\ana","S-1-5-21 /grant Everyone:F"\r\n', {}],
  ])('is not used where %s', async (_what, user, icacls) => {
    const { run } = windows(user, icacls);
    await expect(keepToUser('C:\\data', machine('win32'), run)).rejects.toMatchObject({ code: 'ERR_SYSTEM' });
  });
});
