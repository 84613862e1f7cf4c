import { accepted, emptyBearer, ntlm } from '../dance.js';
import { bearerChallenge, type Exchange, exchangeHeaders, mapiUrl, negotiateAndNtlm } from '../traffic.js';
import { identity, token, tunnel } from './parts.js';

const mapi = (at: number, type: string, code = 0, own: Exchange = {}): Exchange =>
  accepted(
    {
      at,
      url: mapiUrl,
      requestHeaders: [...identity, ['X-RequestType', type]],
      headers: [
        ...exchangeHeaders,
        ['X-ServerApplication', 'Exchange/15.02.2562.037'],
        ['X-ResponseCode', String(code)],
      ],
      ...own,
    },
    token,
  );

/** The mailbox and the address book are opened, each asked without a token first. */
export function opening(): Exchange[] {
  const asked = (at: number, url: string) => emptyBearer({ at, url, requestHeaders: identity });
  return [
    tunnel(2, 'mail.contoso.com'),
    asked(2.2, mapiUrl),
    mapi(2.4, 'Connect'),
    tunnel(2.6, 'mail.contoso.com'),
    asked(2.7, mapiUrl.replace('emsmdb', 'nspi')),
    mapi(2.9, 'Bind', 0, { url: mapiUrl.replace('emsmdb', 'nspi') }),
    ...['GetMatches', 'QueryRows', 'GetProps'].map((type, index) =>
      mapi(3 + index / 10, type, 0, { url: mapiUrl.replace('emsmdb', 'nspi') }),
    ),
  ];
}

/** Folders fill; every fifth new connection asks without a token first, as behind an automatic proxy; long waits between. */
export function working(): Exchange[] {
  const executes = Array.from({ length: 150 }, (_, index) => {
    const at = 4 + index * 0.4;
    const again: Exchange = {
      at: at - 0.1,
      status: 401,
      headers: [bearerChallenge(), ...negotiateAndNtlm, ...exchangeHeaders],
    };
    return index % 5 === 4
      ? [{ ...again, authorization: 'Bearer', requestHeaders: identity }, mapi(at, 'Execute')]
      : [mapi(at, 'Execute')];
  });
  const waits = [70, 370, 670, 970, 1270].map((at) => mapi(at, 'NotificationWait'));
  return [...executes.flat(), ...waits];
}

/** A delegate's mailbox on an old server, over RPC. */
export function delegate(): Exchange[] {
  const url = 'https://mail.contoso.com/rpc/rpcproxy.dll?ex02.contoso.com:6001';
  const channel = (method: string, at: number) =>
    ntlm(200, { method, url, userAgent: 'MSRPC', connection: method }).map((step, index) => ({
      ...step,
      at: at + index / 10,
    }));
  return [...channel('RPC_IN_DATA', 20), ...channel('RPC_OUT_DATA', 20.5)];
}

/** After an idle time the server has forgotten the session: 10, a new Connect, and on. */
export function lostContext(): Exchange[] {
  return [
    mapi(1600, 'Execute', 10),
    mapi(1601, 'Connect'),
    ...Array.from({ length: 12 }, (_, index) => mapi(1602 + index, 'Execute')),
  ];
}
