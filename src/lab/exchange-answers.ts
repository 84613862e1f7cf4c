import { mailHost, megan, personNamed } from './contoso.js';
import { frontEndHeaders } from './exchange-refusals.js';
import { answerMapi } from './mapi-answers.js';
import type { ExchangeSettings } from './settings.js';
import type { VirtualDirectory } from './virtual-directories.js';
import type { Header, LabRequest, Reply } from './wire.js';

/** What a signed-in client gets. */
export function answerSignedIn(
  request: LabRequest,
  { name }: VirtualDirectory,
  { now, settings }: { readonly now: number; readonly settings: ExchangeSettings },
): Reply {
  switch (name) {
    case '/mapi':
      return answerMapi(request, now, settings);
    case '/Autodiscover':
      return xml(autodiscoverXml(request, settings), now);
    case '/EWS':
      return xml(folderSoap, now);
    case '/OAB':
      return xml(oabManifest, now);
    case '/Microsoft-Server-ActiveSync':
      return answerActiveSync(request, now);
  }
}

/** Autodiscover v2 (JSON) answers without credentials; undefined for everything else. */
export function answerAnonymously(request: LabRequest, now: number): Reply | undefined {
  if (request.path !== '/autodiscover/autodiscover.json') return undefined;
  const protocol = request.query.get('Protocol') ?? '';
  const url = protocolUrls[protocol.toLowerCase()];
  const answer = url
    ? { Protocol: protocol, Url: url }
    : { ErrorCode: 'InvalidProtocol', ErrorMessage: 'The given protocol value is invalid.' };
  const body = JSON.stringify(answer);
  const headers = [...content('application/json; charset=utf-8', body), ...frontEndHeaders(now)];
  return url ? { status: 200, reason: 'OK', headers, body } : { status: 400, reason: 'Bad Request', headers, body };
}

/** A path that is none of Exchange's. */
export function notFound(now: number): Reply {
  return { status: 404, reason: 'Not Found', headers: [['Content-Length', '0'], ...frontEndHeaders(now)] };
}

const protocolUrls: Readonly<Record<string, string>> = {
  autodiscoverv1: 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml',
  activesync: `https://${mailHost}/Microsoft-Server-ActiveSync`,
  ews: `https://${mailHost}/EWS/Exchange.asmx`,
};

function answerActiveSync(request: LabRequest, now: number): Reply {
  const headers: Header[] = [
    ['Cache-Control', 'private'],
    ['Content-Length', '0'],
    ...frontEndHeaders(now),
    ['MS-Server-ActiveSync', '15.2'],
  ];
  if (request.method === 'OPTIONS') {
    headers.push(['MS-ASProtocolVersions', '2.5,12.0,12.1,14.0,14.1,16.0,16.1']);
    headers.push(['MS-ASProtocolCommands', 'Sync,SendMail,FolderSync,Ping,Provision,Settings,Search']);
  }
  return { status: 200, reason: 'OK', headers };
}

function xml(body: string, now: number): Reply {
  const headers: Header[] = [
    ['Cache-Control', 'private'],
    ...content('text/xml; charset=utf-8', body),
    ...frontEndHeaders(now),
    ['X-CalculatedBETarget', 'ex01.contoso.local'],
    ['X-DiagInfo', 'EX01'],
    ['X-BEServer', 'EX01'],
    ['X-AspNet-Version', '4.0.30319'],
  ];
  return { status: 200, reason: 'OK', headers, body };
}

function content(type: string, body: string): Header[] {
  return [
    ['Content-Type', type],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>';
function autodiscoverXml(request: LabRequest, { mapiHost }: ExchangeSettings): string {
  const asked = /<EMailAddress>([^<]*)</.exec(request.body.toString('utf8'))?.[1] ?? '';
  const { name, address, mailboxId } = personNamed(asked) ?? megan;
  return `${declaration}
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
  <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
    <User><DisplayName>${name}</DisplayName><AutoDiscoverSMTPAddress>${address}</AutoDiscoverSMTPAddress></User>
    <Account><AccountType>email</AccountType><Action>settings</Action>
      <Protocol Type="mapiHttp" Version="1"><MailStore>
        <ExternalUrl>https://${mapiHost}/mapi/emsmdb/?MailboxId=${mailboxId}</ExternalUrl>
      </MailStore></Protocol>
      <Protocol><Type>WEB</Type><EwsUrl>https://${mailHost}/EWS/Exchange.asmx</EwsUrl></Protocol>
    </Account>
  </Response>
</Autodiscover>
`;
}

const folderSoap = `${declaration}
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
  <m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><m:ResponseMessages>
    <m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:GetFolderResponseMessage>
  </m:ResponseMessages></m:GetFolderResponse>
</s:Body></s:Envelope>
`;
const oabManifest = `${declaration}
<OAB><OAL id="cccccccc-2222-3333-4444-dddddddddddd" dn="/" name="\\Default Offline Address Book"><Full seq="1" ver="32" size="1024">data.lzx</Full></OAL></OAB>
`;
