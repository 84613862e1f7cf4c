import rule from '../../../src/rules/device/pre-authentication-device.js';
import { accepted, autodiscoverUrl, emptyBearer, ewsUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders } from '../../support/traffic.js';

const html = ['Content-Type', 'text/html'] as const;
const redirect = (location: string, own: Exchange = {}): Exchange => ({
  authorization: 'Bearer ',
  status: 302,
  headers: [['Location', location]],
  ...own,
});
const page = (title: string, own: Exchange = {}): Exchange => ({
  authorization: 'Bearer ',
  status: 200,
  headers: [html],
  body: `<html><title>${title}</title></html>`,
  ...own,
});
const host = 'mail.contoso.com';

testRule(rule, {
  fails: [
    [
      'AD FS in front of /EWS',
      [redirect('https://fs.contoso.com/adfs/ls/?version=1.0', { url: ewsUrl })],
      {
        confidence: 'high',
        values: { kind: 'redirect', device: 'AD FS', host, virtualDirectory: '/EWS' },
        where: 'Location',
        quote: 'https://fs.contoso.com/adfs/ls/',
      },
    ],
    [
      'Entra ID in front of /mapi',
      [redirect('https://login.microsoftonline.com/common/oauth2/authorize?x=1')],
      {
        values: { device: 'Entra ID', location: 'https://login.microsoftonline.com/common/oauth2/authorize' },
        quote: '302',
      },
    ],
    ['a page of the device', [redirect('/my.policy')], { values: { device: 'F5 BIG-IP APM' }, quote: '/my.policy' }],
    ['Autodiscover too', [redirect('/my.policy', { url: autodiscoverUrl })], { quote: '/my.policy' }],
    [
      'a sign-in page for a program',
      [page('Contoso - Log on')],
      { confidence: 'high', values: { kind: 'page', virtualDirectory: '/mapi' }, where: 'Content-Type', quote: 'html' },
    ],
    ['some page for a program', [page('Welcome', { url: ewsUrl })], { confidence: 'medium', quote: '200' }],
    [
      'a page, whatever was sent',
      [accepted({ headers: [html], body: '<html><title>Sign in</title></html>' })],
      {
        values: { kind: 'page' },
        quote: 'text/html',
      },
    ],
  ],
  passes: [
    ['it comes and goes', [redirect('/my.policy'), emptyBearer(), accepted()], []],
    [
      'a web site at one Autodiscover name, Exchange at the next',
      [page('Welcome', { url: 'https://contoso.com/autodiscover/autodiscover.xml' }), emptyBearer(), accepted()],
      [],
    ],
  ],
  skips: [
    ['a page of Exchange', [page('Outlook', { headers: [html, ...exchangeHeaders] })], []],
    [
      'OWA sends people to sign in',
      [redirect('https://fs.contoso.com/adfs/ls/', { url: 'https://mail.contoso.com/owa/' })],
      [],
    ],
    ['a person looks at EWS', [page('Service', { method: 'GET', url: ewsUrl })], []],
    [
      'Autodiscover sends the client home',
      [
        redirect('https://mail.contoso.com/autodiscover/autodiscover.xml', {
          url: 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml',
        }),
      ],
      [],
    ],
  ],
  unknown: [
    [
      'where to, was not recorded',
      [emptyBearer(), redirect('/', { headers: [], absent: ['response-headers'] })],
      'response-headers',
    ],
  ],
});
