import type { RequestListener } from 'node:http';
import { autodiscoverHost } from './contoso.js';
import { frontEndHeaders } from './exchange-refusals.js';
import { type Header, type LabRequest, listen, type Reply } from './wire.js';

/** Exchange Online, which sends a user whose mailbox is on-premises home; the web site of the domain; Teams; Graph. */
export const elsewhereHosts = [
  'outlook.office365.com',
  'contoso.com',
  'presence.teams.microsoft.com',
  'graph.microsoft.com',
] as const;

/**
 * What Outlook asks beside Exchange, and others beside Outlook.
 *
 * @param now - Milliseconds since the epoch.
 */
export function createElsewhere(now: () => number): RequestListener {
  return listen(async (request) => answers[request.host as (typeof elsewhereHosts)[number]]?.(request, now()) ?? page);
}

const json: Header = ['Content-Type', 'application/json; charset=utf-8'];

const page = reply(
  404,
  'Not Found',
  [
    ['Server', 'nginx'],
    ['Content-Type', 'text/html'],
  ],
  '<html>Not found</html>',
);

const answers: Record<(typeof elsewhereHosts)[number], (request: LabRequest, now: number) => Reply> = {
  'outlook.office365.com': (request, now) => {
    const Protocol = request.query.get('Protocol') ?? '';
    const answer = { Protocol, Url: `https://${autodiscoverHost}/autodiscover/autodiscover.xml` };
    return reply(200, 'OK', [json, ...frontEndHeaders(now)], JSON.stringify(answer));
  },
  'contoso.com': () => page,
  // Teams renews its own token: every second request begins with a refusal.
  'presence.teams.microsoft.com': (request) =>
    request.header('authorization') === undefined
      ? reply(401, 'Unauthorized', [], '')
      : reply(200, 'OK', [json], '{"availability":"Available"}'),
  'graph.microsoft.com': () => {
    const error = { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' };
    return reply(401, 'Unauthorized', [json], JSON.stringify({ error }));
  },
};

function reply(status: number, reason: string, headers: readonly Header[], body: string): Reply {
  return { status, reason, headers: [...headers, ['Content-Length', String(Buffer.byteLength(body))]], body };
}
