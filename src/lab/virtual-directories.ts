/** One virtual directory of the simulated Exchange, as `Get-*VirtualDirectory | fl *auth*` would show it. */
export interface VirtualDirectory {
  readonly name: '/Autodiscover' | '/mapi' | '/EWS' | '/OAB' | '/Microsoft-Server-ActiveSync';
  /** The schemes beside Bearer, in the order in which its 401 lists them. */
  readonly schemes: readonly ('Negotiate' | 'NTLM' | 'Basic')[];
  /** Where Bearer stands among them: it differs from one virtual directory to the next. */
  readonly bearerFirst: boolean;
  /** What Extended Protection asks of it, where it is on, as Exchange 2019 CU14 sets it. */
  readonly extendedProtection: 'none' | 'allow' | 'require';
  /** `V1AppScopes`: one of these must be in the token's `scp`; `any` where all are taken. */
  readonly scopes: readonly string[] | 'any';
}

const directories: readonly VirtualDirectory[] = [
  {
    name: '/Autodiscover',
    schemes: ['Negotiate', 'NTLM', 'Basic'],
    bearerFirst: false,
    extendedProtection: 'none',
    scopes: 'any',
  },
  {
    name: '/mapi',
    schemes: ['Negotiate', 'NTLM'],
    bearerFirst: true,
    extendedProtection: 'require',
    scopes: ['user_impersonation'],
  },
  { name: '/EWS', schemes: ['Negotiate', 'NTLM'], bearerFirst: false, extendedProtection: 'allow', scopes: 'any' },
  {
    name: '/OAB',
    schemes: ['Negotiate', 'NTLM'],
    bearerFirst: true,
    extendedProtection: 'allow',
    scopes: ['user_impersonation'],
  },
  {
    name: '/Microsoft-Server-ActiveSync',
    schemes: ['Basic'],
    bearerFirst: false,
    extendedProtection: 'allow',
    scopes: ['full_access_as_user', 'EAS.AccessAsUser.All', 'EWS.AccessAsUser.All'],
  },
];

/** The virtual directory that a (lower case) path lies in. */
export function virtualDirectoryOf(path: string): VirtualDirectory | undefined {
  return directories.find(({ name }) => `${path}/`.startsWith(`${name.toLowerCase()}/`));
}
