import { readFile } from 'node:fs/promises';
import type { SecureContext } from 'node:tls';
import { domainToASCII } from 'node:url';
import { isDnsName } from '../../certificates/host-list.js';
import { checkOwnCertificate, type OwnCertificate, readOwnCertificate } from '../../certificates/own-certificate.js';
import { HmaError, sentence } from '../../errors.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { printable } from '../../report/printable.js';
import { askHidden } from '../hidden-prompt.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { readPasswordFile } from '../password-file.js';

/** Servers' own certificates by host, lower case. */
export type OwnCertificates = ReadonlyMap<string, SecureContext>;

/**
 * Reads `--certs HOST=FILE`: certificates that are shown in place of our own, so that what is bound to the server's
 * certificate (Extended Protection) stays whole. Passwords come from `--password-file`, else from the terminal.
 *
 * @throws {HmaError} ERR_USAGE or ERR_CERTIFICATES, with the host and the file.
 */
export async function readOwnCertificates(options: Options, io: Io): Promise<OwnCertificates> {
  const given = options.certs.map(parse);
  const { passwordFile } = options;
  const known = given.length > 0 && passwordFile !== undefined ? await readPasswordFile(passwordFile, options, io) : [];
  const read: [string, SecureContext][] = [];
  for (const { host, file } of given) {
    try {
      const own = await unlock(await readFile(file), file, known, options, io);
      checkOwnCertificate(own, host, new Date(io.clock()));
      read.push([host, own.secureContext]);
    } catch (cause) {
      throw refused(host, file, cause);
    }
  }
  return new Map(read);
}

function parse(given: string): { readonly host: string; readonly file: string } {
  const at = given.indexOf('=');
  const host = domainToASCII(given.slice(0, Math.max(at, 0)).toLowerCase());
  const file = given.slice(at + 1);
  if (isDnsName(host) && file !== '') return { host, file };
  throw new HmaError(
    'ERR_USAGE',
    sentence`--certs "${given}" is not HOST=FILE. Write it as mail.contoso.com=mail.pfx.`,
  );
}

// Without a password first: many files have none. What was typed once may fit the next file, too.
async function unlock(bytes: Buffer, file: string, known: string[], options: Options, io: Io): Promise<OwnCertificate> {
  for (const password of [undefined, ...known]) {
    const own = readOwnCertificate(bytes, password);
    if (own !== 'locked') return own;
  }
  const words = sessionText(chooseLanguage(options.lang, io.env));
  for (let again = known.length > 0; io.stdin.isTTY === true; again = true) {
    const question = `${again ? `${words.wrongPassword} ` : ''}${words.password(printable(file))} `;
    const typed = await askHidden(question, io, sentence`No password was given.`);
    if (typed === '') break;
    const own = readOwnCertificate(bytes, typed);
    if (own === 'locked') continue;
    known.unshift(typed);
    return own;
  }
  const reason = known.length > 0 ? sentence`no given password fits` : sentence`it needs a password`;
  throw new HmaError(
    'ERR_CERTIFICATES',
    sentence`${reason}. Give it with --password-file FILE, or start at a terminal, which asks`,
  );
}

function refused(host: string, file: string, cause: unknown): HmaError {
  const reason =
    cause instanceof HmaError
      ? cause.sentence
      : sentence`it cannot be read (${String((cause as NodeJS.ErrnoException).code)})`;
  if (cause instanceof HmaError && cause.code === 'ERR_USAGE') return cause;
  return new HmaError('ERR_CERTIFICATES', sentence`Cannot show "${file}" as the certificate of ${host}: ${reason}.`, {
    cause,
  });
}
