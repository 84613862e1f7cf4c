import type { ClientResponse } from './client-connection.js';
import type { ClientSession } from './client-session.js';
import { mailHost } from './contoso.js';
import type { Header } from './wire.js';

/** Asks on-premises for a person's calendar as Exchange Online does: with a token between servers, on their behalf. */
export async function askFreeBusy(session: ClientSession): Promise<ClientResponse | undefined> {
  const body = freeBusyRequest(session.person.address);
  const headers: Header[] = [
    ['User-Agent', 'ASProxy/CrossForest/EmailDomain//15.20.9000.000'],
    ['Content-Type', 'text/xml; charset=utf-8'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Authorization', `Bearer ${await session.lab.issueServerToken(session.person)}`],
  ];
  return await session.send(mailHost, { method: 'POST', path: '/EWS/Exchange.asmx', headers, body });
}

function freeBusyRequest(address: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetUserAvailabilityRequest xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><m:MailboxDataArray><t:MailboxData xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><t:Email><t:Address>${address}</t:Address></t:Email></t:MailboxData></m:MailboxDataArray></m:GetUserAvailabilityRequest></s:Body></s:Envelope>`;
}
