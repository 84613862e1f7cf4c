import type { Severity } from '../types.js';

/** Puts colour on text, or not; what is said never depends on it. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly command: (text: string) => string;
}

const severityCode = { error: '1;31', warning: '1;33', info: '1;36' } as const satisfies Record<Severity, string>;

/** The painter; with `color` false it gives every text back as it is. */
export function painter(color: boolean): Paint {
  const sgr = (code: string, text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {
    severity: (severity, text) => sgr(severityCode[severity], text),
    good: (text) => sgr('1;32', text),
    strong: (text) => sgr('1', text),
    faint: (text) => sgr('2', text),
    command: (text) => sgr('36', text),
  };
}
