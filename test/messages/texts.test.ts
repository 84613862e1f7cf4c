import { describe, expect, it } from 'vitest';
import { languages, ruleText } from '../../src/messages/language.js';
import type { FixStep, RuleId, Values } from '../../src/messages/rule-texts.js';
import type { Expectation } from '../../src/types.js';
import { hostileValues } from '../report/hostile.js';
import { ruleValues } from './rule-values.js';

const expectations: readonly (Expectation | undefined)[] = [undefined, 'hma', 'adfs', 'none'];
const ids = Object.keys(ruleValues) as RuleId[];
const cases = ids.flatMap((id) => ruleValues[id].map((values) => ({ id, values })));
const named = cases.map(({ id, values }) => [`${id} ${values.kind ?? values.reason ?? ''}`, id, values] as const);

function subsets(values: Values): Values[] {
  const entries = Object.entries(values);
  return Array.from({ length: 2 ** entries.length }, (_, mask) =>
    Object.fromEntries(entries.filter((_entry, index) => mask & (1 << index))),
  );
}

function steps(id: RuleId, values: Values, expectation?: Expectation, lang: 'en' | 'ja' = 'en'): readonly FixStep[] {
  const text = ruleText(lang, id);
  return [...text.fix(values, expectation), ...text.verify(values)];
}

function commandsOf(list: readonly FixStep[]): string[] {
  return list.flatMap(({ command, undo }) => [command, undo]).filter((command) => command !== undefined);
}

// PowerShell's quoting as far as our templates use it: no escapes, quotes of the other kind inside are plain.
function balanced(command: string): boolean {
  let open = '';
  for (const character of command) {
    if (open === '' && (character === "'" || character === '"')) open = character;
    else if (character === open) open = '';
  }
  const count = (character: string) => command.split(character).length;
  return open === '' && count('{') === count('}') && count('(') === count(')');
}

const gaps = /undefined|null|\s\s|\(\)|\( | \)| [.,;:]|^\s|\s$|\n|[.。][.。]/;

function readsWell(sentence: string, lang: string): boolean {
  const begins = lang !== 'en' || /^[A-Z]|^(?:mail|outlook|kaz)/.test(sentence);
  return begins && !gaps.test(sentence) && /[.。]$|: .+$/.test(sentence);
}

describe.each(languages)('the texts in %s', (lang) => {
  it.each(named)('read well with any of the values missing: %s', (_name, id, values) => {
    const text = ruleText(lang, id);
    for (const some of subsets(values)) {
      const sentences = expectations.flatMap((expectation) => [
        text.title(some),
        text.meaning(some),
        ...[text.next?.(some)].filter((sentence) => sentence !== undefined),
        ...[...text.fix(some, expectation), ...text.verify(some)].map(({ say }) => say),
      ]);
      expect(sentences.filter((sentence) => !readsWell(sentence, lang))).toEqual([]);
    }
  });

  it.each(named)('name what was seen: %s', (_name, id, values) => {
    const title = ruleText(lang, id).title(values);
    const names = Object.entries(values).filter(([name]) => !['kind', 'reason', 'stage'].includes(name));
    expect(names.some(([, value]) => title.includes(value))).toBe(true);
  });
});

describe('the commands', () => {
  it.each(named)('are the same in both languages: %s', (_name, id, values) => {
    for (const expectation of expectations) {
      const bare = (lang: 'en' | 'ja') => steps(id, values, expectation, lang).map(({ say: _, ...step }) => step);
      expect(bare('ja')).toEqual(bare('en'));
    }
  });

  it.each(named)('are quoted in balance, with and without values: %s', (_name, id, values) => {
    for (const expectation of expectations) {
      for (const some of subsets(values)) {
        expect(commandsOf(steps(id, some, expectation)).filter((command) => !balanced(command))).toEqual([]);
      }
    }
  });

  it.each(named)('never hold a hostile value: %s', (_name, id, values) => {
    for (const hostile of hostileValues) {
      for (const name of Object.keys(values).filter((each) => each !== 'kind')) {
        const commands = expectations.flatMap((each) => commandsOf(steps(id, { ...values, [name]: hostile }, each)));
        const clean = (command: string) => /^[\n\x20-\x7e]*$/.test(command) && !command.includes('Remove-Mailbox');
        expect(commands.filter((command) => !clean(command))).toEqual([]);
      }
    }
  });

  it.each(named)('switch nothing on unless --expect hma says so: %s', (_name, id, values) => {
    const on =
      /OAuth2ClientProfileEnabled \$true|IsDefaultAuthorizationEndpoint \$true|-OAuthAuthentication \$true|'OAuth'/;
    for (const expectation of [undefined, 'adfs', 'none'] as const) {
      for (const { command } of steps(id, values, expectation)) expect(command ?? '').not.toMatch(on);
    }
  });

  it.each(named)('are marked and have an undo where they move or overwrite: %s', (_name, id, values) => {
    for (const expectation of expectations) {
      for (const { command = '', destructive, undo } of steps(id, values, expectation)) {
        // To read the keys of an AuthServer again changes nothing that could be put back.
        const changing = command.replace(/Set-AuthServer -Identity \S+ -RefreshAuthMetadata/, '');
        if (/\b(?:Set|Update)-\w|reg (?:add|delete)|defaults write/.test(changing)) expect(undo).toBeDefined();
        if (/Update-Mg|VirtualDirectory -Identity|\$true$/m.test(command)) expect(destructive).toBe(true);
      }
    }
  });

  it('use Microsoft Graph and not MSOnline', () => {
    for (const { id, values } of cases) expect(commandsOf(steps(id, values, 'hma')).join('\n')).not.toMatch(/Msol/i);
  });
});

describe('spn-missing', () => {
  const [known = {}, internal = {}, foreign = {}] = ruleValues['spn-missing'];

  it('keeps the list before it replaces it, and guards the count in the statement that replaces', () => {
    const commands = commandsOf(ruleText('en', 'spn-missing').fix(known));
    const keep = commands.findIndex((command) => command.includes('Out-File -NoClobber'));
    const replace = commands.findIndex((command) => command.includes('Update-MgServicePrincipal'));
    expect(keep).toBeGreaterThanOrEqual(0);
    expect(keep).toBeLessThan(replace);
    expect(commands[replace]).toMatch(/-lt 5.*throw.*else \{.*\+ 'https:\/\/mail\.contoso\.com\/'.*Update-Mg.*\}$/s);
  });

  it('does not touch the SPN list for an internal name or a foreign tenant', () => {
    for (const values of [internal, foreign]) {
      expect(commandsOf(steps('spn-missing', values, 'hma')).join('\n')).not.toContain('Update-MgServicePrincipal');
    }
  });

  it('makes the URL of the host when the resource was printed without its slash', () => {
    const values = { ...known, resource: 'https://mail.contoso.com' };
    expect(commandsOf(steps('spn-missing', values)).join('\n')).toContain("+ 'https://mail.contoso.com/'");
  });
});

describe('sign-in-error', () => {
  it('looks into the log of AD FS for an error of AD FS, and into that of Entra ID for others', () => {
    const [entra = {}, adfs = {}] = ruleValues['sign-in-error'];
    expect(commandsOf(steps('sign-in-error', adfs)).join('\n')).toMatch(/^Get-WinEvent -LogName 'AD FS\/Admin'/);
    expect(commandsOf(steps('sign-in-error', entra)).join('\n')).toContain(
      "correlationId eq '99999999-2222-3333-4444-555555555555'",
    );
  });
});

describe('what a fix must never say', () => {
  it('never tells to synchronise a user for a user token', () => {
    for (const values of ruleValues['unknown-user'].filter(({ kind }) => kind !== 's2s')) {
      for (const lang of languages) {
        const text = ruleText(lang, 'unknown-user');
        const said = [
          text.title(values),
          text.meaning(values),
          text.next?.(values),
          ...text.fix(values).map(({ say }) => say),
        ];
        expect(said.join(' ')).not.toMatch(/sync|同期/i);
      }
    }
  });

  it('gives a different fix for each kind of unknown user', () => {
    const fixes = ruleValues['unknown-user'].map((values) =>
      JSON.stringify(ruleText('en', 'unknown-user').fix(values)),
    );
    expect(new Set(fixes).size).toBe(fixes.length);
  });

  it('adds no SPN for a refused audience', () => {
    for (const values of ruleValues['audience-mismatch']) {
      expect(commandsOf(steps('audience-mismatch', values, 'hma')).join('\n')).not.toContain('ServicePrincipal');
    }
  });

  it('builds the MAPI methods from the present list', () => {
    const [mapi = {}] = ruleValues['bearer-challenge-missing'];
    const [see, add] = ruleText('en', 'bearer-challenge-missing').fix(mapi, 'hma');
    expect(see?.command).toMatch(/^Get-MapiVirtualDirectory -Server 'EX01'/);
    expect(add?.command).toContain("(@($d.IISAuthenticationMethods) + 'OAuth')");
    expect(add?.undo).toContain('-IISAuthenticationMethods @($d.IISAuthenticationMethods)');
  });

  it('has no switch for ActiveSync, whose cmdlet has none', () => {
    const values = { virtualDirectory: '/Microsoft-Server-ActiveSync', server: 'EX01' };
    const commands = commandsOf(steps('bearer-challenge-missing', values, 'hma'));
    expect(commands.join('\n')).toContain("Get-ActiveSyncVirtualDirectory -Server 'EX01'");
    expect(commands.join('\n')).not.toContain('Set-');
  });
});
