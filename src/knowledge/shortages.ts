import type { Status } from './clouds.js';

/** A code that says that the computer itself could open no connection: nothing was asked of any server. */
export interface Shortage {
  readonly code: string;
  readonly source: string;
  readonly status: Status;
}

const systemErrors = 'errno(3); nodejs.org/api/errors.html, common system errors';

/** File descriptors, ports, buffers and memory of the computer that recorded. */
export const shortages: readonly Shortage[] = [
  { code: 'EMFILE', source: systemErrors, status: 'verified' },
  { code: 'ENFILE', source: systemErrors, status: 'verified' },
  { code: 'ENOBUFS', source: systemErrors, status: 'verified' },
  { code: 'ENOMEM', source: systemErrors, status: 'verified' },
  { code: 'EADDRNOTAVAIL', source: systemErrors, status: 'verified' },
  { code: 'net::ERR_INSUFFICIENT_RESOURCES', source: 'Chromium, net_error_list.h', status: 'verified' },
];

/** Those codes. */
export const shortageCodes: ReadonlySet<string> = new Set(shortages.map(({ code }) => code));
