/** How a command comes by what opens its store: asked for where there is somebody to ask. */

import {
  depsToOpen,
  isPassphraseRight,
  needsPassphrase,
  passphraseCredential,
} from "../app/backup/store-keys.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

/** The tries for a passphrase: enough for a slip of the fingers. */
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
  { environment, say, text, supervisor }: Console,
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
  return (
    typedBefore(dir, credentialsDir, supervisor) ??
    askUntilRight(dir, { credentialsDir, say, text, supervisor })
  );
}

/** By hand, for a register that hung: whoever knows it may be far away when it is started again. */
function typedBefore(
  dir: string,
  credentialsDir: string | undefined,
  supervisor: Console["supervisor"],
): StoreKeys | undefined {
  if (supervisor?.passphrase === undefined) return undefined;
  const keys = depsToOpen({ passphrase: supervisor.passphrase, credentialsDir });
  return isPassphraseRight(dir, keys) ? keys : undefined;
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

interface Asking extends Pick<Console, "say" | "text" | "supervisor"> {
  readonly credentialsDir: string | undefined;
}

async function askUntilRight(
  dir: string,
  { credentialsDir, say, text, supervisor }: Asking,
): Promise<StoreKeys> {
  for (let left = TRIES; ; left -= 1) {
    const passphrase = await askSecret(text(said(({ ask }) => ask.passphrase)));
    const keys = depsToOpen({ passphrase, credentialsDir });
    if (isPassphraseRight(dir, keys)) {
      supervisor?.keep({ passphrase });
      return keys;
    }
    if (left === 1) return keys;
    say(said(({ ask }) => ask.wrongPassphrase));
  }
}
