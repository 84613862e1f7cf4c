import rule from '../../../src/rules/client/rpc-over-http.js';
import { avPair, ntlmType3 } from '../../parse/ntlm-messages.js';
import { accepted, anonymous, basic, emptyBearer, ntlm } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import type { Exchange } from '../../support/traffic.js';

const rpc: Exchange = {
  method: 'RPC_IN_DATA',
  url: 'https://mail.contoso.com/rpc/rpcproxy.dll?mail.contoso.com:6001',
  userAgent: 'MSRPC',
};
const bound = `NTLM ${ntlmType3(Buffer.concat([avPair(10, Buffer.alloc(16, 7)), avPair(0, Buffer.alloc(0))])).toString('base64')}`;

testRule(rule, {
  fails: [
    [
      'it works by NTLM, and there is no MAPI over HTTP',
      [anonymous(rpc), ...ntlm(200, rpc)],
      {
        severity: 'warning',
        values: { kind: 'works', host: 'mail.contoso.com', client: 'MSRPC' },
        where: 'request',
        quote: 'RPC_IN_DATA /rpc/rpcproxy.dll',
      },
    ],
    [
      'nobody got in by MAPI over HTTP',
      [emptyBearer(), ...ntlm(200, rpc)],
      { severity: 'warning', values: { kind: 'works' }, quote: 'RPC_IN_DATA' },
    ],
    [
      'a delegate beside MAPI over HTTP',
      [emptyBearer(), accepted(), ...ntlm(200, rpc)],
      { severity: 'info', values: { kind: 'beside' }, quote: 'RPC_IN_DATA' },
    ],
    ['it is refused', [basic(401, rpc)], { severity: 'error', values: { kind: 'refused' }, quote: 'Basic …' }],
    [
      'it is refused, which may be the doing of the capture',
      [{ ...anonymous(rpc), source: 'saz', authorization: bound }],
      { severity: 'warning', confidence: 'low', causedBy: 'extended-protection-conflict', quote: 'NTLM …' },
    ],
    ['nothing modern is meant', [...ntlm(200, rpc)], { severity: 'info', quote: 'RPC_IN_DATA' }, { expect: 'none' }],
  ],
  passes: [
    [
      'credentials were removed, and it is not over',
      [{ ...anonymous(rpc), absent: ['authorization'] }],
      ['capture-sanitised'],
    ],
  ],
  skips: [
    ['MAPI over HTTP', [emptyBearer(), accepted()], []],
    ['a handshake that is not over', [anonymous(rpc)], []],
  ],
  unknown: [
    ['credentials were removed', [{ ...anonymous(rpc), absent: ['authorization'] }], 'authorization'],
    [
      'credentials were removed from one of two requests',
      [anonymous(rpc), { ...anonymous(rpc), absent: ['authorization'] }],
      'authorization',
    ],
  ],
});
