import type { RawTransaction, RequestMessage, ResponseMessage } from '../../types.js';

/** A transaction while its pieces come together. */
export interface Draft {
  request?: RequestMessage;
  response?: ResponseMessage;
  text?: string;
  failure?: RawTransaction['failure'];
  /** Of the answer's head only a part was pasted, or none of it. */
  shortened?: boolean;
  /** The request was made of the error that names its host: what it carried is not known. */
  unseen?: true;
}

/** What the next piece may belong to. */
export interface Open {
  /** A request that has no answer yet. */
  request?: Draft | undefined;
  /** The URL of the last `curl …` command line. */
  command?: string | undefined;
}
