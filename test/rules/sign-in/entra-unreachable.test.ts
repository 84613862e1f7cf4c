import rule from '../../../src/rules/sign-in/entra-unreachable.js';
import type { FailureStage } from '../../../src/types.js';
import { accepted, emptyBearer, ewsUrl, negotiate, ntlm, prompt, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, authorizeUrl, type Exchange, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const script = 'https://aadcdn.msauth.net/shared/1.0/content/js/ConvergedLogin_PCore.js';
const broken = (stage: FailureStage, code: string, url = authorizeUrl()): Exchange => ({
  method: 'GET',
  url,
  failure: { stage, code },
});

testRule(rule, {
  fails: [
    [
      'the sign-in host is not answered',
      [emptyBearer(), broken('connect', 'ETIMEDOUT')],
      { values: { kind: 'sign-in', host: 'login.microsoftonline.com', code: 'ETIMEDOUT' }, quote: 'ETIMEDOUT' },
    ],
    [
      'its name does not resolve',
      [emptyBearer(), broken('dns', 'ENOTFOUND')],
      { values: { stage: 'dns' }, where: 'connection', quote: 'ENOTFOUND' },
    ],
    [
      'its pages answer, what they load does not come: perhaps',
      [emptyBearer(), prompt(), broken('connect', 'ECONNREFUSED', script)],
      {
        severity: 'warning',
        confidence: 'low',
        values: { kind: 'content', host: 'aadcdn.msauth.net' },
        quote: 'ECONNREFUSED',
      },
    ],
    [
      'for whoever asked, where all get in by Negotiate',
      [negotiate(200), broken('proxy', 'PROXY_STATUS_403')],
      { severity: 'info', values: { kind: 'sign-in' }, quote: 'PROXY_STATUS_403' },
    ],
    [
      'where one directory lets nobody in without it',
      [negotiate(200), emptyBearer({ url: ewsUrl }), broken('proxy', 'PROXY_STATUS_403', 'https://login.windows.net/')],
      { severity: 'error', values: { host: 'login.windows.net' }, quote: 'PROXY_STATUS_403' },
    ],
  ],
  passes: [
    [
      'a second try that gets through',
      [emptyBearer(), broken('connect', 'ETIMEDOUT'), prompt(), tokenIssued(token), accepted({}, token)],
      [],
    ],
    [
      'a picture that did not come, in a sign-in that worked',
      [emptyBearer(), prompt(), broken('connect', 'ECONNREFUSED', script), tokenIssued(token), accepted({}, token)],
      [],
    ],
    ['NTLM gets in all the same', [emptyBearer(), broken('connect', 'ETIMEDOUT'), ...ntlm(200)], []],
    [
      'a host that answered before, and is not reached once',
      [emptyBearer(), prompt(), broken('connect', 'ETIMEDOUT')],
      ['connection-failed'],
    ],
    [
      'AD FS, which is no host of Microsoft',
      [broken('connect', 'ECONNREFUSED', 'https://fs.contoso.com/adfs/oauth2/authorize?resource=x')],
      ['connection-failed'],
    ],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [
    [
      'answers that were not recorded',
      [emptyBearer(), { method: 'GET', url: authorizeUrl(), absent: ['response'] }],
      'response',
    ],
  ],
});
