import type { Service } from '../types.js';

/** Where a message belongs, which decides whether its body is looked at. */
type Place = Pick<Service, 'kind' | 'protocol' | 'host'>;

/**
 * Is a request's body looked at? A sign-in's form is, and the form in which a browser carries an error back
 * (response_mode=form_post).
 *
 * @param type - The value of `Content-Type`.
 */
export function readsRequestBody({ service, type }: { service: Place; type: string | undefined }): boolean {
  if (service.kind === 'sign-in') return service.protocol === 'authorize' || service.protocol === 'token';
  return type?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
}

/**
 * Is a response's body looked at? All that a sign-in host says, and a pasted message's, whose host is not known. Of all
 * others the refusals (RFC 6749 §5.2 has no other status for an error) and MAPI/HTTP, where 200 is not yet success.
 */
export function readsResponseBody({ service, status }: { service: Place; status: number | undefined }): boolean {
  if (service.kind === 'sign-in' || service.host === undefined) return true;
  return isRefusal(status) || service.protocol === 'mapi';
}

/** A status that turns the request down, or none that is known. */
export function isRefusal(status: number | undefined): boolean {
  return status === undefined || status >= 400;
}
