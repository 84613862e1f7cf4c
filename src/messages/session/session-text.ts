/** A server as people name it in a URL. */
export interface Server {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

/** What the introduction of a live run names; commands are as they are pasted. */
export interface Introduction {
  /** Where it listens: host and port. */
  readonly address: string;
  readonly hosts: readonly string[];
  /** The run itself sets the user's proxy. */
  readonly setsProxy: boolean;
  /** The server in whose place it listens. */
  readonly reverse?: Server;
  /** The certificate authority was made just now. */
  readonly isNew: boolean;
  /** ISO 8601 day. */
  readonly validUntil: string;
  readonly trust: string;
  readonly untrust: string;
  /** SHA-256 fingerprint of the authority that this one replaces. */
  readonly replaced?: string;
  /** Asks by hand through the proxy. */
  readonly ask: string;
}

/** What the commands say beside reports, in one language. Commands to paste are not translated. */
export interface SessionText {
  readonly proxyIntroduction: (about: Introduction) => string;
  readonly noHosts: string;
  readonly insecure: string;
  /** Other computers can use the proxy. */
  readonly openToOthers: (address: string) => string;
  readonly suspected: (rule: string) => string;
  readonly withdrawn: (rule: string) => string;
  readonly systemProxy: {
    readonly set: (mode: 'pac' | 'proxy', script: string) => string;
    readonly restored: string;
    readonly notOurs: string;
    readonly invalid: string;
    readonly nothing: string;
    /** It could not be put back: why, and that `undo` tries again. */
    readonly failed: (reason: string) => string;
    /** What stands against it on this Windows. */
    readonly preflight: {
      readonly machineWide: string;
      readonly ownConnections: (names: readonly string[]) => string;
      readonly noUserRoots: string;
      /** Sign-in windows may not reach us: the command that lets them. */
      readonly noLoopback: (command: string) => string;
      readonly signInAside: string;
    };
  };
  readonly trust: {
    /** Before the commands, a line each, and behind them the question. */
    readonly willRun: string;
    /** Windows asks, too, where `--force` cannot answer. */
    readonly windowsAsks: string;
    readonly ask: string;
    readonly unchanged: string;
    readonly already: (store: string) => string;
    readonly installed: (store: string) => string;
    readonly removed: (store: string) => string;
    readonly filesRemoved: (folder: string) => string;
    readonly nothingToRemove: string;
    /** Before the commands that take out an authority which a new one replaced; they run at once, or are left to the user. */
    readonly removingReplaced: (store: string) => string;
    readonly removeByHand: string;
  };
  readonly lab: {
    readonly running: (fault: string, hosts: readonly string[]) => string;
    readonly proxy: string;
    readonly emptyBearer: string;
    readonly token: string;
    readonly decode: string;
    readonly stop: string;
  };
  /** A token stands in the process list. */
  readonly tokenInArguments: string;
  /** The question for a token. */
  readonly token: string;
  /** The file of passwords is open to other users. */
  readonly passwordFileIsOpen: (path: string) => string;
  /** Of files that nobody named, none was a capture; which names are looked for. */
  readonly noCapture: (kinds: string) => string;
  /** A folder has very many files. */
  readonly looking: (folder: string, files: number) => string;
  /** So many files in folders were not looked at, and how their names end. */
  readonly leftOut: (files: number, endings: readonly string[]) => string;
  /** The question for the password of an archive, and what stands before it the second time. */
  readonly password: (name: string) => string;
  readonly wrongPassword: string;
  /** Behind the progress bar. */
  readonly filesDone: (done: number, all: number) => string;
  readonly nothingFound: string;
  /** The demo's table: the scenario, what was expected, what was found. */
  readonly demo: {
    readonly headings: readonly [string, string, string];
    readonly asExpected: string;
    readonly notAsExpected: string;
  };
}
