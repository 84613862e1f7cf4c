import type { Command } from '../command.js';
import { isScriptUrl, type ProxySettings, type Value } from './settings.js';

const program = '/usr/bin/gsettings';
const schema = 'org.gnome.system.proxy';

const isHost = (value: string) => value.length <= 253 && /^[a-z0-9_.:-]*$/i.test(value);
const isPort = (value: string) => /^\d{1,5}$/.test(value);

const grammars: Readonly<Record<string, (value: string) => boolean>> = {
  'autoconfig-url': (value) => value === '' || isScriptUrl(value),
  mode: (value) => ['none', 'manual', 'auto'].includes(value),
  'https.host': isHost,
  'https.port': isPort,
  'http.host': isHost,
  'http.port': isPort,
};

/**
 * GNOME, and the desktops and browsers that follow its settings.
 *
 * @see https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas
 */
export function gsettings(): ProxySettings {
  return {
    id: 'gsettings',
    places: async () => [''],
    async read(_place, run) {
      const read = Object.keys(grammars).map(async (name) => {
        const { stdout, code } = await run([program, 'get', ...keyOf(name)]);
        return [name, code === 0 ? readText(stdout.trim()) : null] as const;
      });
      return new Map(await Promise.all(read));
    },
    plan(target) {
      if (target.mode === 'pac') {
        return [
          ['autoconfig-url', target.url],
          ['mode', 'auto'],
        ];
      }
      const [host, port] = [target.host, String(target.port)];
      return [
        ['https.host', host],
        ['https.port', port],
        ['http.host', host],
        ['http.port', port],
        ['mode', 'manual'],
      ];
    },
    write: (_place, name, value) => writeValue(name, value),
    before(now) {
      const pac = now.get('mode') === 'auto' ? now.get('autoconfig-url') : undefined;
      const host = now.get('mode') === 'manual' ? now.get('https.host') : undefined;
      return { ...(pac && { pac }), ...(host && { proxy: `${host}:${now.get('https.port')}` }) };
    },
    isPlace: (place) => place === '',
    isValue: (name, value) => Object.hasOwn(grammars, name) && value !== null && grammars[name]?.(value) === true,
  };
}

function keyOf(name: string): readonly [schema: string, key: string] {
  const [child, key] = name.split('.');
  return key === undefined ? [schema, name] : [`${schema}.${child}`, key];
}

// GVariant text: a number as it is, a text in quotes.
function readText(text: string): Value {
  const quoted = /^'([^'\\]*)'$|^"([^"\\]*)"$/.exec(text);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  return /^\d+$/.test(text) ? text : null;
}

// No value that fits the grammar has a quote or a backslash in it.
function writeValue(name: string, value: Value): Command | undefined {
  if (value === null) return undefined;
  return [program, 'set', ...keyOf(name), name.endsWith('.port') ? value : `'${value}'`];
}
