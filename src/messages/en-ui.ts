import { importText } from './en-import.js';
import { plural } from './plural.js';
import type { OverviewText, UiText } from './ui-text.js';

const overview = {
  columns: {
    file: 'file',
    format: 'format',
    transactions: 'read',
    errors: 'err',
    warnings: 'warn',
    finding: 'leading finding',
  },
  unreadable: 'cannot be read',
  total: ({ files, errors, warnings, unreadable }) =>
    [
      `${plural(files, 'file')}: ${errors} with an error`,
      `${warnings} with a warning`,
      `${files - errors - warnings - unreadable} without either`,
      ...(unreadable > 0 ? [`${unreadable} not readable`] : []),
    ].join(', '),
} as const satisfies OverviewText;

/** The words of every view, in English. */
export const ui = {
  severity: { error: 'error', warning: 'warning', info: 'info' },
  certainty: { provisional: 'provisional: the sign-in may still succeed', certain: 'certain' },
  confidence: { high: 'certain', medium: 'probable', low: 'possible' },
  verdict: {
    broken: (title) => `What broke: ${title}`,
    warned: (title) => `Mind this: ${title}`,
    healthy: (transactions) => `Nothing is wrong: no fault was found in ${plural(transactions, 'transaction')}.`,
    unexplained: (transactions, attempts) =>
      `No fault was found in ${plural(transactions, 'transaction')}; ${plural(attempts, 'attempt')} did not succeed, which can be normal.`,
    unknown: 'No fault was found, but not everything could be judged: see "cannot be known" below.',
    more: (count) => `${plural(count, 'more finding')} below.`,
  },
  card: {
    proof: 'proof',
    meaning: 'what it means',
    fix: 'fix',
    verify: 'verify',
    next: 'if that does not help',
    more: 'read more',
    destructive: 'CAREFUL: this overwrites a setting or affects every user',
    undo: 'undo:',
    explains: 'this also explains:',
  },
  seen: (count) => `seen in ${plural(count, 'sign-in attempt')}`,
  transaction: (id) => `transaction ${id}`,
  crashed: (rule, message) =>
    `The rule ${rule} failed (${message}). This is a fault of hma-doctor: please report it. The other rules were applied.`,
  unknownHeading: 'cannot be known from this capture',
  unknownRules: (ids) => `not judged: ${ids}`,
  parts: {
    request: {
      missing: 'the requests',
      better: 'Save whole sessions, request and response, not only response headers.',
    },
    authorization: {
      missing: 'the Authorization headers (removed from the capture)',
      better: 'Export the HAR "with sensitive data", or run hma-doctor proxy, which cuts the secrets itself.',
    },
    'request-body': { missing: 'the request bodies', better: 'Record request bodies (post data) as well.' },
    response: { missing: 'the responses', better: 'Wait until the requests have ended before you save.' },
    'response-headers': {
      missing: 'the response headers',
      better: 'Save all response headers, with every WWW-Authenticate and x-ms-diagnostics line.',
    },
    'response-body': {
      missing: 'the response bodies',
      better: 'Save the bodies as well (in browsers: "HAR with content").',
    },
    time: { missing: 'the times', better: 'Use a format that keeps times, such as HAR.' },
    interception: {
      missing: 'whether a program that decrypts TLS stood between client and server (it breaks NTLM and Negotiate)',
      better: 'Record it at the client (NetLog, the browser), or in a format that names its program (SAZ, HAR).',
    },
  },
  import: importText,
  overview,
  storyHeading: 'the story',
  outcomes: {
    bearer: 'signed in with a token',
    'other-scheme': 'signed in, not with a token',
    'signed-in': 'signed in; how is not visible',
    anonymous: 'answered without credentials',
    refused: 'refused',
    failed: 'not reached',
    'sign-in-failed': 'the sign-in failed',
    open: 'not ended',
  },
  laterUses: (count) => `good for ${plural(count, 'more request')}`,
  alike: (count) => `so went ${plural(count, 'more sign-in')}`,
  moreSteps: (count) => `… ${plural(count, 'more step')} (-v shows all)`,
  moreFlows: (count) => `… ${plural(count, 'more sign-in attempt')} (-v shows all)`,
  expectations: {
    hma: 'Hybrid Modern Authentication is expected (--expect hma)',
    adfs: 'modern authentication with AD FS is expected (--expect adfs)',
    none: 'no modern authentication is expected (--expect none)',
  },
  exitHints: {
    0: 'Nothing at or above the --fail-on level was found.',
    1: 'There are findings at or above the --fail-on level.',
    2: 'The command line is not right: hma-doctor --help shows it.',
    3: 'The input could not be read at all.',
    4: 'Something failed while running, or on the network.',
    130: 'Interrupted.',
  },
  token: {
    title: 'Token, decoded and unverified',
    rows: {
      kind: 'kind',
      application: 'application',
      user: 'user',
      audience: 'audience (aud)',
      issuer: 'issuer',
      tenant: 'tenant',
      scopes: 'scopes',
      roles: 'roles',
      issuedAt: 'issued at',
      notBefore: 'valid from',
      expiresAt: 'expires at',
      signature: 'signature',
      defects: 'defects',
      header: 'header',
      claims: 'claims',
      actor: 'actor token',
    },
    kinds: {
      jws: 'signed JWT (JWS)',
      jwe: 'encrypted JWT (JWE): only the header can be read',
      payload: 'claims only, without header and signature',
      opaque: 'not a JWT: nothing can be read',
      cut: 'cut: parts are missing',
    },
    signatures: {
      present: 'present, not verified',
      empty: 'empty',
      placeholder: 'cut by hma-doctor, not verified',
      none: 'none',
    },
    expired: (at) => `expired at ${at}`,
    notYetValid: (at) => `not yet valid at ${at}`,
    valid: (at) => `valid at ${at}`,
    defect: (code, at) => `${code} at offset ${at}`,
  },
} as const satisfies UiText;
