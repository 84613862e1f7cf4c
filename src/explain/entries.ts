import { aadsts } from '../knowledge/aadsts.js';
import { acceptedPermissions } from '../knowledge/accepted-permissions.js';
import { applications } from '../knowledge/applications.js';
import { claims } from '../knowledge/claims.js';
import { clientSwitches } from '../knowledge/client-switches.js';
import { cloudHosts } from '../knowledge/clouds.js';
import { refusalCategories, refusalReasons } from '../knowledge/diagnostics.js';
import { headers } from '../knowledge/headers.js';
import { mailRefusals } from '../knowledge/mail-refusals.js';
import { msisErrors } from '../knowledge/msis.js';
import { responseCodes } from '../knowledge/response-codes.js';
import { statusCodes } from '../knowledge/status-codes.js';
import { virtualDirectories } from '../knowledge/virtual-directories.js';
import { rules } from '../rules/index.js';
import { type Entry, entry, type Fact } from './entry.js';

/** Every entry of the offline dictionary. Builds are not listed: each is looked up by its numbers. */
export function allEntries(): readonly Entry[] {
  return [
    ...rules.map(ruleEntry),
    ...diagnosticsEntries(),
    ...aadstsEntries(),
    ...msisErrors.map((row) =>
      entry('adfs', row.msis, row, { rules: [row.rule], values: kindOf(row), facts: [['name', row.name]] }),
    ),
    ...applications.map((row) =>
      entry('application', row.id, row, {
        also: [row.name],
        facts: [
          ['name', row.name],
          ['role', row.role],
        ],
      }),
    ),
    ...headers.map((row) => entry('header', row.name, row, { facts: [['from', row.from]] })),
    ...claims.map((row) => entry('claim', row.name, row, { facts: [['tokens', row.tokens.join(', ')]] })),
    ...virtualDirectories.map(virtualDirectoryEntry),
    ...responseCodes.map((row) =>
      entry('response-code', `X-ResponseCode ${row.code}`, row, {
        also: [row.name],
        rules: row.kind === 'success' ? [] : ['mapi-error'],
        facts: [['name', row.name]],
      }),
    ),
    ...statusCodes.map((row) =>
      entry('status-code', `HTTP ${row.code}`, row, {
        also: [String(row.code)],
        facts: [fact('protocol', row.protocol), ['effect', row.meaning]],
      }),
    ),
    ...clientSwitches.map((row) =>
      entry('client-switch', row.name, row, {
        facts: [
          ['place', row.place],
          ['value', row.value],
          ['effect', row.effect],
        ],
      }),
    ),
    ...mailRefusals.map((row) =>
      entry('mail-refusal', row.code ?? row.text, row, {
        also: [row.text, ...(row.code ? [row.code.split(' ')[1] ?? ''] : [])],
        rules: mailRules[row.kind] ?? [],
        values: { kind: 'mail', protocol: row.protocol },
        facts: [
          ['says', row.text],
          ['protocol', row.protocol],
        ],
      }),
    ),
    ...cloudHosts.map((row) =>
      entry('cloud-host', row.host, row, {
        facts: [
          ['cloud', row.cloud],
          ['role', row.role],
        ],
      }),
    ),
  ];
}

const mailRules: Readonly<Record<string, Entry['rules']>> = {
  'basic-retired': ['basic-auth-retired'],
  'smtp-off-tenant': ['protocol-disabled'],
  'smtp-off-mailbox': ['protocol-disabled'],
};

function ruleEntry({ id, references, needs }: (typeof rules)[number]): Entry {
  return {
    kind: 'rule',
    key: id,
    also: [],
    rules: [id],
    values: {},
    facts: needs.length === 0 ? [] : [['needs', needs.join(', ')]],
    sources: references,
  };
}

function diagnosticsEntries(): Entry[] {
  const categories = refusalCategories.map((row) =>
    entry('diagnostics', String(row.code), row, {
      also: [row.category],
      rules: [row.rule],
      facts: [['category', row.category]],
    }),
  );
  const reasons = refusalReasons.map((row) =>
    entry('reason', row.template, row, { rules: [row.rule], values: kindOf(row), facts: [['category', row.category]] }),
  );
  return [...categories, ...reasons];
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

function virtualDirectoryEntry(row: (typeof virtualDirectories)[number]): Entry {
  const accepted = acceptedPermissions.find(({ protocol }) => protocol === row.protocol);
  return entry('virtual-directory', `/${row.segment}`, row, {
    also: [row.name, row.protocol],
    facts: [
      ['protocol', row.protocol],
      fact('profiles', accepted?.profiles.join(', ')),
      fact('scopes', accepted && (accepted.scopes === '*' ? '*' : accepted.scopes.join(', '))),
    ],
  });
}

function kindOf({ kind }: { readonly kind?: string }): Readonly<Record<string, string>> {
  return kind === undefined ? {} : { kind };
}

function fact(name: Fact[0], value: string | undefined): Fact | undefined {
  return value === undefined ? undefined : [name, value];
}
