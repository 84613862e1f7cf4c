/** Which field means what, by the names that a log gives them. */

/** W3C's name, Exchange's name, and whatever else means the same; the first that has a value counts. */
const aliases = {
  method: ['cs-method', 'method'],
  path: ['cs-uri-stem', 'urlstem', 'cs-uri'],
  query: ['cs-uri-query', 'urlquery'],
  version: ['cs-version'],
  host: ['cs-host', 'cs(host)', 'urlhost', 's-computername'],
  port: ['s-port'],
  status: ['sc-status', 'httpstatus'],
  user: ['cs-username', 'authenticateduser'],
  address: ['x-forwarded-for', 'cs(x-forwarded-for)', 'c-ip', 'clientipaddress'],
  userAgent: ['cs(user-agent)', 'useragent'],
  authenticationType: ['authenticationtype'],
  isAuthenticated: ['isauthenticated'],
  stamp: ['datetime'],
  date: ['date'],
  clock: ['time'],
} as const;

/** What a field means, whatever a log calls it. */
export type Role = keyof typeof aliases;

/** Where the fields of each role stand. */
export function placesOf(names: readonly string[]): (role: Role) => readonly number[] {
  const places = new Map<Role, readonly number[]>();
  for (const role of Object.keys(aliases) as Role[]) {
    places.set(
      role,
      aliases[role].map((alias) => names.indexOf(alias)).filter((index) => index >= 0),
    );
  }
  return (role) => places.get(role) ?? [];
}

/** The value in the first of these places that has one. */
export function firstValue(values: readonly string[], places: readonly number[]): string | undefined {
  for (const place of places) {
    const value = present(values[place]);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A value that the log has: neither empty nor its mark for none. */
export function present(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value === '-' || value === '<null>' ? undefined : value;
}
