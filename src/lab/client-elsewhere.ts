import type { ClientRequest } from './client-connection.js';
import type { ClientSession } from './client-session.js';
import type { Header } from './wire.js';

/** Where Outlook looks for the mailbox before it asks on-premises: Exchange Online, and the web site of the domain. */
export async function lookElsewhere(session: ClientSession): Promise<boolean> {
  const { address } = session.person;
  const query = `Email=${encodeURIComponent(address)}&Protocol=AutodiscoverV1&RedirectCount=1`;
  const identity: Header = ['X-User-Identity', address];
  await ask(session, 'outlook.office365.com', {
    path: `/autodiscover/autodiscover.json?${query}`,
    headers: [identity],
  });
  await ask(session, 'contoso.com', { method: 'POST', path: '/autodiscover/autodiscover.xml', headers: [identity] });
  return true;
}

/** What Teams and others ask while Outlook works: a hundred refusals that are nobody's sign-in to Exchange. */
export async function chatter(session: ClientSession): Promise<boolean> {
  const teams: Header = ['User-Agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Teams/25290.205.4069.4894/49'];
  const own: Header = ['Authorization', `Bearer ${await session.lab.issueToken('https://api.spaces.skype.com')}`];
  for (let round = 0; round < 50; round += 1) {
    const path = '/v1/me/presence';
    await ask(session, 'presence.teams.microsoft.com', { path, headers: [teams] });
    await ask(session, 'presence.teams.microsoft.com', { path, headers: [teams, own] });
    await ask(session, 'graph.microsoft.com', { path: '/v1.0/me', headers: [teams, own] });
  }
  return true;
}

async function ask(session: ClientSession, host: string, request: Partial<ClientRequest> & { path: string }) {
  await session.send(host, { method: 'GET', headers: [], ...request });
}
