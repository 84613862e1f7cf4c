import { HmaError, sentence } from '../../errors.js';
import type { RunCommand } from '../command.js';
import { type Machine, systemProgram } from '../machine.js';

/**
 * Leaves a folder and what is in it to the user who runs this, and to nobody else: what mode 0700 is elsewhere.
 *
 * @throws {HmaError} ERR_SYSTEM when that cannot be had: a key is not written where others may read it.
 * @see https://learn.microsoft.com/windows-server/administration/windows-commands/icacls
 */
export async function keepToUser(folder: string, machine: Machine, run: RunCommand): Promise<void> {
  const who = await run([systemProgram(machine, 'whoami.exe'), '/user', '/fo', 'csv', '/nh']);
  // "contoso\\ana","S-1-5-21-…": by its number, because names are in the language of Windows.
  const sid = /"(S-1-[0-9-]{3,180})"\s*$/.exec(who.stdout)?.[1];
  if (sid !== undefined) {
    const grant = ['/inheritance:r', '/grant:r', `*${sid}:(OI)(CI)F`];
    const { code } = await run([systemProgram(machine, 'icacls.exe'), folder, ...grant]);
    if (code === 0) return;
  }
  throw new HmaError(
    'ERR_SYSTEM',
    sentence`Cannot keep other users out of "${folder}", where the key of the certificate authority lies. Name a folder on a local disk with --confdir.`,
  );
}
