import { existsSync, readFileSync } from 'node:fs';

/** The tool's name in reports and captures that it writes. */
export const toolName = 'hma-doctor';

/** The version of package.json. */
export const toolVersion: string = readVersion();

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string };
  return version;
}

// It stands one folder above the sources and above the library, and two above the bundled command line.
function packageFile(): URL {
  const above = new URL('../package.json', import.meta.url);
  return existsSync(above) ? above : new URL('../../package.json', import.meta.url);
}
