import type { RunCommand } from '../system/command.js';
import { createProcessFinder, type ProcessFinder } from './finder.js';
import { linuxProcesses } from './linux.js';
import { macosProcesses } from './macos.js';
import { windowsProcesses } from './windows.js';

/** The finder of this system; on systems without one every process is unknown. */
export function findProcesses(platform: NodeJS.Platform, run: RunCommand): ProcessFinder {
  if (platform === 'linux') return createProcessFinder(linuxProcesses());
  if (platform === 'darwin') return createProcessFinder(macosProcesses(run));
  if (platform === 'win32') return createProcessFinder(windowsProcesses(), { atOnce: 100, patienceMs: 10_000 });
  return createProcessFinder({ lookUp: async () => undefined, close: () => undefined });
}
