import { accessToken, type Exchange } from '../traffic.js';

/** Kept from the day before: its issue is not seen. */
export const token = accessToken();
/** Whose mailbox it is. */
export const identity: NonNullable<Exchange['requestHeaders']> = [['X-User-Identity', 'gregt@contoso.com']];

/** A tunnel as Fiddler shows it: with the certificate that the enterprise's own authority gave to the server. */
export function tunnel(at: number, host: string): Exchange {
  const certificate = `== Server Certificate ==========\n[Subject]\n  CN=${host}\n\n[Issuer]\n  CN=Contoso Issuing CA 02, DC=contoso, DC=com\n`;
  return { at, method: 'CONNECT', url: `https://${host}:443/`, status: 200, body: certificate };
}
