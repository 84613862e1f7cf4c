import { randomUUID } from 'node:crypto';
import { type ClientResponse, connectHost, type HostConnection } from './client-connection.js';
import { askExchange } from './client-exchange.js';
import { type ClientSession, type ClientStep, createSession, valuesOf } from './client-session.js';
import { autodiscoverHost, exchangeHosts, mailHost, megan } from './contoso.js';
import type { Address, Lab } from './lab.js';
import type { Header } from './wire.js';

/** What the simulated Outlook can be made to use. */
export type ClientProtocol = 'autodiscover' | 'mapi' | 'ews' | 'oab' | 'eas';

/** What `signIn` is told. */
export interface SignInOptions {
  /** An HTTP proxy, asked by CONNECT. */
  readonly proxy?: Address;
  /** PEM of a further trusted CA: the proxy's. The lab's own is trusted anyway; nothing else is. */
  readonly ca?: string;
  /** autodiscover, mapi, ews, oab */
  readonly protocols?: readonly ClientProtocol[];
}

const defaultProtocols: readonly ClientProtocol[] = ['autodiscover', 'mapi', 'ews', 'oab'];

/**
 * One start of the simulated Outlook: Autodiscover, the mailbox, and what comes after it. A protocol that does not get
 * in ends the run: without Autodiscover there is no mailbox to go to, without the mailbox nothing to show.
 *
 * @returns Every request with its answer, in order. What the wire does wrong is in there, never thrown.
 */
export async function signIn(lab: Lab, options: SignInOptions = {}): Promise<readonly ClientStep[]> {
  const trusted = options.ca === undefined ? [lab.ca] : [lab.ca, options.ca];
  const connectionOptions = { connectTo: lab.connectTo, trusted, ...(options.proxy && { proxy: options.proxy }) };
  const connections = new Map<string, HostConnection>();
  const connect = (host: string) => {
    const connection = connections.get(host) ?? connectHost(host, connectionOptions);
    connections.set(host, connection);
    return connection;
  };
  try {
    const session = await createSession(lab, connect, exchangeHosts);
    for (const protocol of options.protocols ?? defaultProtocols) {
      if (!(await runs[protocol](session))) break;
    }
    return session.steps;
  } finally {
    for (const connection of connections.values()) connection.close();
  }
}

/** True when the protocol got what it wanted. */
type Run = (session: ClientSession) => Promise<boolean>;

const xml: Header = ['Content-Type', 'text/xml; charset=utf-8'];

const runs: Record<ClientProtocol, Run> = {
  autodiscover: async (session) => {
    const query = `Email=${encodeURIComponent(megan.address)}&Protocol=AutodiscoverV1&RedirectCount=1`;
    const path = `/autodiscover/autodiscover.json?${query}`;
    const found = await session.send(autodiscoverHost, { method: 'GET', path, headers: [['User-Agent', userAgent]] });
    if (found?.status !== 200) return false;
    const request = {
      method: 'POST',
      path: '/autodiscover/autodiscover.xml',
      headers: [xml],
      body: autodiscoverRequest,
    };
    return isGood(await askExchange(session, autodiscoverHost, request));
  },
  mapi: async (session) => {
    const connected = await askMapi(session, 'Connect', []);
    if (!isGood(connected)) return false;
    const cookies = valuesOf(connected, 'set-cookie').map((value) => value.split(';')[0]);
    return isGood(await askMapi(session, 'Execute', [['Cookie', cookies.join('; ')]]));
  },
  ews: async (session) => {
    const request = { method: 'POST', path: '/EWS/Exchange.asmx', headers: [xml], body: folderRequest };
    return isGood(await askExchange(session, mailHost, request));
  },
  oab: async (session) => {
    const path = '/OAB/cccccccc-2222-3333-4444-dddddddddddd/oab.xml';
    return isGood(await askExchange(session, mailHost, { method: 'GET', path, headers: [] }));
  },
  eas: async (session) => {
    const path = `/Microsoft-Server-ActiveSync?Cmd=FolderSync&User=${megan.account}&DeviceId=LAB01&DeviceType=Outlook`;
    const headers: Header[] = [['MS-ASProtocolVersion', '16.1']];
    if (!isGood(await askExchange(session, mailHost, { method: 'OPTIONS', path, headers }))) return false;
    return isGood(await askExchange(session, mailHost, { method: 'POST', path, headers }));
  },
};

async function askMapi(session: ClientSession, requestType: string, cookies: readonly Header[]) {
  const headers: Header[] = [
    ['Content-Type', 'application/mapi-http'],
    ['X-RequestType', requestType],
    ['X-RequestId', `{${randomUUID().toUpperCase()}}:1`],
    ['X-ClientInfo', '{DDDDDDDD-3333-4444-5555-EEEEEEEEEEEE}:1'],
    ['X-ClientApplication', 'Outlook/16.0.19328.20158'],
    ...cookies,
  ];
  const path = `/mapi/emsmdb/?MailboxId=${megan.mailboxId}`;
  return await askExchange(session, mailHost, { method: 'POST', path, headers, body: Buffer.alloc(20) });
}

function isGood(response: ClientResponse | undefined): boolean {
  return response?.status === 200;
}

const userAgent = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)';
const autodiscoverRequest = `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${megan.address}</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`;
const folderRequest =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetFolder xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>';
