/**
 * What a refusal by Exchange means: the categories, reasons and numbers of `x-ms-diagnostics`, and the rule that each
 * belongs to. Matched on the category first, then on the reason, and on the number last, because numbers have moved
 * between builds (2000009 has meant two things). What is not listed belongs to `token-refused`.
 */

import { audienceReasons } from './diagnostics/audience.js';
import { permissionReasons } from './diagnostics/permission.js';
import type { ReasonRow } from './diagnostics/row.js';
import { serverReasons } from './diagnostics/server.js';
import { shapeReasons } from './diagnostics/shape.js';
import { trustReasons } from './diagnostics/trust.js';
import { userReasons } from './diagnostics/user.js';

export {
  audienceAfterReason,
  audienceInReason,
  audienceOfResource,
  expectedAndActual,
} from './diagnostics/audience.js';
export { categories as refusalCategories } from './diagnostics/categories.js';
export { partnerInReason, requiredAndGranted } from './diagnostics/permission.js';
export type { CategoryRow, ReasonRow, RefusalStatus, ServerMessageRow } from './diagnostics/row.js';
export { assertionSignature, serverMessages } from './diagnostics/server.js';
export { claimInReason } from './diagnostics/shape.js';
export { applicationInReason, flightingSubject, issuerInReason, tenantInReason } from './diagnostics/trust.js';

/** Every sentence that is known. Of two that fit the first counts. */
export const refusalReasons: readonly ReasonRow[] = [
  ...audienceReasons,
  ...trustReasons,
  ...userReasons,
  ...permissionReasons,
  ...shapeReasons,
  ...serverReasons,
];
