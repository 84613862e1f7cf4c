import { describe, expect, it } from 'vitest';
import { type Lang, languages, ruleText } from '../../src/messages/language.js';
import type { RuleId, Values } from '../../src/messages/rule-texts.js';
import { cases, commandsOf, everyOutcome, expectations, sentenceParts, steps } from './cards.js';
import { ruleValues } from './rule-values.js';

const ids = Object.keys(ruleValues) as RuleId[];

/** What a missing value leaves behind. */
const gaps =
  /undefined|null|NaN|\[object|\s\s|\(\)|\[\]|（）|「」|『』|''|""|“”|\( | \)| [.,;:、。]|^\s|\s$|\n|[.,、。][.,、。]|[(（「『][.,、。)）]/;
const gapsOf = {
  en: /\b(?:of|the|an|than)[.,;:)]|\b(the|an?|of|for|from|to|with) \1\b/,
  ja: /(?:^|[。、（「『])[はがをのへ](?![かきくけこじずりろんっるてま])|[がをへ][がをへ]|は[がを]|[がをのへ]。/,
};

function readsWell(sentence: string, lang: Lang): boolean {
  const begins = lang !== 'en' || /^[A-Z]|^(?:mail|outlook|kaz)/.test(sentence);
  return begins && !gaps.test(sentence) && !gapsOf[lang].test(sentence) && /[.。]$|: .+$/.test(sentence);
}

describe.each(languages)('the texts in %s', (lang) => {
  it.each(ids)('read well with any of the values missing: %s', (id) => {
    const outcomes = (values: Values) => sentenceParts(id, lang).flatMap((part) => everyOutcome(values, part));
    const sentences = new Set(ruleValues[id].flatMap(outcomes));
    expect([...sentences].filter((sentence) => !readsWell(sentence, lang))).toEqual([]);
  });

  it('name what was seen', () => {
    const silent = cases.filter(({ id, values }) => {
      const title = ruleText(lang, id).title(values);
      const names = Object.entries(values).filter(([name]) => !['kind', 'reason', 'stage'].includes(name));
      return !names.some(([, value]) => title.includes(value));
    });
    expect(silent).toEqual([]);
  });
});

describe('a sentence with a gap', () => {
  it.each([
    ['en', 'The token of undefined is refused.'],
    ['en', 'The token of is  refused.'],
    ['en', 'Exchange refuses the token of.'],
    ['en', 'Exchange refuses the token ().'],
    ['en', 'Exchange refuses the token of "".'],
    ['en', 'Exchange , which is old, refuses.'],
    ['en', 'Exchange refuses the the token.'],
    ['en', 'Exchange refuses'],
    ['ja', 'は見つかりません。'],
    ['ja', '「」は見つかりません。'],
    ['ja', 'トークン（）は拒否されました。'],
    ['ja', 'トークンは拒否されました、。'],
    ['ja', 'トークンは拒否されました'],
  ] as const)('is known in %s: %s', (lang, sentence) => {
    expect(readsWell(sentence, lang)).toBe(false);
  });
});

describe('the commands', () => {
  /** The steps of a rule for every kind of its values. */
  const offered = (id: RuleId, under: typeof expectations, lang: Lang = 'en') =>
    ruleValues[id].flatMap((values) => under.flatMap((expectation) => steps(id, values, expectation, lang)));

  it.each(ids)('are the same in both languages: %s', (id) => {
    const bare = (lang: Lang) => offered(id, expectations, lang).map(({ say: _, ...step }) => step);
    expect(bare('ja')).toEqual(bare('en'));
  });

  it.each(ids)('switch nothing on unless --expect hma says so: %s', (id) => {
    const on =
      /OAuth2ClientProfileEnabled \$true|IsDefaultAuthorizationEndpoint \$true|-OAuthAuthentication \$true|'OAuth'/;
    const others = expectations.filter((expectation) => expectation !== 'hma');
    expect(offered(id, others).filter(({ command = '' }) => on.test(command))).toEqual([]);
  });

  it.each(ids)('are marked and have an undo where they move or overwrite: %s', (id) => {
    // To read the keys of an AuthServer again changes nothing that could be put back.
    const bare = (command = '') => command.replace(/Set-AuthServer -Identity \S+ -RefreshAuthMetadata/, '');
    const all = offered(id, expectations);
    const changing = all.filter(({ command }) =>
      /\b(?:Set|Update)-\w|reg (?:add|delete)|defaults write/.test(bare(command)),
    );
    expect(changing.filter(({ undo }) => undo === undefined)).toEqual([]);
    const moving = all.filter(({ command = '' }) => /Update-Mg|VirtualDirectory -Identity|\$true$/m.test(command));
    expect(moving.filter(({ destructive }) => destructive !== true)).toEqual([]);
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
