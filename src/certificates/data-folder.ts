import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * Where hma-doctor keeps what outlives a run, by the custom of the platform: %LOCALAPPDATA%\hma-doctor,
 * ~/Library/Application Support/hma-doctor, or $XDG_DATA_HOME/hma-doctor (~/.local/share). It is not created here.
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA;
    return win32.join(local || win32.join(env.USERPROFILE || homedir(), 'AppData', 'Local'), 'hma-doctor');
  }
  const home = env.HOME || homedir();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'hma-doctor');
  const xdg = env.XDG_DATA_HOME;
  // The XDG specification: a relative path is invalid and ignored.
  const base = xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share');
  return posix.join(base, 'hma-doctor');
}
