/** How a command comes by what opens its store: asked for where there is somebody to ask. */

import {
  depsToOpen,
  isPassphraseRight,
  needsPassphrase,
  passphraseCredential,
} from "../app/store-keys.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";

/** Enough for a slip of the fingers. */
const TRIES = 3;

type StoreKeys = ReturnType<typeof depsToOpen>;

export interface PassphraseOptions {
  readonly passphraseFile?: string;
}

/**
 * `--passphrase-file`, `TILL_PASSPHRASE_FILE`, a credential, or a prompt; nothing where none is
 * needed. Whether it is right shows when the store is opened.
 */
export function unlock(
  dir: string,
  options: PassphraseOptions,
  { environment, say }: Console,
): Promise<StoreKeys> | StoreKeys {
  const { credentialsDir } = environment;
  if (!needsPassphrase(dir)) return depsToOpen({ credentialsDir });
  const { passphraseFile } = passphraseSource(options, { environment });
  const passphrase =
    passphraseFile === undefined
      ? passphraseCredential({ credentialsDir })
      : readSecretFile("passphrase", passphraseFile);
  if (passphrase !== undefined || !environment.isTerminal) {
    return depsToOpen({ passphrase, credentialsDir });
  }
  return askUntilRight(dir, credentialsDir, say);
}

/** Where the passphrase lies, if somebody said so. */
export function passphraseSource(
  { passphraseFile }: PassphraseOptions,
  { environment }: Pick<Console, "environment">,
): { readonly passphraseFile: string | undefined; readonly isCredential: boolean } {
  return {
    passphraseFile: passphraseFile ?? environment.passphraseFile,
    isCredential: passphraseCredential(environment) !== undefined,
  };
}

async function askUntilRight(
  dir: string,
  credentialsDir: string | undefined,
  say: Console["say"],
): Promise<StoreKeys> {
  for (let left = TRIES; ; left -= 1) {
    const keys = depsToOpen({ passphrase: await askSecret("Passphrase"), credentialsDir });
    if (left === 1 || isPassphraseRight(dir, keys)) return keys;
    say("That passphrase doesn't open this store: try again.");
  }
}
