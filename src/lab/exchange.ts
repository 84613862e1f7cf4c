import type { RequestListener } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import { answerAnonymously, answerSignedIn, notFound } from './exchange-answers.js';
import { refuseRequest, type SignedConnections } from './exchange-sign-in.js';
import type { ExchangeSettings } from './settings.js';
import { virtualDirectoryOf } from './virtual-directories.js';
import { type LabRequest, listen, type Reply } from './wire.js';

/**
 * A simulated Exchange server. It knows nothing of faults: it has settings, checks what it is sent, and words its
 * refusals from what its checks find (the scheme and host it sees, the keys, the directory).
 *
 * @param options.settings - As they are now.
 * @param options.keySet - Entra's keys, as the AuthServer's metadata gives them.
 * @param options.now - Milliseconds since the epoch.
 */
export function createExchange(options: {
  readonly settings: () => ExchangeSettings;
  readonly keySet: () => Promise<JSONWebKeySet>;
  readonly now: () => number;
}): RequestListener {
  const connections: SignedConnections = new WeakMap();
  const { keySet } = options;
  return listen(async (request: LabRequest): Promise<Reply> => {
    const now = options.now();
    const virtualDirectory = virtualDirectoryOf(request.path);
    if (!virtualDirectory) return notFound(now);
    const settings = options.settings();
    return (
      answerAnonymously(request, now) ??
      (await refuseRequest({ request, virtualDirectory, settings, keySet, connections, now })) ??
      answerSignedIn(request, virtualDirectory, { now, settings })
    );
  });
}
