import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailRefusals } from '../../src/knowledge/mail-refusals.js';
import { mailRefusalsInProse } from '../../src/parse/mail-refusal.js';
import { expectLinear, nastyRuns } from './linear.js';

const kinds = (text: string) => mailRefusalsInProse(text).map(({ kind }) => kind);

describe('refusals of SMTP AUTH, POP and IMAP', () => {
  it.each(mailRefusals.map((row) => [`${row.code ?? ''} ${row.text}`.trim(), row.kind] as const))(
    'knows: %s',
    (text, kind) => {
      expect(kinds(`Sending failed. ${text} Then the program gave up.`)[0]).toBe(kind);
    },
  );

  it('reads what was wrapped, and quotes the reply to the end of its sentence', () => {
    const [found] = mailRefusalsInProse(
      'Error:\n535 5.7.139 Authentication unsuccessful, basic authentication\n is disabled. [X]',
    );
    expect(found).toEqual({
      kind: 'basic-retired',
      protocol: 'smtp',
      code: '535 5.7.139',
      raw: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    });
  });

  it.each([
    'Authentication successful',
    'The 5.7.139 release of our program supports basic authentication.',
    '535 Incorrect authentication data',
    'How do I log in by POP?',
  ])('says nothing of: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void mailRefusalsInProse(`535 5.7.3${text}`)));
  });

  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => void mailRefusalsInProse(`535 5.7.3 ${run.repeat(n)}`));
  });
});
