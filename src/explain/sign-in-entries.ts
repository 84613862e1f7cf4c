import { aadsts } from '../knowledge/aadsts.js';
import { refusalCategories, refusalReasons, serverMessages } from '../knowledge/diagnostics.js';
import { issuers } from '../knowledge/issuers.js';
import { mailRefusals } from '../knowledge/mail-refusals.js';
import { msisErrors } from '../knowledge/msis.js';
import { type Entry, entry, kindOf } from './entry.js';

/** What refuses a sign-in, and in which words: Exchange, Entra ID, AD FS, mail servers; and who issues tokens. */
export function signInEntries(): Entry[] {
  return [
    ...diagnosticsEntries(),
    ...aadstsEntries(),
    ...msisErrors.map((row) =>
      entry('adfs', row.msis, row, { rules: [row.rule], values: kindOf(row), facts: [['name', row.name]] }),
    ),
    ...mailRefusals.map((row) =>
      entry('mail-refusal', row.code ?? row.text, row, {
        also: [row.text, ...(row.code ? [row.code.split(' ')[1] ?? ''] : [])],
        recognises: (text) => row.pattern.test(text),
        rules: mailRules[row.kind] ?? [],
        values: { kind: 'mail', protocol: row.protocol },
        facts: [
          ['says', row.text],
          ['protocol', row.protocol],
        ],
      }),
    ),
    ...issuers.map((row) =>
      entry('issuer', row.example, row, {
        recognises: (text) => row.issuer.test(text),
        facts: [['issuer', row.kind]],
      }),
    ),
  ];
}

const mailRules: Readonly<Record<string, Entry['rules']>> = {
  'basic-retired': ['basic-auth-retired'],
  'smtp-off-tenant': ['protocol-disabled'],
  'smtp-off-mailbox': ['protocol-disabled'],
};

function diagnosticsEntries(): Entry[] {
  const categories = refusalCategories.map((row) =>
    entry('diagnostics', String(row.code), row, {
      also: [row.category],
      rules: [row.rule],
      facts: [['category', row.category]],
    }),
  );
  const reasons = refusalReasons.map((row) =>
    entry('reason', row.template, row, {
      recognises: (text) => row.reason.test(text),
      rules: [row.rule],
      values: kindOf(row),
      facts: [['category', row.category]],
    }),
  );
  const messages = serverMessages.map((row) =>
    entry('reason', row.template, row, {
      recognises: (text) => row.message.test(text),
      rules: row.rule === undefined ? [] : [row.rule],
    }),
  );
  return [...categories, ...reasons, ...messages];
}

function aadstsEntries(): Entry[] {
  return aadsts.map((row) =>
    entry('aadsts', `AADSTS${row.code}`, row, {
      also: [String(row.code), row.name],
      rules: row.quiet ? [] : [row.rule],
      values: { ...kindOf(row), code: String(row.code) },
      facts: [['name', row.name], ...(row.quiet ? [['effect', 'quiet'] as const] : [])],
    }),
  );
}
