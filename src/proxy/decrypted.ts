import type { TLSSocket } from 'node:tls';
import type { Failure } from '../types.js';
import type { HttpReader } from './http/http-reader.js';
import type { TapObserver } from './tap.js';

/**
 * The reader of a decrypted connection, and two more looks: at alerts, which with TLS 1.3 come after the handshake, and
 * whether the client says anything at all. A Node client that refuses our certificate sends no alert. Silence is no proof
 * (it may be a spare connection), therefore it has a code of its own.
 *
 * @param alert - The server's, where it has sent one.
 * @param refused - Told of a refusal before there was a request.
 */
export function createDecryptedObserver(
  reader: HttpReader,
  client: TLSSocket,
  alert: () => Failure | undefined,
  refused: (failure: Failure) => void,
): TapObserver {
  let silent = true;
  let isAnswering = false;
  const refusal = watchAlert(client);
  return {
    request(chunk) {
      silent = false;
      reader.request(chunk);
    },
    response(chunk) {
      isAnswering = true;
      reader.response(chunk);
    },
    requestEnd(reset) {
      reader.requestEnd(reset);
      if (silent) refused(refusal());
      silent = false;
    },
    responseEnd(reset) {
      const said = alert();
      if (silent && said) refused(said);
      silent = false; // the server was the first to go
      // One that has answered before has agreed to TLS: it breaks off.
      reader.responseEnd(reset, said && isAnswering ? { ...said, stage: 'response' } : said);
    },
  };
}

/** Watches for the client's alert. What it gives says why a client that said nothing went away. */
export function watchAlert(client: TLSSocket): () => Failure {
  let alert: string | undefined;
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code?.startsWith('ERR_SSL_')) alert = error.code;
  });
  const silence = 'the client closed after the TLS handshake without a byte';
  return () =>
    alert === undefined
      ? { stage: 'client-tls', code: 'CLIENT_SILENT_AFTER_HANDSHAKE', message: silence }
      : { stage: 'client-tls', code: alert, message: 'the client refused with a TLS alert' };
}
