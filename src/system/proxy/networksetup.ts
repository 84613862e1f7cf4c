import type { Command } from '../command.js';
import { isAddress, isScriptUrl, type ProxySettings, type Value } from './settings.js';

const program = '/usr/sbin/networksetup';

/**
 * The network services of macOS; each has settings of its own.
 *
 * @see networksetup(8)
 */
export function networksetup(): ProxySettings {
  return {
    id: 'networksetup',
    async places(run) {
      const { stdout } = await run([program, '-listallnetworkservices']);
      // The first line explains that an asterisk means disabled.
      return stdout.split('\n').slice(1).filter(isService);
    },
    async read(place, run) {
      const values = new Map<string, Value>();
      for (const [name, get] of Object.entries(gets)) {
        const { stdout } = await run([program, get, place]);
        for (const [field, value] of name === 'autoproxy' ? readScript(stdout) : readProxy(name, stdout)) {
          values.set(field, value);
        }
      }
      return values;
    },
    plan(target) {
      if (target.mode === 'pac') {
        return [
          ['autoproxyurl', target.url],
          ['autoproxystate', 'on'],
        ];
      }
      const address = `${target.host}:${target.port}`;
      return [
        ['securewebproxy', address],
        ['securewebproxystate', 'on'],
        ['webproxy', address],
        ['webproxystate', 'on'],
        ['autoproxystate', 'off'],
      ];
    },
    write: (place, name, value) => writeValue(place, name, value),
    before(now) {
      const pac = now.get('autoproxystate') === 'on' ? now.get('autoproxyurl') : undefined;
      const proxy = now.get('securewebproxystate') === 'on' ? now.get('securewebproxy') : undefined;
      return { ...(pac && { pac }), ...(proxy && { proxy }) };
    },
    isPlace: isService,
    isValue: (name, value) => Object.hasOwn(grammars, name) && (value === null || grammars[name]?.(value) === true),
  };
}

const gets = {
  autoproxy: '-getautoproxyurl',
  webproxy: '-getwebproxy',
  securewebproxy: '-getsecurewebproxy',
} as const;

const isState = (value: string) => value === 'on' || value === 'off';

const grammars: Readonly<Record<string, (value: string) => boolean>> = {
  autoproxyurl: isScriptUrl,
  autoproxystate: isState,
  webproxy: isAddress,
  webproxystate: isState,
  securewebproxy: isAddress,
  securewebproxystate: isState,
};

// Any name that a person gave, but none that could be an option, or is switched off (*).
function isService(name: string): boolean {
  return name.length > 0 && name.length <= 64 && !/^[-*]|[\p{C}\p{Zl}\p{Zp}]/u.test(name);
}

function field(text: string, name: string): string {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}: `));
  return line?.slice(name.length + 2).trim() ?? '';
}

function readScript(text: string): readonly (readonly [string, Value])[] {
  const url = field(text, 'URL');
  return [
    ['autoproxyurl', url === '' || url === '(null)' ? null : url],
    ['autoproxystate', field(text, 'Enabled') === 'Yes' ? 'on' : 'off'],
  ];
}

function readProxy(name: string, text: string): readonly (readonly [string, Value])[] {
  const [server, port] = [field(text, 'Server'), field(text, 'Port')];
  return [
    [name, server === '' || port === '0' ? null : `${server}:${port}`],
    [`${name}state`, field(text, 'Enabled') === 'Yes' ? 'on' : 'off'],
  ];
}

// An address or a URL cannot be taken away, only switched off.
function writeValue(place: string, name: string, value: Value): Command | undefined {
  if (value === null) return undefined;
  if (name !== 'webproxy' && name !== 'securewebproxy') return [program, `-set${name}`, place, value];
  const at = value.lastIndexOf(':');
  return [program, `-set${name}`, place, value.slice(0, at), value.slice(at + 1)];
}
