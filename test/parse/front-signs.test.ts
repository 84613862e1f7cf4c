import { describe, expect, it } from 'vitest';
import type { FrontSigns } from '../../src/types.js';
import { autodiscoverUrl, ewsUrl } from '../support/dance.js';
import { type Exchange, exchangeHeaders, mapiUrl, observations, traffic } from '../support/traffic.js';
import { expectLinear } from './linear.js';

const html = ['Content-Type', 'text/html; charset=utf-8'] as const;
const owaUrl = 'https://mail.contoso.com/owa/auth/errorfe.aspx';
const loginForm = '<html><title>Contoso - Log on</title><form method="post"><input type="password"></form></html>';
const redirect = (to: string): Exchange => ({ status: 302, headers: [['Location', to]] });

function frontOf(exchange: Exchange): FrontSigns | undefined {
  return observations(traffic(exchange))[0]?.front;
}

describe('what an answer says of those in front of Exchange', () => {
  it.each<[string, Exchange, FrontSigns | undefined]>([
    ['Exchange itself', { status: 401, headers: exchangeHeaders }, undefined],
    ['a device that names itself', { status: 200, headers: [['Server', 'BigIP']] }, { device: 'F5 BIG-IP' }],
    ['a header that only one service sends', { status: 200, headers: [['CF-RAY', '8a0']] }, { device: 'Cloudflare' }],
    ['http.sys alone', { status: 503, headers: [['Server', 'Microsoft-HTTPAPI/2.0']] }, { httpSys: true }],
    ['http.sys below a good answer', { status: 200, headers: [['Server', 'Microsoft-HTTPAPI/2.0']] }, undefined],
    [
      'a redirect to Entra ID',
      redirect('https://login.microsoftonline.com/common/oauth2/authorize?client_id=x'),
      {
        page: 'sign-in-redirect',
        location: 'https://login.microsoftonline.com/common/oauth2/authorize',
        device: 'Entra ID',
      },
    ],
    [
      'a redirect to AD FS on any host',
      redirect('https://fs.contoso.com/adfs/ls/?version=1.0'),
      { page: 'sign-in-redirect', location: 'https://fs.contoso.com/adfs/ls/', device: 'AD FS' },
    ],
    [
      'a redirect within the host',
      redirect('/my.policy'),
      { page: 'sign-in-redirect', location: 'https://mail.contoso.com/my.policy', device: 'F5 BIG-IP APM' },
    ],
    [
      'a redirect to another Exchange',
      redirect('https://autodiscover.contoso.com/autodiscover/autodiscover.xml'),
      undefined,
    ],
    [
      'a redirect to a customer of a sign-in service',
      redirect('https://contoso.okta.com/app/office365'),
      { page: 'sign-in-redirect', location: 'https://contoso.okta.com/app/office365', device: 'Okta' },
    ],
    [
      'a redirect to a service that looks into all traffic',
      redirect('https://gateway.zscaler.net/auD?origurl=x'),
      { page: 'sign-in-redirect', location: 'https://gateway.zscaler.net/auD', device: 'Zscaler' },
    ],
    [
      'an outbound proxy that names itself',
      { status: 403, headers: [['Server', 'BlueCoat-Security-Appliance']] },
      { device: 'Blue Coat ProxySG' },
    ],
    ['a redirect to a name that only looks alike', redirect('https://notokta.com/'), undefined],
    ['no address at all', redirect('::'), undefined],
    ['a page to sign in', { status: 200, headers: [html], body: loginForm }, { page: 'sign-in-page' }],
    ['some other page', { url: ewsUrl, status: 200, headers: [html], body: '<p>Welcome' }, { page: 'page' }],
    ['a page of Exchange itself', { status: 200, headers: [html, ...exchangeHeaders], body: loginForm }, undefined],
    [
      'an Exchange that hides all but its request id',
      { status: 200, headers: [html, ['request-id', '5fdfec03-0000-4000-8000-c787a49d09ca']] },
      undefined,
    ],
    ['a page that a person asked for', { method: 'GET', url: ewsUrl, status: 200, headers: [html] }, undefined],
    [
      'Autodiscover as it should be',
      { url: autodiscoverUrl, status: 200, headers: [['Content-Type', 'text/xml']] },
      undefined,
    ],
    [
      'a front end that was refused by a back end',
      {
        status: 401,
        headers: [
          ['X-FailureContext', 'FrontEnd;401;VW5hdXRob3JpemVk;'],
          ['X-BackEndHttpStatus', '200,401'],
        ],
      },
      { failureContext: 'FrontEnd;401;VW5hdXRob3JpemVk;', backEndStatus: '401' },
    ],
    [
      'headers that are too large for nginx, which says 400',
      { status: 400, headers: [['Server', 'nginx']], body: '<title>400 Request Header Or Cookie Too Large</title>' },
      { device: 'nginx', tooLarge: true },
    ],
    [
      'a certificate that is no longer valid',
      { url: owaUrl, status: 500, body: 'ASSERT: HMACProvider.GetCertificates:protectionCertificates.Length&lt;1' },
      { authCertificate: true },
    ],
  ])('%s', (_what, exchange, expected) => {
    expect(frontOf({ url: mapiUrl, ...exchange })).toEqual(expected);
  });

  it('looks for a title in linear time', () => {
    const run = '<title>sign '.repeat(10);
    expectLinear((n) => void frontOf({ status: 200, headers: [html], body: run.repeat(n) }));
  });
});
