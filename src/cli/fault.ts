import { HmaError, sentence } from '../errors.js';
import { type Fault, faults } from '../lab/faults.js';

/** The fault of the lab with this name. */
export function readFault(given: string): Fault {
  const fault = faults.find((name) => name === given);
  if (fault) return fault;
  throw new HmaError(
    'ERR_USAGE',
    sentence`"${given}" is not one of the faults of the lab. "hma-doctor lab --help" lists them.`,
  );
}
