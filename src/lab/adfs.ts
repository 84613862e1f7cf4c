import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { entraHosts, type Person, personNamed } from './contoso.js';
import type { EntraSettings } from './settings.js';
import { type LabRequest, listen, type Reply } from './wire.js';

/** What AD FS says of a sign-in. Of its signature no more is simulated than the certificate that it names. */
export interface Assertion {
  readonly person: Person;
  /** The number of the signing certificate. */
  readonly signedWith: number;
}

/**
 * A simulated AD FS: it knows everybody who asks (as with Kerberos inside of the company), and sends them back to Entra
 * with a page that posts itself.
 */
export function createFederation(settings: () => EntraSettings): RequestListener {
  return listen(async (request) => {
    const person = personNamed(request.query.get('username') ?? '');
    const { federation } = settings();
    if (request.path !== '/adfs/ls/' || !person || !federation) return page(404, 'Not Found', '');
    const assertion = writeAssertion({ person, signedWith: federation.signsWith });
    return page(200, 'OK', postingPage(request, assertion));
  });
}

/** Reads what `createFederation` gave out (`wresult`). Undefined for anything else. */
export function readAssertion(text: string): Assertion | undefined {
  const person = personNamed(/<saml:NameIdentifier>([^<]*)</.exec(text)?.[1] ?? '');
  const thumbprint = /<X509Thumbprint>([^<]*)</.exec(text)?.[1];
  const signedWith = [1, 2].find((number) => thumbprintOf(number) === thumbprint);
  return person && signedWith !== undefined ? { person, signedWith } : undefined;
}

function writeAssertion({ person, signedWith }: Assertion): string {
  return `<t:RequestSecurityTokenResponse><saml:Assertion><saml:NameIdentifier>${person.address}</saml:NameIdentifier><ds:KeyInfo><X509Thumbprint>${thumbprintOf(signedWith)}</X509Thumbprint></ds:KeyInfo></saml:Assertion></t:RequestSecurityTokenResponse>`;
}

function thumbprintOf(number: number): string {
  return createHash('sha1').update(`CN=ADFS Signing - fs.contoso.com ${number}`).digest('hex').toUpperCase();
}

function postingPage(request: LabRequest, assertion: string): string {
  const fields = { wa: 'wsignin1.0', wctx: request.query.get('wctx') ?? '', wresult: assertion };
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeAttribute(value)}" />`,
  );
  return `<html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="https://${entraHosts[0]}/login.srf">${inputs.join('')}</form></body></html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function page(status: number, reason: string, body: string): Reply {
  const headers = [
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Server', 'Microsoft-HTTPAPI/2.0'],
  ] as const;
  return { status, reason, headers, body };
}
