/** Makes it when first asked for, and gives the same ever after. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Makes one for each name when it is first asked for. What could not be made is tried again. Below a wildcard a client
 * can ask for any number of names, so beyond `limit` the oldest leave.
 */
export function cached<T>(make: (name: string) => Promise<T>, limit = 1_000): (name: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (name) => {
    const known = kept.get(name);
    if (known) return known;
    const fresh = make(name);
    kept.set(name, fresh);
    fresh.catch(() => kept.delete(name));
    const oldest = kept.keys().next().value;
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    return fresh;
  };
}
