/** Fixes that sound right and are not: none of them may be given. Checked on captures, in both languages. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import { languages, ruleText } from '../../../src/messages/language.js';
import type { FixStep } from '../../../src/messages/rule-texts.js';
import { sound } from '../../support/traffic.js';

const folder = resolve(import.meta.dirname, '../../../captures');

async function leadOf(name: string) {
  const diagnosis = createDiagnosis();
  const bytes = readFileSync(resolve(folder, name));
  for await (const raw of openCapture(memorySource(bytes, name)).transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const [lead] = sound(diagnosis.report()).findings;
  if (!lead) throw new Error(`nothing found in ${name}`);
  return lead;
}

/** Everything that a person would do or read, in both languages. */
async function adviceIn(name: string): Promise<string> {
  const { rule, values } = await leadOf(name);
  const pages = languages.map((lang) => {
    const { title, meaning, fix, verify, next } = ruleText(lang, rule);
    const steps: readonly FixStep[] = [...fix(values), ...verify(values)];
    const told = steps.flatMap(({ say, command = '' }) => [say, command]);
    return [title(values), meaning(values), ...told, next?.(values) ?? ''].join('\n');
  });
  return pages.join('\n');
}

const synchronise = /Entra Connect|Azure AD Connect|Start-ADSyncSyncCycle|synchroni[sz]e|ディレクトリ同期|同期して/i;
const addName = /ServicePrincipalNames|Update-MgServicePrincipal|add the SPN|SPN を追加/i;

describe('an unknown user', () => {
  const users = ['missing', 'cloud-only', 'wrong-account'].map((kind) => `unknown-user.${kind}.har`);

  it.each(users)('is in Entra ID already, as the token proves: no synchronisation in %s', async (name) => {
    expect(await adviceIn(name)).not.toMatch(synchronise);
  });

  it('is missing on the receiving side between servers, where synchronisation is the answer', async () => {
    const advice = await adviceIn('unknown-user.s2s.har');
    expect(advice).toMatch(synchronise);
    expect(advice).toContain('Get-Recipient');
  });

  it('has four different fixes', async () => {
    const names = [...users, 'unknown-user.s2s.har'];
    const found = await Promise.all(names.map(leadOf));
    const fixes = found.map(({ rule, values }) =>
      ruleText('en', rule)
        .fix(values)
        .map(({ say }) => say)
        .join('\n'),
    );
    expect(new Set(fixes).size).toBe(4);
    expect(found.map(({ values }) => values.kind)).toEqual(['missing', 'cloud-only', 'wrong-account', 's2s']);
  });
});

describe('an audience that does not fit', () => {
  it.each(['host', 'without-reason', 'resource'].map((kind) => `audience-mismatch.${kind}.har`))(
    'has its service principal name, since Entra ID issued a token for it: %s',
    async (name) => {
      expect(await adviceIn(name)).not.toMatch(addName);
    },
  );
});

describe('an unknown issuer', () => {
  it("of users' tokens leads to EvoSTS, and not to ACS or trusted_issuers", async () => {
    const advice = await adviceIn('invalid-issuer.user.har');
    expect(advice).toContain('EvoSTS');
    expect(advice).toMatch(/trusted_issuers lists is ACS, for servers: it proves nothing here/);
  });

  it('of tokens between servers leads to ACS, and leaves Outlook out of it', async () => {
    const advice = await adviceIn('invalid-issuer.s2s.har');
    expect(advice).toContain('ACS');
    expect(advice).not.toContain('EvoSTS');
    expect(advice).toContain("Outlook's own sign-in does not depend on it");
  });

  it('of another tenant changes the account, and no trust', async () => {
    const { rule, values } = await leadOf('invalid-issuer.foreign-tenant.har');
    const commands = ruleText('en', rule)
      .fix(values)
      .map(({ command }) => command ?? '');
    expect(commands.join('\n')).not.toMatch(/AuthServer/);
  });
});

describe('a missing permission', () => {
  it.each(['missing-permission.har', 'missing-permission.without-reason.har'])(
    'is not cured by signing in again: %s',
    async (name) => {
      const { rule, values } = await leadOf(name);
      const steps = ruleText('en', rule).fix(values);
      expect(steps.map(({ say }) => say).join('\n')).not.toMatch(/sign in again/i);
    },
  );
});
