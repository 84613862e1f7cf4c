import type { Body } from '../../types.js';
import type { HeadLines } from './head-lines.js';

/**
 * What one entry says, before anything is made of it. `unknown` fields are as JSON.parse gives them. An entry that is
 * walked and one that is parsed give the same transaction.
 */
export interface EntryParts {
  startedDateTime: unknown;
  time: unknown;
  connection: unknown;
  _error: unknown;
  request: RequestParts | undefined;
  response: ResponseParts | undefined;
}

/**
 * `httpVersion`, and `statusText` of a response, are missing where the lines have the start line already. `_error`: Chromium
 * writes it in the response, others beside it or in the request.
 */
export interface MessageParts {
  httpVersion: unknown;
  lines: HeadLines;
  body: Body | undefined;
  _error: unknown;
}

export interface RequestParts extends MessageParts {
  method: unknown;
  url: unknown;
}

export interface ResponseParts extends MessageParts {
  status: unknown;
  statusText: unknown;
  /** Of a body that is not there: the producer says that it left it out, and why. */
  comment: unknown;
}
