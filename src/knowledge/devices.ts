import type { Status } from './clouds.js';

/** A header by which a device or service shows that the answer, or a part of it, is its own. */
export interface DeviceSign {
  /** Lower case. */
  readonly header: string;
  /** A part of its value, lower case; missing where the name alone tells. */
  readonly contains?: string;
  readonly device: string;
  readonly source: string;
  readonly status: Status;
}

/** A page where devices and sign-in services send people. */
export interface SignInPlace {
  /** The host, or a domain above it, lower case; missing where the path tells on any host. */
  readonly host?: string;
  /** The beginning of the path, lower case; missing where the host tells. */
  readonly path?: string;
  readonly device: string;
  readonly source: string;
  readonly status: Status;
}

const common = 'general knowledge';
const joomscan = 'OWASP joomscan, waf_detector';
const wafw00f = 'wafw00f, plugins';
const nessus = 'Nessus, fingerprints of HTTP banners';
const cloudflare = 'Cloudflare HTTP headers reference';

/** What is known of headers of devices. Exchange and IIS send none of them by themselves. */
export const deviceSigns: readonly DeviceSign[] = [
  sign('server', 'bigip', 'F5 BIG-IP', joomscan),
  sign('server', 'big-ip', 'F5 BIG-IP'),
  sign('server', 'netscaler', 'Citrix NetScaler'),
  sign('via', 'ns-cache', 'Citrix NetScaler'),
  sign('server', 'nginx', 'nginx'),
  sign('server', 'openresty', 'nginx'),
  sign('server', 'apache', 'Apache'),
  sign('server', 'litespeed', 'LiteSpeed'),
  sign('server', 'cpsrvd', 'cPanel'),
  sign('server', 'sw-cp-server', 'Plesk'),
  sign('server', 'haproxy', 'HAProxy'),
  sign('server', 'cloudflare', 'Cloudflare', joomscan),
  sign('cf-ray', undefined, 'Cloudflare', cloudflare),
  sign('server', 'akamaighost', 'Akamai', wafw00f),
  sign('server', 'awselb', 'AWS load balancer', wafw00f),
  sign('server', 'microsoft-azure-application-gateway', 'Azure Application Gateway'),
  sign('x-iinfo', undefined, 'Imperva'),
  sign('server', 'fortiweb', 'FortiWeb'),
  sign('server', 'barracuda', 'Barracuda'),
  sign('server', 'zscaler', 'Zscaler'),
  sign('server', 'bluecoat', 'Blue Coat ProxySG', nessus),
  sign('server', 'mcafee web gateway', 'Skyhigh Web Gateway'),
  sign('x-squid-error', undefined, 'Squid'),
  sign('server', 'squid', 'Squid'),
  sign('x-sucuri-id', undefined, 'Sucuri', joomscan),
];

/** Where people are sent to sign in before they may reach a server. Entra ID's own hosts are in `clouds.ts`. */
export const signInPlaces: readonly SignInPlace[] = [
  place('/adfs/', 'AD FS', 'learn: Web Application Proxy'),
  place('/my.policy', 'F5 BIG-IP APM', 'F5 documentation of Access Policy Manager'),
  place('/my.logon', 'F5 BIG-IP APM', 'F5 documentation of Access Policy Manager'),
  place('/vpn/', 'Citrix Gateway'),
  place('/logon/logonpoint', 'Citrix Gateway'),
  place('/cgi/login', 'Citrix Gateway'),
  place('/nf/auth/', 'Citrix Gateway'),
  place('/dana-na/', 'Ivanti Connect Secure'),
  place('/remote/login', 'FortiGate'),
  place('/global-protect/', 'Palo Alto GlobalProtect'),
  place('/+cscoe+/', 'Cisco ASA'),
  place('/cookieauth.dll', 'Forefront TMG'),
  place('/internalsite/', 'Forefront UAG'),
  at('okta.com', 'Okta'),
  at('pingone.com', 'PingOne'),
  at('duosecurity.com', 'Duo'),
  at('cloudflareaccess.com', 'Cloudflare Access'),
  at('goskope.com', 'Netskope'),
  at('zscaler.net', 'Zscaler'),
  at('menlosecurity.com', 'Menlo Security'),
];

function sign(header: string, contains: string | undefined, device: string, source = common): DeviceSign {
  const status = source === common ? 'unverified' : 'verified-2';
  return { header, ...(contains !== undefined && { contains }), device, source, status };
}

function place(path: string, device: string, source = common): SignInPlace {
  return { path, device, source, status: source === common ? 'unverified' : 'verified-2' };
}

function at(host: string, device: string): SignInPlace {
  return { host, device, source: common, status: 'unverified' };
}
