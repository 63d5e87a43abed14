/** The means by which this process opens a store: a passphrase, and the credentials that systemd gave it. */

import { readFileSync } from "node:fs";
import path from "node:path";

import { changeKey } from "../../ledger/key/change-key.ts";
import { CREDENTIAL_NAME } from "../../ledger/key/credential-key.ts";
import {
  type KeyAccess,
  type KeyDeps,
  type KeyProviderType,
  NO_ACCESS,
  type Protection,
} from "../../ledger/key/key-provider.ts";
import { readKeptKeys } from "../../ledger/key/ledger-key.ts";
import { createPassphrase } from "../../ledger/key/passphrase.ts";
import { refuseNoLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { StoreError } from "../../ledger/store-error.ts";
import { errnoCode } from "../system/errno-code.ts";
import { systemStoreDeps } from "../system/store-deps.ts";

/** The name of the passphrase's credential. */
const PASSPHRASE_CREDENTIAL = "tillmesh-passphrase";

export type KeyChoice =
  | { readonly type: "file" }
  | { readonly type: "passphrase"; readonly text: string }
  | { readonly type: "credential"; readonly name: string };

export interface BroughtAlong {
  readonly passphrase?: string | undefined;
  readonly credentialsDir: string | undefined;
}

/** The system's own, with what opens the store. */
export function depsToOpen(brought: BroughtAlong): StoreDeps {
  return { ...systemStoreDeps, keys: accessOf(brought) };
}

/** The system's own, for a store that is made with its key kept as chosen. */
export function depsToFound(choice: KeyChoice, brought: BroughtAlong): StoreDeps {
  return {
    ...depsToOpen({ credentialsDir: brought.credentialsDir }),
    protection: protectionOf(choice),
  };
}

export function isCredentialName(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}

/** Whether nothing but a passphrase opens the store; not when its key file can't be read at all. */
export function needsPassphrase(dir: string): boolean {
  try {
    return readKeptKeys(dir).some(({ provider }) => provider === "passphrase");
  } catch {
    return false;
  }
}

/** Costs what deriving its key costs, once. */
export function isPassphraseRight(dir: string, { keys }: StoreDeps): boolean {
  return readKeptKeys(dir).some((kept) => {
    try {
      if (keys !== undefined) kept.unlock(keys);
      return kept.provider === "passphrase";
    } catch (cause) {
      if (cause instanceof StoreError) return false;
      throw cause;
    }
  });
}

/** Returns the ledger's protection for a person's choice. */
function protectionOf(choice: KeyChoice): Protection {
  if (choice.type !== "passphrase") return choice;
  return { type: "passphrase", passphrase: createPassphrase(choice.text) };
}

/** A new key for the database, kept as chosen. Throws StoreError. */
export function protectStore(dir: string, choice: KeyChoice, deps: StoreDeps): void {
  refuseNoLedger(dir);
  changeKey(dir, () => protectionOf(choice), keyDepsOf(deps));
}

/** A new key for the database, kept as the old one was. Throws StoreError. */
export function rotateStoreKey(dir: string, deps: StoreDeps): void {
  refuseNoLedger(dir);
  const { random, access } = keyDepsOf(deps);
  changeKey(
    dir,
    ({ provider }) => {
      const same = sameProtection(provider, access);
      if (same !== undefined) return same;
      throw new StoreError(
        "store/same-key",
        "Systemd keeps this store's key: seal a new one under another name, then `till key protect --credential NAME`.",
      );
    },
    { random, access },
  );
}

/** The means for a store that is made beside this one, its key kept in the same way. Throws StoreError. */
export function depsToFoundAlike(dir: string, deps: StoreDeps): StoreDeps {
  const [kept] = readKeptKeys(dir);
  const same = sameProtection(kept?.provider ?? "file", keyDepsOf(deps).access);
  const protection = same ?? { type: "credential", name: kept?.credential ?? "" };
  return { ...deps, protection };
}

/** Undefined where systemd keeps the key. */
function sameProtection(
  provider: KeyProviderType,
  { passphrase }: KeyAccess,
): Protection | undefined {
  if (provider === "file") return { type: provider };
  return provider === "passphrase" && passphrase !== undefined
    ? { type: provider, passphrase }
    : undefined;
}

function keyDepsOf({ random, keys = NO_ACCESS }: StoreDeps): KeyDeps {
  return { random, access: keys };
}

export function passphraseCredential({ credentialsDir }: BroughtAlong): string | undefined {
  return readCredential(PASSPHRASE_CREDENTIAL, credentialsDir)?.split(/\r?\n/u, 1)[0];
}

function accessOf({ passphrase, credentialsDir }: BroughtAlong): KeyAccess {
  return {
    ...(passphrase === undefined ? {} : { passphrase: createPassphrase(passphrase) }),
    credential: (name) => readCredential(name, credentialsDir),
  };
}

function readCredential(name: string, dir: string | undefined): string | undefined {
  if (dir === undefined) return undefined;
  try {
    return readFileSync(path.join(dir, name), "utf8");
  } catch (cause) {
    if (errnoCode(cause) === "ENOENT") return undefined;
    throw cause;
  }
}
