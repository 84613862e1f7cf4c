import { describe, expect, it } from 'vitest';
import { languages, uiText } from '../../src/messages/language.js';
import { columns } from '../../src/report/columns.js';
import { renderFinding, renderStep, renderText } from '../../src/report/text.js';
import type { Finding, RuleId } from '../../src/types.js';
import { ruleValues } from '../messages/rule-values.js';
import { hostileValues, unsafe } from './hostile.js';
import { finding, flow, report } from './reports.js';

const plain = { lang: 'en', color: false } as const;
const echo = finding({
  rule: 'signed-in-without-bearer',
  severity: 'info',
  causedBy: 'spn-missing',
  values: { scheme: 'NTLM', host: 'mail.contoso.com' },
  evidence: [{ transaction: '9', where: 'status', quote: '200' }],
});
const refused = flow({ outcome: 'sign-in-failed' });
const sgr = /\p{Cc}\[[0-9;]*m/gu;

describe('renderText', () => {
  it('opens with the card where there is one, then proof, fix and story', () => {
    const text = renderText(report({ flows: [refused], findings: [finding()] }), plain);
    const order = [
      'error[spn-missing]',
      'https://mail.contoso.com/',
      'transaction 4',
      'Update-MgServicePrincipal',
      '#1 401 POST',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text.split('\n')[0]).toContain('https://mail.contoso.com/');
    expect(text.endsWith('\n')).toBe(true);
  });

  it('folds what a finding explains under it, in one entry without proof', () => {
    const text = renderText(report({ findings: [finding(), echo] }), plain);
    expect(text.indexOf('info[signed-in-without-bearer]')).toBeGreaterThan(text.indexOf('error[spn-missing]'));
    expect(text).not.toContain('transaction 9');
  });

  it('loses no finding: neither one whose cause is absent nor a chain nor a circle', () => {
    const chain = [finding({ rule: 'ssl-offload', causedBy: 'signed-in-without-bearer' }), echo, finding()];
    const circle = [
      finding({ rule: 'token-refused', causedBy: 'expired-token' }),
      finding({ rule: 'expired-token', causedBy: 'token-refused' }),
    ];
    const text = renderText(
      report({ findings: [...chain, ...circle, finding({ rule: 'sign-in-error', causedBy: 'interception-refused' })] }),
      plain,
    );
    for (const rule of [
      'ssl-offload',
      'signed-in-without-bearer',
      'spn-missing',
      'token-refused',
      'expired-token',
      'sign-in-error',
    ]) {
      expect(text).toContain(`[${rule}]`);
    }
  });

  it('is short on health and says so', () => {
    const text = renderText(report({ flows: [flow({ laterUses: 3 })] }), plain);
    expect(text.split('\n').length).toBeLessThan(6);
    expect(text).toContain(uiText('en').verdict.healthy(12));
  });

  it('says for how many a sign-in stands', () => {
    const flows = [flow({ times: 3 })];
    expect(renderText(report({ flows }), { ...plain, width: 200 })).toContain(uiText('en').alike(2));
    expect(renderText(report({ flows: [flow()] }), plain)).not.toContain('so went');
  });

  it.each([
    [{ name: 'OUTLOOK', pid: 4711 }, ', OUTLOOK (4711): '],
    [{ name: 'outlook' }, ', outlook: '],
    [{ pid: 4711 }, ', PID 4711: '],
  ])('names the program %j', (program, shown) => {
    expect(renderText(report({ flows: [flow({ program })] }), { ...plain, width: 200 })).toContain(shown);
  });

  it('does not call health a sign-in that did not succeed, and lists it first', () => {
    const flows = [flow(), flow({ id: '2', host: 'contoso.com', outcome: 'refused' })];
    const text = renderText(report({ flows }), plain);
    expect(text).not.toContain(uiText('en').verdict.healthy(12));
    expect(text.indexOf(' contoso.com')).toBeGreaterThan(0);
    expect(text.indexOf(' contoso.com')).toBeLessThan(text.indexOf('mail.contoso.com'));
  });

  it.each([
    [503, false],
    [456, false],
    [403, false],
    [401, true],
    [404, true],
    [451, true],
    [200, true],
  ])('calls a flow that ends open with %i healthy: %s', (status, healthy) => {
    const steps = [{ transaction: '1', leg: 'exchange', says: [], status }] as const;
    const text = renderText(report({ flows: [flow({ outcome: 'open', steps })] }), plain);
    expect(text.includes(uiText('en').verdict.healthy(12))).toBe(healthy);
  });

  it('does not call health what could not be judged', () => {
    const unknown = [{ rule: 'expired-token', missing: 'authorization', flows: ['1'] }] as const;
    const text = renderText(report({ unknown }), plain);
    expect(text).not.toContain(uiText('en').verdict.healthy(12));
    expect(text).toContain(uiText('en').parts.authorization.better.split(',')[0]);
    expect(text).toContain('expired-token');
  });

  it('says that there is nothing to diagnose first', () => {
    const nothing = finding({ rule: 'nothing-to-diagnose', severity: 'info', values: { transactions: '3' } });
    const text = renderText(report({ findings: [nothing] }), plain);
    expect(text.split('\n')[0]).not.toContain(uiText('en').verdict.healthy(12));
    expect(text.split('\n')[0]).toContain('Exchange');
  });

  it('does not call health a sign-in that was not captured', () => {
    const unseen = finding({ rule: 'sign-in-not-visible', severity: 'info', values: { host: 'mail.contoso.com' } });
    const text = renderText(report({ findings: [unseen] }), plain);
    expect(text).not.toContain(uiText('en').verdict.healthy(12));
    expect(text.split('\n')[0]).toContain('mail.contoso.com');
  });

  it('shows limits of capture and sources once each, an unknown code raw', () => {
    const source = { name: 'a.har', format: 'har', read: 3, skipped: 2, limits: ['truncated', 'odd-code'] };
    const capture = { transactions: 3, exchange: 3, signIn: 0, limits: ['truncated'] };
    const text = renderText(report({ sources: [source], capture }), plain);
    expect(text.split(uiText('en').import.limits.truncated).length).toBe(2);
    expect(text).toContain('odd-code');
    expect(text).toContain('a.har');
  });

  it('shows the first and the last steps of a long flow, all with verbose', () => {
    const [step] = flow().steps;
    if (!step) throw new TypeError('the builder has a step');
    const steps = Array.from({ length: 40 }, (_, index) => ({ ...step, transaction: String(index + 1) }));
    const long = report({ flows: [flow({ steps })], findings: [finding()] });
    const text = renderText(long, plain);
    expect(text).toContain('#1 401');
    expect(text).toContain('#40 401');
    expect(text).not.toContain('#20 401');
    expect(renderText(long, { ...plain, verbose: true })).toContain('#20 401');
  });

  it('says the same with colour as without', () => {
    const whole = report({ flows: [refused], findings: [finding(), echo] });
    const coloured = renderText(whole, { lang: 'en', color: true });
    expect(coloured).toMatch(sgr);
    expect(coloured.replace(sgr, '')).toBe(renderText(whole, plain));
  });

  it.each(languages)('keeps every line but commands within the width: %s', (lang) => {
    const findings = entriesOf(ruleValues).flatMap(([rule, all]) =>
      all.map((values) => finding({ rule, values, count: 3 })),
    );
    for (const width of [60, 80, 120]) {
      const text = renderText(report({ flows: [refused], findings, expect: 'hma' }), { lang, color: false, width });
      const wide = text.split('\n').filter((line) => columns(line) > width && !line.startsWith(' '.repeat(9)));
      expect(wide).toEqual([]);
    }
  });

  it.each(languages)('lets nothing hostile reach the terminal: %s', (lang) => {
    for (const [rule, [values = {}]] of entriesOf(ruleValues)) {
      for (const hostile of hostileValues) {
        const dirty: Finding = finding({
          rule,
          values: Object.fromEntries(Object.keys(values).map((name) => [name, hostile])),
          evidence: [{ transaction: hostile, where: hostile, quote: hostile }],
        });
        const step = {
          transaction: hostile,
          leg: 'exchange',
          method: hostile,
          target: hostile,
          sent: hostile,
          says: [hostile],
        } as const;
        const dirtyFlow = flow({ host: hostile, user: hostile, steps: [{ ...step, failure: hostile }] });
        const text = renderText(report({ findings: [dirty], flows: [dirtyFlow] }), { lang, color: false });
        expect(text).not.toMatch(unsafe);
        const wide = text.split('\n').filter((line) => columns(line) > 80 && !line.startsWith(' '.repeat(9)));
        expect(wide).toEqual([]);
      }
    }
  });
});

describe('renderFinding', () => {
  it('marks what may still turn round', () => {
    expect(renderFinding(finding({ certainty: 'provisional' }), plain)).toContain('(provisional');
    expect(renderFinding(finding(), plain)).not.toContain('provisional');
  });

  it('keeps commands whole however narrow the terminal', () => {
    const text = renderFinding(finding(), { ...plain, width: 40 });
    expect(text).toContain(`$sp = Get-MgServicePrincipal -Filter "AppId eq '00000002-0000-0ff1-ce00-000000000000'"\n`);
  });

  it('offers the switch only with the expectation', () => {
    const off = finding({ rule: 'flighting-disabled', values: { kind: 'user', subject: 'kaz@contoso.com' } });
    expect(renderFinding(off, plain)).not.toContain('OAuth2ClientProfileEnabled $true');
    expect(renderFinding(off, { ...plain, expect: 'hma' })).toContain('OAuth2ClientProfileEnabled $true');
  });
});

describe('renderStep', () => {
  const [step] = flow().steps;

  it('puts an exchange on one line in words of the wire', () => {
    expect(step && renderStep(step)).toBe(
      '401 POST mail.contoso.com/mapi/emsmdb  Bearer (empty) → Bearer, Negotiate · x-ms-diagnostics 4000000',
    );
  });

  it('shows a failure where there is no status', () => {
    const failed = {
      transaction: '2',
      leg: 'exchange',
      method: 'GET',
      target: 'mail.contoso.com/',
      says: [],
      failure: 'ECONNREFUSED',
    } as const;
    expect(renderStep(failed)).toBe('--- GET mail.contoso.com/  → ✗ ECONNREFUSED');
  });

  it('cuts to a width', () => {
    expect(step && columns(renderStep(step, { width: 40 }))).toBeLessThanOrEqual(40);
  });
});

function entriesOf<Value>(table: Readonly<Record<RuleId, Value>>): [RuleId, Value][] {
  return Object.entries(table) as [RuleId, Value][];
}
