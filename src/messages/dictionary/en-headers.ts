/** What a header tells, in English; by its name in lower case. */
export const headers: Readonly<Record<string, string>> = {
  'www-authenticate':
    'The schemes that the server accepts. A Bearer challenge of Exchange names itself (client_id), whom it trusts (trusted_issuers) and, where modern authentication is on, where to sign in (authorization_uri).',
  authorization:
    'The credentials of a request. "Bearer" with nothing behind it is how Outlook asks whether tokens are accepted; with a token behind it, it is a secret.',
  'accept-auth':
    'The schemes that Outlook is able and allowed to use. Without Bearer in it modern authentication is switched off on the client.',
  'x-user-identity':
    'The user whose mailbox the client wants. Exchange offers OAuth user by user, so an answer without it holds for the host alone.',
  'x-anchormailbox':
    'The mailbox by which the front end finds the right server. It may be another one than that of the user who signs in.',
  'client-request-id': "The client's own id of the request, to find it in the logs.",
  'x-ms-diagnostics':
    'Why Exchange refused a token: a number, a reason and, in newer builds, error_category. The category counts first, then the reason, the number last. Other products use the same header with another grammar.',
  'request-id': "The server's id of the request: with it the HttpProxy and protocol logs can be searched.",
  'x-feserver': 'The server whose front end answered. Some load balancers and hardened servers remove it.',
  'x-calculatedbetarget': 'The back-end server that the front end chose.',
  'x-targetbeserver': 'The back-end server that the front end chose.',
  'x-diaginfo': 'The mailbox server that handled the request.',
  'x-beserver': 'The mailbox server that handled the request.',
  'x-backendhttpstatus': 'The status that the back end gave to the front end. It may be repeated ("401,401").',
  'x-calculatedfetarget': 'Routing inside Exchange Online.',
  'x-feproxyinfo': 'Routing inside Exchange Online.',
  'x-failurecontext':
    'Which side of Exchange refused, and why: FrontEnd or BackEnd, the status, and the text of the error in base64, with semicolons between them.',
  'x-caserrorcode': 'The name of the error with which Exchange refused, for example UserNotFound.',
  'x-owa-version': 'The build of the server that answered.',
  'x-owa-error': 'The name of the exception behind an error page of Outlook on the web.',
  'x-serverapplication': 'The build of the server, as Exchange/15.xx.xxxx.xxx.',
  'x-requesttype': 'The MAPI/HTTP operation: Connect, Execute, NotificationWait, Disconnect, Bind and others.',
  'x-requestid': 'The MAPI/HTTP id of the request: a GUID and a counter. The answer repeats it.',
  'x-clientinfo': 'An id of the MAPI/HTTP client, which the answer repeats.',
  'x-clientapplication': 'The build of Outlook that sends MAPI/HTTP requests.',
  'x-responsecode': 'The true outcome of a MAPI/HTTP request whose status is 200: 0 is success, anything else is not.',
  'x-expirationinfo': 'How long the MAPI/HTTP session context lives, in milliseconds.',
  'x-pendingperiod': 'How often the server says PENDING while a MAPI/HTTP request takes long, in milliseconds.',
  'x-elapsedtime': 'How long the server worked on a MAPI/HTTP request, in milliseconds.',
  'x-starttime': 'When the server began to work on a MAPI/HTTP request.',
  'ms-server-activesync': 'The version of Exchange ActiveSync on the server.',
  'ms-asprotocolversions':
    'The ActiveSync versions that the server speaks. Modern authentication needs 14.1 or later in practice.',
  'ms-asprotocolcommands': 'The ActiveSync commands that the server offers.',
  'x-ms-location': 'With status 451: the ActiveSync URL to use instead.',
  'x-ms-rp': 'The server asks the phone to provision again.',
  'x-ms-credential-service-url': 'Where a phone can change its password.',
  'x-ms-credentials-expire': 'In how many days the password expires.',
  'x-ms-asthrottle': 'The phone is throttled.',
  server:
    'The web server. Microsoft-IIS/10.0 is Windows Server 2016 or later; Microsoft-HTTPAPI/2.0 alone means that http.sys answered without Exchange.',
  'x-powered-by': 'ASP.NET: ordinary on Exchange.',
  'x-aspnet-version': 'The version of ASP.NET: ordinary on Exchange.',
  'x-ms-request-id': 'The id of the request at Entra ID. It marks an answer as coming from there.',
  'x-ms-ests-server': 'The server of Entra ID that answered.',
  'sec-restrict-tenant-access-policy':
    'A proxy of your network asks Entra ID to allow certain tenants only (tenant restrictions v2).',
  'restrict-access-to-tenants':
    'A proxy of your network asks Entra ID to allow certain tenants only (tenant restrictions).',
  'restrict-access-context': 'The tenant that has set the tenant restrictions.',
  via: 'A proxy stands between client and server.',
  'x-forwarded-for': 'A proxy stands between client and server; this is the address that it saw.',
  'x-cache': 'A cache stands between client and server.',
  'proxy-authenticate': 'The schemes that an outbound proxy accepts (status 407). It is not Exchange that asks.',
  host: 'The host that the client asks for. A device that rewrites it makes Exchange refuse tokens, because the audience no longer fits.',
};
