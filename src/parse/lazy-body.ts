import type { Body, Transaction } from '../types.js';

/** A body that is read and decoded when it is first looked at: most never are. `read` is called at most once. */
export function lazyBody(read: () => Body): Body {
  return new LazyBody(read);
}

// A class, because two getters in each body make as many kinds of objects for the engine. Here all share the same two; the
// properties are each body's own, so that it can be spread.
class LazyBody implements Body {
  declare readonly text: string;
  declare readonly complete: boolean;
  #read: (() => Body) | undefined;
  #made: Body | undefined;

  constructor(read: () => Body) {
    this.#read = read;
    Object.defineProperty(this, 'text', LazyBody.#text);
    Object.defineProperty(this, 'complete', LazyBody.#complete);
  }

  // What it was read from may then be let go of.
  #get(): Body | undefined {
    this.#made ??= this.#read?.();
    this.#read = undefined;
    return this.#made;
  }

  static readonly #text = {
    enumerable: true,
    get(this: LazyBody) {
      return this.#get()?.text;
    },
  };

  static readonly #complete = {
    enumerable: true,
    get(this: LazyBody) {
      return this.#get()?.complete;
    },
  };
}

/** Is it one that is decoded when it is looked at? */
export function isLazy(body: Body): boolean {
  return Object.getOwnPropertyDescriptor(body, 'text')?.get !== undefined;
}

/** The transaction with its bodies decoded: it can be kept when the file behind it is closed. */
export function withBodiesRead(transaction: Transaction): Transaction {
  const { request, response } = transaction;
  return {
    ...transaction,
    ...(request?.body && isLazy(request.body) && { request: { ...request, body: { ...request.body } } }),
    ...(response?.body && isLazy(response.body) && { response: { ...response, body: { ...response.body } } }),
  };
}
