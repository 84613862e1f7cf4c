/** Milliseconds since the epoch as ISO 8601 in UTC; undefined outside the range that has such a form. */
export function isoTime(ms: number | undefined): string | undefined {
  return ms !== undefined && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
}
