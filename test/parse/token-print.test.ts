import { describe, expect, it } from 'vitest';
import { readPrintedToken } from '../../src/parse/token-print.js';

const header = '{"typ":"JWT","alg":"RS256"}';
const claims = '{"aud":"https://mail.contoso.com/","iss":"https://sts.windows.net/x/","tid":"x"}';
const read = { header: JSON.parse(header), claims: JSON.parse(claims) };

describe('readPrintedToken', () => {
  it.each<[string, string, object]>([
    ['its claims alone', claims, { claims: read.claims }],
    ['its claims with blanks around', `\n  ${claims}\n`, { claims: read.claims }],
    ['its claims without braces', claims.slice(1, -1), { claims: read.claims }],
    ['header and claims, as jwt.ms prints them', `${header}.${claims}.[Signature]`, read],
    ['header and claims on two lines', `${header}\r\n${claims}`, read],
    ['header and claims with nothing between', `${header}${claims}`, read],
    ['header, full stop, lines and claims', `${header}\n.\r\n\r\n ${claims}`, read],
    ['header and claims with a remark behind', `${header}.${claims}\n{"not":"ours"}`, read],
    ['claims that are cut', `${claims.slice(0, -1)},"upn":"anna@con`, { claims: read.claims }],
    ['header and claims that are cut', `${header}.${claims.slice(0, -1)},"upn":"anna@con`, read],
    [
      'claims with an object inside',
      `${claims.slice(0, -1)},"cnf":{"kid":"x"}}`,
      {
        claims: { ...read.claims, cnf: { kid: 'x' } },
      },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(readPrintedToken(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a header alone', header],
    ['two objects of which the second has no claims', `${header}.{"log":{"entries":[]}}`],
    ['two objects of which only the first has claims', `${claims}.${header}`],
    ['claims far behind another object', `${header} and then came this: ${claims}`],
    ['text before the claims', `claims: ${claims}`],
    ['an object that never ends', '{"aud":"https://mail.contoso.com/"'],
    ['a quoted word', '"aud"'],
    ['nothing', ''],
  ])('leaves %s alone', (_, text) => {
    expect(readPrintedToken(text)).toBeUndefined();
  });
});
