import type { Status } from './clouds.js';

/** A program that takes part in a client's sign-in, by the name of its process. */
export interface ClientProgram {
  /** What `--only` calls the whole set. */
  readonly family: 'outlook';
  /** Lower case, without `.exe`. */
  readonly name: string;
  /** It signs in for other programs. */
  readonly broker?: true;
  readonly source: string;
  readonly status: Status;
}

const brokerPlugin = 'learn: fix authentication issues in Office applications';
const webView = 'learn: Microsoft Edge WebView2, process model';
const common = 'general knowledge';

/** Outlook, the brokers that fetch its tokens, and those that show its sign-in pages. */
export const clientPrograms: readonly ClientProgram[] = [
  { family: 'outlook', name: 'outlook', source: common, status: 'unverified' },
  { family: 'outlook', name: 'olk', source: common, status: 'unverified' }, // new Outlook for Windows
  { family: 'outlook', name: 'microsoft.aad.brokerplugin', broker: true, source: brokerPlugin, status: 'verified-2' },
  { family: 'outlook', name: 'backgroundtaskhost', broker: true, source: common, status: 'unverified' },
  { family: 'outlook', name: 'msedgewebview2', source: webView, status: 'verified-2' },
  { family: 'outlook', name: 'microsoft outlook', source: common, status: 'unverified' }, // for Mac
  { family: 'outlook', name: 'appssoagent', source: common, status: 'unverified' }, // Enterprise SSO of macOS
  { family: 'outlook', name: 'com.apple.webkit.networking', source: common, status: 'unverified' },
];

/** Processes which sign in for other programs. */
export const brokerProcesses: readonly string[] = clientPrograms.filter(({ broker }) => broker).map(({ name }) => name);
