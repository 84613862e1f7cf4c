import { describe, expect, it } from 'vitest';
import { readConnectTo } from '../../../src/cli/proxy/connect-to.js';

describe('--connect-to has the grammar of curl', () => {
  const rows: readonly [what: string, line: string, asked: [string, number], got: { host: string; port: number }][] = [
    ['a host and port', 'a.test:443:127.0.0.1:8443', ['a.test', 443], { host: '127.0.0.1', port: 8443 }],
    ['in any case', 'A.test:443:127.0.0.1:8443', ['a.TEST', 443], { host: '127.0.0.1', port: 8443 }],
    ['with a final dot', 'a.test:443:127.0.0.1:8443', ['a.test.', 443], { host: '127.0.0.1', port: 8443 }],
    ['not another host', 'a.test:443:127.0.0.1:8443', ['b.test', 443], { host: 'b.test', port: 443 }],
    ['not another port', 'a.test:443:127.0.0.1:8443', ['a.test', 80], { host: 'a.test', port: 80 }],
    ['any host', ':443:127.0.0.1:8443', ['b.test', 443], { host: '127.0.0.1', port: 8443 }],
    ['any port', 'a.test::127.0.0.1:8443', ['a.test', 80], { host: '127.0.0.1', port: 8443 }],
    ['the host kept', 'a.test:443::8443', ['a.test', 443], { host: 'a.test', port: 8443 }],
    ['the port kept', 'a.test:443:b.test:', ['a.test', 443], { host: 'b.test', port: 443 }],
    ['an IPv6 address', 'a.test:443:[::1]:8443', ['a.test', 443], { host: '::1', port: 8443 }],
  ];
  it.each(rows)('%s', (_what, line, [host, port], got) => {
    expect(readConnectTo([line])(host, port)).toEqual(got);
  });

  it('takes the first line that fits', () => {
    const connect = readConnectTo(['a.test:443:one.test:1', ':443:two.test:2']);
    expect(connect('a.test', 443)).toEqual({ host: 'one.test', port: 1 });
    expect(connect('b.test', 443)).toEqual({ host: 'two.test', port: 2 });
  });

  it.each([
    '',
    'a.test',
    'a.test:443',
    'a:1:b:2:3',
    'a:x:b:2',
    'a:1:b:65536',
    'a:0:b:2',
    '::1:443:b:2',
    '[::1:443:b:2',
  ])('refuses %j', (line) => {
    expect(() => readConnectTo([line])).toThrow(expect.objectContaining({ code: 'ERR_USAGE' }));
  });
});
