/** The public library. Everything else is internal and may change. */

import './messages/every-language.js';

export { type Bundle, type BundleMember, openBundle } from './capture/bundle.js';
export { type Capture, openCapture, type ReadOptions } from './capture/capture.js';
export { writeHar } from './capture/har-write.js';
export { writeSaz } from './capture/saz-write.js';
export { fileSource, memorySource, type Source } from './capture/source.js';
export { type Change, createDiagnosis, type Diagnosis, type DiagnosisOptions } from './diagnosis.js';
export { HmaError, type HmaErrorCode, type Sentence } from './errors.js';
export { type Lang, languages } from './messages/language.js';
export { parseChallenges } from './parse/challenge.js';
export { parseDiagnostics } from './parse/diagnostics.js';
export { parseToken } from './parse/token.js';
export { createProxy, type Proxy, type ProxyOptions } from './proxy/proxy.js';
export { renderJson } from './report/json.js';
export { renderNdjson } from './report/ndjson.js';
export { renderText } from './report/text.js';
export { rules } from './rules/index.js';
export type * from './types.js';
