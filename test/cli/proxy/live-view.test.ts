import { expect, it } from 'vitest';
import { resolveOptions } from '../../../src/cli/options.js';
import { createLiveView } from '../../../src/cli/proxy/live-view.js';
import { stepOf } from '../../../src/flow/story.js';
import { type Exchange, observations, traffic } from '../../support/traffic.js';
import { createWorld } from '../world.js';

const refused = (code: string, host = 'mail.contoso.com'): Exchange => ({
  source: 'live',
  method: 'CONNECT',
  url: `https://${host}/`,
  failure: { stage: 'client-tls', code },
});

function linesOf(...exchanges: readonly Exchange[]): number {
  const world = createWorld();
  const view = createLiveView(resolveOptions({}), world.io);
  for (const one of observations(traffic(...exchanges)))
    view.show({ type: 'transaction', step: stepOf(one), transaction: one.transaction, done: true });
  return world.stderr().split('\n').length - 1;
}

it.each<[what: string, lines: number, exchanges: readonly Exchange[]]>([
  ['a request, as often as it comes', 2, [{ status: 401 }, { status: 401 }]],
  [
    'a probe that says nothing, once',
    1,
    [refused('CLIENT_SILENT_AFTER_HANDSHAKE'), refused('CLIENT_SILENT_AFTER_HANDSHAKE')],
  ],
  [
    'one at another host, too',
    2,
    [refused('CLIENT_SILENT_AFTER_HANDSHAKE'), refused('CLIENT_SILENT_AFTER_HANDSHAKE', 'ews.contoso.com')],
  ],
  [
    'every refusal by an alert',
    2,
    [refused('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'), refused('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')],
  ],
])('shows %s', (_what, lines, exchanges) => {
  expect(linesOf(...exchanges)).toBe(lines);
});
