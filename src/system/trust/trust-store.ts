import type { Command, Outcome } from '../command.js';

/** Published names: `--store`, and the record of what was installed. */
export const trustStoreIds = ['windows-user', 'windows-machine', 'macos-login', 'debian', 'rhel', 'nss'] as const;
export type TrustStoreId = (typeof trustStoreIds)[number];

/** A root by its fingerprints: upper-case hexadecimal without colons. */
export interface RootIdentity {
  readonly sha1: string;
  readonly sha256: string;
}

/** One trust store: which commands change it, and how their output is read. It runs nothing by itself. */
export interface TrustStore {
  readonly id: TrustStoreId;
  /** @param file - The root, PEM. */
  install(root: RootIdentity, file: string): readonly Command[];
  remove(root: RootIdentity): readonly Command[];
  /** Asks for the root, and changes nothing. */
  query(root: RootIdentity): Command;
  /** Whether the root is trusted, from the outcome of `query`; undefined where that does not tell. */
  read(outcome: Outcome, root: RootIdentity): boolean | undefined;
}
