/**
 * What comes out of the situations that a hasty reader gets wrong, played by the lab's client through the proxy: the
 * error, its weight and its case, or silence.
 */
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { signIn } from '../../src/lab/client.js';
import type { Fault } from '../../src/lab/faults.js';
import { startLab } from '../../src/lab/lab.js';
import { leadingRules } from '../../src/lab/scenarios.js';
import { languages, ruleText } from '../../src/messages/language.js';
import type { Finding, RawTransaction, Report } from '../../src/types.js';
import { fiddlerSaz } from '../support/formats/fiddler-saz.js';
import { recordScenario, reportOn } from '../support/lab-run.js';
import { addSpn, changeDirectory, switchOn, synchronise } from '../support/wrong-fixes/words.js';
import { story } from './ask.js';

async function reportOf(fault: Fault): Promise<Report> {
  return reportOn(await recordScenario({ fault }));
}

/** All that is said of a finding, in both languages. */
function cardOf({ rule, values }: Finding): string {
  const cards = languages.map((lang) => {
    const text = ruleText(lang, rule);
    const steps = [...text.fix(values), ...text.verify(values)].flatMap(({ say, command = '' }) => [say, command]);
    return [text.title(values), text.meaning(values), ...steps].join('\n');
  });
  return cards.join('\n');
}

describe('through the proxy', () => {
  it.each<[string, Fault]>([
    ['modern authentication is off on purpose, and Negotiate gets in', 'hma-off'],
    ['a changed password, a prompt, a second factor', 'password-changed'],
    ['a start of Outlook with all that is strange in life', 'busy-start'],
  ])('%s: nothing leads, and nothing is to be switched on', async (_what, fault) => {
    const { findings } = await reportOf(fault);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    for (const finding of findings) expect(cardOf(finding)).not.toMatch(switchOn.pattern);
  });

  it('a start of Outlook has hundreds of transactions', async () => {
    const recorded = await recordScenario({ fault: 'busy-start' });
    const heads = recorded.map(({ response }) => String(response?.head));
    expect(recorded.length).toBeGreaterThan(480);
    expect(heads.filter((head) => head.startsWith('HTTP/1.1 401')).length).toBeGreaterThan(100);
    expect(recorded.filter(({ request }) => String(request?.head).includes('X-RequestType: Connect')).length).toBe(4);
  });

  it('Extended Protection refuses NTLM because of the proxy, and says so of every virtual directory', async () => {
    const { findings } = await reportOf('extended-protection');
    const leading = findings.filter(({ severity, causedBy }) => severity !== 'info' && !causedBy);
    expect(leading.map(({ rule, severity, values }) => [rule, severity, values.virtualDirectory])).toEqual(
      ['/EWS', '/OAB', '/mapi'].map((directory) => ['extended-protection-conflict', 'warning', directory]),
    );
    const told = findings.filter(({ severity, causedBy }) => severity !== 'info' && causedBy);
    expect(told.map(({ causedBy }) => causedBy)).toEqual(told.map(() => 'extended-protection-conflict'));
  });

  it('Extended Protection is told of a Fiddler archive as it is told live', async () => {
    const saved: RawTransaction[] = [];
    const archive = await fiddlerSaz(await recordScenario({ fault: 'extended-protection' }));
    for await (const raw of openCapture(memorySource(archive, 'run.saz')).transactions) saved.push(raw);
    const report = reportOn(saved);
    expect(leadingRules(report)).toEqual(['extended-protection-conflict']);
    expect(report.findings[0]?.values.tool).toBe('Fiddler');
  });

  it('Extended Protection lets the same client in where nothing stands in between', async () => {
    const lab = await startLab({ fault: 'extended-protection' });
    try {
      const ends = story(await signIn(lab)).filter((step) => !step.endsWith(' → 401'));
      expect(ends.map((step) => step.slice(-5))).toEqual(ends.map(() => '→ 200'));
      expect(ends.join()).toContain('/mapi/emsmdb/');
    } finally {
      await lab.close();
    }
  });

  it('a missing name is added where it is the public one, and nowhere else', async () => {
    const cards: string[] = [];
    for (const fault of ['spn-missing', 'spn-missing-internal-name', 'spn-missing-foreign-tenant'] as const) {
      const [finding] = (await reportOf(fault)).findings;
      cards.push(finding ? cardOf(finding) : '');
    }
    expect(new Set(cards).size).toBe(3);
    expect(cards.map((card) => addSpn.pattern.test(card))).toEqual([true, false, false]);
  });

  it('an unknown user has four cases, and no user with a token is synchronised to Entra ID', async () => {
    const faults = ['', '-cloud-only', '-wrong-account', '-server-to-server'].map(
      (end) => `unknown-user${end}` as Fault,
    );
    const cards: string[] = [];
    for (const fault of faults) cards.push(...(await reportOf(fault)).findings.slice(0, 1).map(cardOf));
    expect(new Set(cards).size).toBe(4);
    for (const card of cards.slice(0, 3)) expect(card).not.toMatch(synchronise.pattern);
  });

  it('one of three servers without OAuth is told of, without a name that nobody saw', async () => {
    const report = await reportOf('one-server-without-oauth');
    expect(leadingRules(report)).toEqual(['servers-disagree']);
    expect(report.findings[0]).toMatchObject({
      severity: 'error',
      values: { kind: 'unnamed', virtualDirectory: '/mapi' },
    });
    expect(Object.keys(report.findings[0]?.values ?? {})).not.toContain('server');
  });

  it.each<[Fault, string]>([
    ['password-changed-prompt-refused', 'revoked-grant'],
    ['federation-trust-broken', 'federation-trust-broken'],
  ])('%s is one error, whatever was tried after it', async (fault, rule) => {
    const { findings } = await reportOf(fault);
    const errors = findings.filter(({ severity }) => severity !== 'info');
    expect(errors.map((finding) => [finding.rule, finding.severity])).toEqual([[rule, 'error']]);
  });

  it.each<Fault>(['authorization-header-stripped', 'token-too-large-for-device', 'front-end-unavailable'])(
    '%s is the device’s, and no virtual directory is changed for it',
    async (fault) => {
      const report = await reportOf(fault);
      expect(leadingRules(report)).toEqual([fault]);
      expect(report.findings[0]?.severity).toBe('error');
      for (const finding of report.findings) expect(cardOf(finding)).not.toMatch(changeDirectory.pattern);
    },
  );
});
