import { readFileSync } from 'node:fs';

/** The tool's name in reports and captures that it writes. */
export const toolName = 'hma-doctor';

/** The version of package.json, which stands one folder above the sources and above the build alike. */
export const toolVersion: string = readVersion();

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
