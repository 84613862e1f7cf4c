import fc from 'fast-check';
import { charlesSession } from '../support/formats/charles-session.js';
import { flowOf, writeMitmproxy } from '../support/formats/mitmproxy.js';
import { writeMitmproxy17, writeMitmproxy017 } from '../support/formats/mitmproxy-old.js';
import { type CaptureMode, writeNetlog } from '../support/formats/netlog.js';
import { tnetstring, type Value } from '../support/formats/tnetstring.js';
import { accessToken } from '../support/traffic.js';
import { graft } from './graft.js';
import { recorded } from './recorded.js';
import type { Fodder } from './samples.js';

const grafted = (value: unknown): fc.Arbitrary<Buffer> =>
  fc.nat().map((seed) => Buffer.from(JSON.stringify(graft(value, seed))));

/** What other programs record, each in its own format. */
export function recordings(): readonly Fodder[] {
  return [mitmproxy(), netlog(), charles(), log(), token()];
}

function mitmproxy(): Fodder {
  const flow = (seed: number) => {
    const [raw = recorded[0]] = recorded.slice(seed % recorded.length);
    return tnetstring(graft<Value>(flowOf(raw as (typeof recorded)[number]), seed) ?? null, seed % 3 ? ';' : ',');
  };
  const versions = [writeMitmproxy, writeMitmproxy17, writeMitmproxy017];
  return {
    reader: 'mitmproxy',
    samples: versions.map((write) => Buffer.from(write(recorded))),
    arbitrary: fc.array(fc.nat(), { maxLength: 5 }).map((seeds) => Buffer.concat(seeds.map(flow))),
  };
}

function netlog(): Fodder {
  const modes: readonly CaptureMode[] = ['Default', 'IncludeSensitive', 'Everything'];
  const whole = modes.map((mode) => writeNetlog(recorded, mode));
  return {
    reader: 'netlog',
    samples: whole,
    // An event a line again, as a browser writes them.
    arbitrary: fc.tuple(grafted(JSON.parse(String(whole[2]))), fc.boolean()).map(([bytes, lines]) => {
      return lines
        ? Buffer.from(String(bytes).replaceAll('},{"pa', '},\n{"pa').replace('"events":[', '"events":[\n'))
        : bytes;
    }),
  };
}

function charles(): Fodder {
  const whole = Buffer.from(charlesSession(recorded));
  return { reader: 'charles', samples: [whole], arbitrary: grafted(JSON.parse(String(whole))) };
}

const w3c =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs-host sc-status sc-substatus sc-win32-status time-taken x-ms-diagnostics';
const httpProxy =
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,Protocol,UrlHost,UrlStem,ProtocolAction,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,AnchorMailbox,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,ProxyAction,GenericErrors';
const iisLine =
  '2026-05-04 06:46:02 192.0.2.10 POST /EWS/Exchange.asmx a=b 443 - 192.0.2.77 Outlook mail.contoso.com 401 1 0 15 2000003;reason="x+y"';
const proxyLine =
  '2026-05-04T06:46:02.125Z,c0ffee01-1111-4000-8000-000000000010,15,2,1544,11,{X},Ews,mail.contoso.com,/EWS/Exchange.asmx,,Bearer,true,gregt@contoso.com,,,Outlook,192.0.2.77,EX01,200,200,,POST,Proxy,"a ""b"", c"';

function log(): Fodder {
  const lines = (names: string, line: string) => `#Software: x\r\n#Fields: ${names}\r\n${`${line}\r\n`.repeat(6)}`;
  const word = fc.oneof(
    fc.constantFrom(
      ...w3c.split(' '),
      ...httpProxy.split(','),
      ...iisLine.split(' '),
      '"',
      '""',
      '-',
      '#Fields:',
      '\n',
    ),
    fc.string(),
  );
  return {
    reader: 'log',
    samples: [lines(w3c, iisLine), lines(httpProxy, proxyLine), iisLine, proxyLine].map((text) => Buffer.from(text)),
    arbitrary: fc
      .tuple(fc.constantFrom(' ', ',', ';', '\t'), fc.array(word), fc.array(word))
      .map(([by, names, words]) => Buffer.from(`#Fields: ${w3c.split(' ').concat(names).join(by)}\n${words.join(by)}`)),
  };
}

function token(): Fodder {
  const part = (text: string) => Buffer.from(text).toString('base64url');
  const claims = JSON.parse(Buffer.from(accessToken().split('.')[1] as string, 'base64url').toString()) as unknown;
  return {
    reader: 'token',
    samples: [accessToken(), `Bearer ${accessToken()}`, JSON.stringify(claims)].map((text) => Buffer.from(text)),
    arbitrary: fc
      .tuple(grafted(claims), fc.string({ unit: 'binary' }))
      .map(([payload, text]) =>
        Buffer.from(`${part(`{"alg":"RS256","x":${JSON.stringify(text)}}`)}.${part(String(payload))}.${part(text)}`),
      ),
  };
}
