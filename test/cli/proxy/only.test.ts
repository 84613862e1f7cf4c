import { describe, expect, it } from 'vitest';
import { readOnly } from '../../../src/cli/proxy/only.js';

describe('--only', () => {
  it.each([
    ['Outlook itself', ['outlook'], 'OUTLOOK.EXE', true],
    ['new Outlook', ['outlook'], 'olk', true],
    ['the broker that fetches its tokens', ['Outlook'], 'Microsoft.AAD.BrokerPlugin', true],
    ['the web view with its sign-in page', ['outlook.exe'], 'msedgewebview2', true],
    ['another program', ['outlook'], 'Teams', false],
    ['a program that begins alike', ['outlook'], 'outlookconverter', false],
    ['a program of that name', ['Thunderbird'], 'thunderbird.exe', true],
    ['one of several', ['thunderbird', 'outlook'], 'olk.exe', true],
    ['a program that is not known: it may be the one', ['outlook'], undefined, true],
    ['everything, without the option', [], 'Teams', true],
  ])('takes %s', (_what, names, name, expected) => {
    expect(readOnly(names)(name === undefined ? undefined : { name, pid: 4711 })).toBe(expected);
  });

  it('needs a name', () => {
    expect(() => readOnly([' '])).toThrow('--only needs the name of a program');
  });
});
