/**
 * Who keeps the key of the database: a file, a passphrase, or systemd. Each line of `ledger.key` is
 * one provider's, and says what it takes to come by the key; `ledger-key.ts` has the file.
 */

import { type Random } from "../../domain/ports.ts";
import { type Passphrase } from "./passphrase.ts";

export type KeyProviderType = "file" | "passphrase" | "credential";

/** The means by which a caller can open a store's key. */
export interface KeyAccess {
  readonly passphrase?: Passphrase;
  /** What systemd handed to this process under a name; undefined when it has nothing of that name. */
  readonly credential: (name: string) => string | undefined;
}

/** A key that a provider keeps, as a line of `ledger.key`. */
export interface KeptKey {
  readonly provider: KeyProviderType;
  /** The line, without its end. */
  readonly text: string;
  /** Of the credential, where that is the provider. */
  readonly credential?: string;
  /** The key in hexadecimal. Throws StoreError when what was brought along doesn't do. */
  readonly unlock: (access: KeyAccess) => string;
}

/** Who shall keep a key that is to be made. */
export type Protection =
  | { readonly type: "file" }
  | { readonly type: "passphrase"; readonly passphrase: Passphrase }
  /** Systemd has it already: nobody else can write its credentials. */
  | { readonly type: "credential"; readonly name: string };

export interface KeyDeps {
  readonly random: Random;
  readonly access: KeyAccess;
}

/** The port that each way of keeping a key fits. */
export interface KeyProvider<Wanted extends Protection> {
  /** Undefined when the line is another provider's. */
  readonly read: (text: string) => KeptKey | undefined;
  /** Makes a key, or finds the one that is there for it. */
  readonly make: (wanted: Wanted, deps: KeyDeps) => KeptKey;
}

/** The access of a caller who brings nothing: enough for a key file. */
export const NO_ACCESS: KeyAccess = { credential: () => undefined };

export const KEY = /^[0-9a-f]{64}$/u;
const KEY_BYTES = 32;

export function newKey(random: Random): string {
  return Buffer.from(random.bytes(KEY_BYTES)).toString("hex");
}

/** Undefined when a line is no JSON. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
