import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createDiagnosis } from '../../diagnosis.js';
import type { JudgeThreadData, JudgeThreadNews, ReaderNews } from './protocol.js';

/** Judges the one capture that another thread reads and sifts, and posts its report. */
export function serve(port: MessagePort, { expect }: JudgeThreadData): void {
  const diagnosis = createDiagnosis({ keep: 'judged', ...(expect && { expect }) });
  const post = (news: JudgeThreadNews) => port.postMessage(news);
  port.on('message', (news: ReaderNews) => {
    if (news.type === 'sifted') {
      diagnosis.addSifted(news.sifted);
      post({ type: 'taken' });
      return;
    }
    diagnosis.advance(Number.POSITIVE_INFINITY);
    post({ type: 'report', report: diagnosis.report({ sources: [news.source] }) });
  });
  post({ type: 'ready' });
}

if (parentPort) serve(parentPort, workerData as JudgeThreadData);
