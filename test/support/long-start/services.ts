import { accepted, emptyBearer, ewsUrl, prompt, silentAuthorize } from '../dance.js';
import { mfaNeeded } from '../sentences.js';
import { accessToken, authorizeUrl, type Exchange, tokenDenied, tokenIssued } from '../traffic.js';
import { identity, token } from './parts.js';

/** Calendar and out-of-office, and a task pane that signs in by itself. */
export function exchangeWebServices(): Exchange[] {
  const calls = Array.from({ length: 24 }, (_, index) =>
    accepted({ at: 12 + index * 3, url: ewsUrl, requestHeaders: identity }, token),
  );
  return [emptyBearer({ at: 11, url: ewsUrl, requestHeaders: identity }), ...calls, ...secondFactor()];
}

/** A task pane asks for a token of its own: silently in vain, then with a second factor. */
function secondFactor(): Exchange[] {
  const url = 'https://webmail.contoso.com/EWS/Exchange.asmx';
  const resource = 'https://webmail.contoso.com/';
  const pane = accessToken({ aud: resource });
  return [
    emptyBearer({ at: 100, url, requestHeaders: identity }),
    silentAuthorize('login_required', 'AADSTS50058: A silent sign-in request was sent but no user is signed in.', {
      at: 101,
      url: `${authorizeUrl(resource)}&prompt=none`,
    }),
    { ...tokenDenied(50076, mfaNeeded, 'interaction_required', resource), at: 103 },
    prompt({ at: 104, url: authorizeUrl(resource) }),
    { ...tokenIssued(pane, resource), at: 190 },
    accepted({ at: 191, url, requestHeaders: identity }, pane),
  ];
}

/** The offline address book, with one part of it missing. */
export function addressBook(): Exchange[] {
  const folder = 'https://mail.contoso.com/OAB/11112222-0000-4000-8000-333344445555';
  const get = (at: number, name: string, status: number) =>
    accepted({ at, method: 'GET', url: `${folder}/${name}`, status }, token);
  return [
    emptyBearer({ at: 80, method: 'GET', url: `${folder}/oab.xml` }),
    get(80.5, 'oab.xml', 200),
    ...Array.from({ length: 6 }, (_, index) => get(81 + index, `binpatch-${index}.lzx`, index === 2 ? 404 : 200)),
    get(1800, 'oab.xml', 304),
  ];
}
