import { describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/language.js';
import type { Values } from '../../src/messages/rule-texts.js';
import { shownValues } from '../../src/report/card.js';
import { hostileValues, unsafe } from '../report/hostile.js';
import { cases, everyCommand, everyOutcome, namesRead, sentenceParts } from './cards.js';
import { commandNamed, commandRows } from './cmdlets.js';
import { parseCommand } from './powershell-grammar.js';

/** Of every rule, with the values of every kind and any of them missing, each once. */
const commands = new Set(
  cases.flatMap(({ id, values }) => everyOutcome(values, (some) => [...everyCommand(id, some)])),
);

/** What is wrong with a command, if anything. */
function fault(command: string): string | undefined {
  try {
    parseCommand(command);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

describe('the commands of all cards', () => {
  it('parse, and call nothing but what is on the list', () => {
    expect(commands.size).toBeGreaterThan(150);
    expect([...commands].map(fault).filter((found) => found !== undefined)).toEqual([]);
  });

  it('use every row of the list and every parameter in it, and no other parameter', () => {
    const calls = [...commands].flatMap(parseCommand).filter(({ name }) => commandNamed(name)?.kind === 'cmdlet');
    const used = calls.flatMap(({ name, parameters }) => [name, ...parameters.map((each) => `${name} -${each}`)]);
    const rows = commandRows.filter(({ kind }) => kind === 'cmdlet');
    const listed = rows.flatMap(({ name, parameters }) => [name, ...parameters.map((each) => `${name} -${each}`)]);
    expect([...new Set(used)].sort()).toEqual(listed.sort());
    const programs = commandRows.filter(({ kind }) => kind === 'program').map(({ name }) => name);
    expect(programs.filter((name) => ![...commands].some((command) => startsWith(command, name)))).toEqual([]);
  });

  it('are of modules of today', () => {
    for (const command of commands)
      expect(command).not.toMatch(/\b[A-Z][a-z]+-(?:Msol|AzureAD(?!Connect))|@\{ ?(?:Add|Remove) ?=/i);
    for (const { module } of commandRows) expect(module).not.toMatch(/^(?:MSOnline|AzureAD|AzureADPreview)$/i);
  });
});

function startsWith(command: string, name: string): boolean {
  return command.split('\n').some((line) => line.startsWith(`${name} `));
}

describe('the list of cmdlets', () => {
  it('names each once, with its source', () => {
    const names = commandRows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { source } of commandRows) expect(source).toMatch(/^https:\/\/[a-z.]+\/[\w./-]+$/);
  });
});

describe('the grammar of commands', () => {
  it.each([
    ['a quote that stays open', "Get-User -Identity 'kaz"],
    ['a double quote that stays open', 'Start-Process "https://contoso.com/'],
    ['a bracket that stays open', 'Set-AuthConfig -NewCertificateEffectiveDate (Get-Date'],
    ['a brace that stays open', 'foreach ($d in $before) { Get-User -Identity $d'],
    ['a brace too many', 'Get-AuthServer }'],
    ['brackets that cross', 'Get-AuthServer | Where-Object { (Get-Date} )'],
    ['a cmdlet that is not on the list', "Remove-Mailbox -Identity 'kaz@contoso.com'"],
    ['a cmdlet of a retired module', 'Connect-MsolService'],
    ['one behind a pipe', 'Get-AuthServer | Remove-AuthServer'],
    ['one behind a semicolon', 'Get-AuthServer; Remove-AuthServer'],
    ['one inside brackets', 'Get-User -Identity (Remove-AuthServer)'],
    ['one in the other letters', 'get-authserver'],
    ['a pipe into nothing', 'Get-AuthServer | '],
    ['an assignment of nothing', '$before = '],
    ['a backtick', 'Get-AuthServer `\n| Format-List'],
    ['a call operator', "& 'notepad.exe'"],
    ['a redirection', 'Get-AuthServer > kept.txt'],
    ['an expression inside double quotes', 'Start-Process "https://$(Get-Date)/"'],
    ['a quote that reads as a quote and is none of ASCII', 'Get-User -Identity \u2018kaz\u2019'],
    ['a parameter without its name', 'Get-User - kaz'],
    ['an else without its block', "if ($a -eq 1) { throw 'no' } else Get-Date"],
    ['a condition without brackets', "if $a -eq 1 { throw 'no' }"],
    ['an operator without its right side', '$names = $a +'],
    ['a variable that is called', '$kept(1)'],
    ['nothing', ''],
  ])('refuses %s', (_what, command) => {
    expect(fault(command)).toBeDefined();
  });

  it.each([
    ['a placeholder where a value belongs', 'Get-User -Identity <user>', [['Get-User', 'Identity']]],
    ['a pipeline', 'Get-AuthServer | Format-List Name,Realm', [['Get-AuthServer'], ['Format-List']]],
    ['a call inside brackets', '(Get-AuthConfig).ServiceName', [['Get-AuthConfig']]],
    [
      'a switch with its value',
      'Update-MgUser -UserId <user> -AccountEnabled:$false',
      [['Update-MgUser', 'UserId', 'AccountEnabled']],
    ],
    ['a program with its own form of options', 'reg query HKCU\\Software /v Name', [['reg']]],
  ])('reads %s', (_what, command, expected) => {
    expect(parseCommand(command).map(({ name, parameters }) => [name, ...parameters])).toEqual(expected);
  });
});

/** Each holds the name of a cmdlet that no card calls, so that it is found wherever it comes through. */
const planted = [
  ...hostileValues,
  '\u2018; Remove-Mailbox *; \u2018',
  '"; Remove-Mailbox *; "',
  'Remove-Mailbox`n',
  'Remove-Mailbox|more',
  'Remove-Mailbox'.padEnd(300, 'x'),
  '\u5168\u54e1Remove-Mailbox',
  'Remove-Mailbox\r\n',
  'https://contoso.com/Remove-Mailbox',
  'https://contoso.com\\Remove-Mailbox/',
];

describe('a hostile value', () => {
  /** The values with each that is read replaced by each of these, and with all replaced but the kind. */
  const plant = (hostile: readonly string[], values: Values, render: (values: Values) => unknown) => {
    const names = namesRead(values, render);
    return hostile.flatMap((value) => [
      ...names.map((name) => ({ ...values, [name]: value })),
      Object.fromEntries(names.map((name) => [name, name === 'kind' ? (values.kind ?? value) : value])),
    ]);
  };

  it('enters no command, which all still parse', () => {
    const found = new Set(
      cases.flatMap(({ id, values }) => {
        const render = (some: Values) => [...everyCommand(id, some)];
        return plant(planted, values, render).flatMap(render);
      }),
    );
    expect([...found].filter((command) => command.includes('Remove-Mailbox'))).toEqual([]);
    expect([...found].map(fault).filter((why) => why !== undefined)).toEqual([]);
  });

  it.each(languages)('shows nothing that moves a cursor on the card (%s)', (lang) => {
    const shown = ['\x1b]0;title\x07', 'one\r\ntwo', '\u202eliam\x9b31m'].map(
      (value) => shownValues({ value }).value ?? '',
    );
    const said = cases.flatMap(({ id, values }) =>
      sentenceParts(id, lang).flatMap((part) => plant(shown, values, part).flatMap(part)),
    );
    expect([...new Set(said)].filter((sentence) => unsafe.test(sentence) || sentence.includes('\n'))).toEqual([]);
  });
});
