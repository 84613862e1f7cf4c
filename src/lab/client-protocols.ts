import type { ClientResponse } from './client-connection.js';
import { chatter, lookElsewhere } from './client-elsewhere.js';
import { askExchange } from './client-exchange.js';
import { askFreeBusy } from './client-free-busy.js';
import { openMailbox, workInMailbox } from './client-mapi.js';
import type { ClientSession } from './client-session.js';
import { autodiscoverHost, mailHost, type Person } from './contoso.js';
import type { ClientProtocol } from './settings.js';
import type { Header } from './wire.js';

/** True when the protocol got what it wanted. */
type Run = (session: ClientSession) => Promise<boolean>;

const xml: Header = ['Content-Type', 'text/xml; charset=utf-8'];

/** How the simulated Outlook uses each protocol. */
export const runs: Readonly<Record<ClientProtocol, Run>> = {
  autodiscover: async (session) => {
    const query = `Email=${encodeURIComponent(session.person.address)}&Protocol=AutodiscoverV1&RedirectCount=1`;
    const path = `/autodiscover/autodiscover.json?${query}`;
    const found = await session.send(autodiscoverHost, { method: 'GET', path, headers: [['User-Agent', userAgent]] });
    if (found?.status !== 200) return false;
    const request = {
      method: 'POST',
      path: '/autodiscover/autodiscover.xml',
      headers: [xml],
      body: autodiscoverRequest(session.person),
    };
    const settings = await askExchange(session, autodiscoverHost, request);
    const url = /<ExternalUrl>([^<]*)</.exec(settings?.body.toString('utf8') ?? '')?.[1];
    if (url) session.mapiHost = new URL(url).hostname;
    return isGood(settings);
  },
  mapi: openMailbox,
  ews: async (session) => {
    const request = { method: 'POST', path: '/EWS/Exchange.asmx', headers: [xml], body: folderRequest };
    return isGood(await askExchange(session, mailHost, request));
  },
  oab: async (session) => {
    const path = '/OAB/cccccccc-2222-3333-4444-dddddddddddd/oab.xml';
    return isGood(await askExchange(session, mailHost, { method: 'GET', path, headers: [] }));
  },
  eas: async (session) => {
    const path = `/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=${session.person.account}&DeviceId=LAB01&DeviceType=Outlook`;
    const headers: Header[] = [['MS-ASProtocolVersion', '16.1']];
    if (!isGood(await askExchange(session, mailHost, { method: 'OPTIONS', path, headers }))) return false;
    return isGood(await askExchange(session, mailHost, { method: 'POST', path, headers }));
  },
  'free-busy': async (session) => isGood(await askFreeBusy(session)),
  elsewhere: lookElsewhere,
  work: async (session) => (await Promise.all([workInMailbox(session), chatter(session)])).every(Boolean),
};

function isGood(response: ClientResponse | undefined): boolean {
  return response?.status === 200;
}

const userAgent = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)';
const autodiscoverRequest = ({ address }: Person) =>
  `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`;
const folderRequest =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetFolder xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>';
