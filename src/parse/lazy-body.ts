import type { Body, Transaction } from '../types.js';

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
