import type { Body } from '../types.js';

/** A body that is read and decoded when it is first looked at: most never are. `read` is called at most once. */
export function lazyBody(read: () => Body): Body {
  let made: Body | undefined;
  const get = () => {
    made ??= read();
    return made;
  };
  return {
    get text() {
      return get().text;
    },
    get complete() {
      return get().complete;
    },
  };
}
