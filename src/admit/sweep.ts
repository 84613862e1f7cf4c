import { passwordPlaceholder } from '../parse/placeholder.js';
import { standalone } from '../parse/standalone.js';
import { basicUser, redactBasic, redactCredentials, redactNtlm } from './authorization.js';
import { isCalm } from './calm.js';
import { redactCookies, redactSetCookie } from './cookie.js';
import { isPlaceholder } from './ledger.js';
import { limits } from './memo.js';
import { redactParameter } from './parameter.js';
import { isPasswordName } from './parameter-name.js';
import type { Redaction } from './redaction.js';
import { decodeJsonObject, looksRandom } from './shape.js';
import { looksLikeJwt, redactToken } from './token.js';

/**
 * Text that stays is swept: pasted prose, error texts, header values, log lines. Secrets are told by what stands before
 * them (`Bearer`, `password=`, `Cookie:`) or by their shape. Every pattern begins at a fixed word and consumes what it
 * looks at, so that the whole runs in linear time.
 */
type Pass = (redaction: Redaction, text: string) => string;

const passes: readonly Pass[] = [
  sweepKeys,
  sweepCookies,
  sweepAuthorizations,
  sweepSchemes,
  sweepTokens,
  sweepParameters,
  sweepUserInformation,
  sweepCommands,
  sweepAssignments,
  sweepTickets,
  sweepRuns,
];

const schemeMark = /bearer|basic|ntlm|negotiate/i;
const commandMark = /(?:^|\s)(?:--?[up]|--?client|\/p|\/client)|securestring/i;

/** Cuts every secret of a free text that can be told as one. The rest keeps its bytes. */
export function sweepText(redaction: Redaction, text: string): string {
  if (text.length < 6 || isCalm(text) || isPlaceholder(text)) return text;
  if (text.length > limits.sweptLength) return sweepFully(redaction, text);
  if (redaction.swept.get(text)) return text;
  const shown = sweepFully(redaction, text);
  if (shown === text) redaction.swept.set(standalone(text), true);
  return shown;
}

/** The same for a text of which nobody knows whether there is anything in it. */
export function sweepFully(redaction: Redaction, text: string): string {
  return passes.reduce((swept, pass) => pass(redaction, swept), text);
}

function sweepKeys(redaction: Redaction, text: string): string {
  if (!text.includes('-----BEGIN ')) return text;
  // Up to the next line of dashes, or to the end where the paste stops inside.
  return text.replace(
    /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----\s?)([^-]*(?:-(?!----)[^-]*)*)/g,
    (_, begin: string, body: string) => {
      const core = body.trim();
      return body === core
        ? begin + redaction.cut('key', core)
        : begin + body.replace(core, () => redaction.cut('key', core));
    },
  );
}

function sweepCookies(redaction: Redaction, text: string): string {
  if (!/cookie/i.test(text)) return text;
  const cut = (all: string, before: string, value: string) => {
    if (!/^\s*[^\s=;]+=/.test(value)) return all; // prose about cookies
    return before + (/^set/i.test(before) ? redactSetCookie(redaction, value) : redactCookies(redaction, value));
  };
  return text
    .replace(/((?:set-)?cookie2?\\?["']\s?[:=,]\s?\\?["'])((?:[^"'\\\r\n]|\\[^\r\n])*)/gi, cut)
    .replace(/((?:set-)?cookie2?\s?[:=→])([^\r\n"']*(?:["'](?!\s|$)[^\r\n"']*)*)/gi, cut);
}

// The four usual schemes are found wherever they stand; the others only behind the header's name.
function sweepAuthorizations(redaction: Redaction, text: string): string {
  if (!/authorization/i.test(text)) return text;
  return text.replace(
    /(authorization\\?["']?\s?[:=→]\s?\\?["']?(?!bearer|basic|ntlm|negotiate)([a-z][a-z0-9-]{1,31}) )([^\r\n]+)/gi,
    (all, before: string, scheme: string, rest: string) =>
      /^(?:digest|pop|hawk|dpop|mac|aws4-hmac-sha256|sharedkey\w*|hmac\w*|token|apikey|scram\S*|oauth|gnap|wrap|nego2|kerberos)$/i.test(
        scheme,
      )
        ? before + redactCredentials(redaction, scheme, rest)
        : all,
  );
}

function sweepSchemes(redaction: Redaction, text: string): string {
  if (!schemeMark.test(text)) return text;
  return text.replace(
    /(authorization\\?["']?\s?[:=→]\s?\\?["']?)?\b(bearer|basic|ntlm|negotiate)(\s+|%20|\+)([A-Za-z0-9._~+/-]+=*)/gi,
    (all: string, label: string | undefined, scheme: string, gap: string, run: string) => {
      const redacted = schemeRun(redaction, scheme.toLowerCase(), run, label !== undefined);
      return redacted === run ? all : `${label ?? ''}${scheme}${gap}${redacted}`;
    },
  );
}

function schemeRun(redaction: Redaction, scheme: string, run: string, certain: boolean): string {
  if (isPlaceholder(run)) return run;
  if (scheme === 'basic' && basicUser(run) !== undefined && run.length >= 4) return redactBasic(redaction, run);
  if (scheme === 'bearer' && looksLikeJwt(run)) return redactToken(redaction, run);
  if (scheme !== 'bearer' && /^(?:TlRM|YI|o[XY])./.test(run) && run.length >= 12) return redactNtlm(redaction, run);
  if (/^[a-z_]{2,24}=?$/i.test(run) && !(certain && looksRandom(run, 8))) return run; // a word, or a parameter's name
  if (!certain && !looksRandom(run, 12)) return run;
  return redactCredentials(redaction, scheme, run);
}

// Always consumes the run it begins at; a run that is no token falls to the later passes.
function sweepTokens(redaction: Redaction, text: string): string {
  if (!text.includes('eyJ')) return text;
  return text.replace(/eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)*/g, (run) => {
    const token = withoutFullStop(run);
    return looksLikeJwt(token) ? redactToken(redaction, token) + run.slice(token.length) : run;
  });
}

// A token may end with an empty part (`alg: none`); behind three parts a full stop is the sentence's.
function withoutFullStop(run: string): string {
  let end = run.length;
  while (run[end - 1] === '.') end--;
  const bare = run.slice(0, end);
  return bare.split('.', 3).length === 3 ? bare : run;
}

function sweepParameters(redaction: Redaction, text: string): string {
  if (!text.includes('=')) return text;
  return text.replace(
    /([?&#](?:amp;)?)([\w.%$-]+)=([^&#\s"'<>]*)/g,
    (_, mark: string, name: string, value: string) =>
      `${mark}${name}=${/^code$/i.test(name) && /^\d{1,7}$/.test(value) ? value : redactParameter(redaction, 'query', name, value)}`,
  );
}

function sweepUserInformation(_redaction: Redaction, text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/(:\/\/[^\s/?#@:"'<>]*:)([^\s/?#"'<>]*)@/g, `$1${passwordPlaceholder}@`);
}

// curl -u user:password, --proxy-user, -Password x, ConvertTo-SecureString "x"
function sweepCommands(_redaction: Redaction, text: string): string {
  if (!commandMark.test(text)) return text;
  return text
    .replace(/((?:^|\s)(?:-u|-U|--user|--proxy-user)[ =]["']?[^\s:"']{1,256}:)[^\s"']+/g, `$1${passwordPlaceholder}`)
    .replace(
      /((?:^|\s)(?:--?|\/)(?:password|passwd|pwd|pass|passphrase|client-secret)[ :=]|ConvertTo-SecureString (?:-String )?)("[^"\r\n]*"|'[^'\r\n]*'|[^\s"'$(-][^\s"']*)/gi,
      (_, before: string, value: string) => {
        const quote = /^["']/.exec(value)?.[0] ?? '';
        return `${before}${quote}${passwordPlaceholder}${quote}`;
      },
    );
}

const assignment =
  /((password|passwd|passphrase|passcode|pwd|\b(?:otp|otc|pin)\b|client_?secret|refresh_?token|access_?token|id_?token|client_assertion|assertion|samlresponse|session_?key|x-api-key|api_?key|x-auth-token|x-owa-canary|ocp-apim-subscription-key|x-ms-refreshtokencredential|x-ms-devicecredential|\bcode|\bwresult|\bsecret)\\?["']?\s?[:=>→]\s?)(?:(\\?["'])((?:[^"'\\\r\n]|\\[^\r\n"']|\\["'](?=[^\s,;}\])"']))*)|([^\s&;,"'<>\\]+))/gi;

function sweepAssignments(redaction: Redaction, text: string): string {
  if (!/[=:>→]/.test(text)) return text;
  return text.replace(
    assignment,
    (all: string, before: string, name: string, quote: string | undefined, quoted?: string, bare?: string) => {
      const value = quoted ?? bare ?? '';
      if (/^code$/i.test(name) && !looksRandom(value, 16)) return all;
      return before + (quote ?? '') + assigned(redaction, name, value);
    },
  );
}

function assigned(redaction: Redaction, name: string, value: string): string {
  if (value === '' || isPlaceholder(value) || value.endsWith(passwordPlaceholder)) return value;
  if (looksLikeJwt(value)) return redactToken(redaction, value);
  return isPasswordName(name) ? passwordPlaceholder : redaction.cut('token', value);
}

// Refresh tokens of personal accounts: M.C543_BAY.0.U.-Cg7…*!$
function sweepTickets(redaction: Redaction, text: string): string {
  if (!text.includes('M.')) return text;
  return text.replace(/\bM\.[A-Z]\d{3}_[A-Z0-9]{2,5}\.[^\s"'&<>,;]+/g, (run) => redaction.cut('token', run));
}

function sweepRuns(redaction: Redaction, text: string): string {
  if (text.length < 40) return text;
  return text.replace(/[A-Za-z0-9_+/~-]{40,}={0,2}/g, (run) => (isOpaque(run) ? redaction.cut('token', run) : run));
}

function isOpaque(run: string): boolean {
  if (run.includes('REDACTED-') || !/[a-z]/.test(run) || !/[A-Z]/.test(run)) return false;
  if (run.startsWith('TlRMTVNT')) return true;
  return looksRandom(run, 40) && decodeJsonObject(run) === undefined && !isRedactedBasic(run);
}

function isRedactedBasic(run: string): boolean {
  return Buffer.from(run, 'base64').toString('latin1').endsWith(`:${passwordPlaceholder}`);
}
