import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../../src/system/proxy/system-proxy.js';
import { gnomeBox } from './desks.js';

/** The settings of GNOME in a file, which outlives the process that changes them; a write is whole or not at all. */
export function fileDesk(folder: string, onCommand: () => void = () => {}): Desk {
  const file = join(folder, 'settings.json');
  const box = gnomeBox();
  return {
    folder,
    machine: box.machine,
    run: async (command, input) => {
      onCommand();
      for (const [name, value] of readState(folder)) box.state.set(name, value);
      const outcome = await box.run(command, input);
      if (command.includes('set')) {
        writeFileSync(`${file}.new`, JSON.stringify([...box.state]));
        renameSync(`${file}.new`, file);
      }
      return outcome;
    },
  };
}

/** What is set now. */
export function readState(folder: string): readonly (readonly [string, string])[] {
  return JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
}
