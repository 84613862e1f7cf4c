import type { Body, Message, RawTransaction } from '../../types.js';

const highestOrdinal = 900_000_000;
const inText = /REDACTED-([a-z]+)-(\d{1,9})-(?=\d)/g;

/**
 * What makes the transactions of one input differ from those of the others in the same file: ids and connections get the
 * number of the input before them, and placeholders that stand in it already get ordinals of its own. Two captures which
 * were redacted apart both have a first token, and those are not one.
 *
 * @param index - Of the input, from 0.
 * @param count - Of inputs; what comes alone stays as it is.
 */
export function createRenumbering(index: number, count: number): (transaction: RawTransaction) => RawTransaction {
  if (count <= 1) return (transaction) => transaction;
  const offset = index * Math.floor(highestOrdinal / count);
  const prefix = `${index + 1}-`;
  const text = (given: string) => shifted(given, offset);
  return (transaction) => {
    const { id, connection, request, response, failure } = transaction;
    return {
      ...transaction,
      id: prefix + id,
      ...(connection === undefined ? {} : { connection: prefix + connection }),
      ...(request
        ? { request: { ...message(request, text), ...(request.url ? { url: text(request.url) } : {}) } }
        : {}),
      ...(response ? { response: message(response, text) } : {}),
      ...(failure?.message ? { failure: { ...failure, message: text(failure.message) } } : {}),
      ...(transaction.text === undefined ? {} : { text: text(transaction.text) }),
    };
  };
}

function message<Kind extends Message>(given: Kind, text: (given: string) => string): Kind {
  const { head, body } = given;
  return { ...given, head: text(head), ...(body ? { body: shiftedBody(body, text) } : {}) };
}

function shiftedBody(body: Body, text: (given: string) => string): Body {
  return { text: text(body.text), complete: body.complete };
}

function shifted(given: string, offset: number): string {
  if (offset === 0 || !given.includes('REDACTED-')) return given;
  return given.replace(inText, (whole, kind: string, digits: string) => {
    const ordinal = Number(digits) + offset;
    return ordinal > highestOrdinal ? whole : `REDACTED-${kind}-${ordinal}-`;
  });
}
