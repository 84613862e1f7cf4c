import type { TapEnd } from './closing.js';
import { createHttpReader, type HttpReader } from './http/http-reader.js';
import type { Connection } from './recorder.js';
import type { Shared } from './shared.js';
import { type TapObserver, tap } from './tap.js';

/**
 * Joins two ends that speak HTTP/1.1 and reads what passes between them.
 *
 * @param observerOf - Who looks on: the reader itself, or somebody around it.
 */
export function watch(
  connection: Connection,
  client: TapEnd,
  upstream: TapEnd,
  { options, recorder, readers }: Shared,
  observerOf: (reader: HttpReader) => TapObserver,
): void {
  const reader = createHttpReader(recorder.eventsFor(connection), options.bodyLimitBytes);
  readers.add(reader);
  client.stream.once('close', () => readers.delete(reader));
  const { id, host } = connection;
  tap(client, upstream, {
    stallTimeoutMs: options.stallTimeoutMs,
    observer: observerOf(reader),
    onObserverError: () => options.onOpaque({ code: 'reader-failed', at: 0, connection: id, host }),
  });
}
