import { isExchangeOnline, isOtherProduct, isSignInHost, serviceOf } from '../../parse/service.js';

const sign =
  /\/(?:EWS|mapi|autodiscover|OAB|Microsoft-Server-ActiveSync|owa|ecp|rpc)\b|\bOutlook\b|\bExchange\b|\bexchangelib\b|\bEWS\b|OAuthConnectivity|Proxy web request failed|Autodiscover failed for|free\/busy/i;

/** Does the text speak of Exchange, by a path of its virtual directories or by name? */
export function speaksOfExchange(text: string): boolean {
  return sign.test(text);
}

// Names that people give to the doors of their mail and of their sign-in.
const mailHost =
  /^[\w-]{0,30}mail|^(?:autodiscover|outlook|owa|exch|ex\d|cas\d|cas\.|hybrid|legacy|eas\.|adfs|sts\.|sts\d|login\.)/i;

/**
 * Is a connection that broke to this place one that we are asked about? A stranger's (a package registry, another API) is
 * nobody's sign-in to Exchange.
 *
 * @param place - A URL or a host.
 * @param around - What is said around it.
 */
export function isOurPlace(place: string, around: string): boolean {
  const service = serviceOf(/^https?:\/\//i.test(place) ? place : `https://${place}/`);
  const { host = '', kind } = service;
  if (isOtherProduct(host)) return false;
  return (
    kind !== 'other' || isExchangeOnline(host) || isSignInHost(host) || mailHost.test(host) || speaksOfExchange(around)
  );
}
