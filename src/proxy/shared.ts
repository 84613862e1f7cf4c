import type { Socket } from 'node:net';
import type { Forward } from './forward/forward.js';
import type { HttpReader } from './http/http-reader.js';
import type { ResolvedProxyOptions } from './options.js';
import type { Door } from './proxy-auth.js';
import type { Recorder } from './recorder.js';
import type { OpenUpstreamTls } from './tls/upstream-tls.js';
import type { LoopWatch } from './upstream/loop-watch.js';
import type { Listener } from './upstream/own-listeners.js';

/** What all connections of one proxy share. */
export interface Shared {
  readonly options: ResolvedProxyOptions;
  readonly recorder: Recorder;
  readonly openUpstreamTls: OpenUpstreamTls;
  /** Who may use the proxy. */
  readonly mayEnter: Door;
  /** Where we listen ourselves: nothing is forwarded there. */
  readonly own: () => readonly Listener[];
  readonly loops: LoopWatch;
  /** Sockets to destroy when the proxy closes. */
  readonly track: (socket: Socket) => void;
  /** Readers to stop before that. */
  readonly readers: Set<HttpReader>;
  readonly isClosing: () => boolean;
  readonly loadForward: () => Promise<Forward>;
}
