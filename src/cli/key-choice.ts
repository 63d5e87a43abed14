/** Who shall keep a store's key, as its options say; a new passphrase is asked for twice. */

import {
  isCredentialName,
  type KeyChoice,
  passphraseCredential,
} from "../app/backup/store-keys.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { EXIT } from "./exit-codes.ts";
import { CommandFault, usageFault } from "./fault.ts";
import { passphraseSource } from "./unlock.ts";

const CREDENTIAL = "tillmesh-ledger";
/** Who has the file can guess for years: four words, not four signs. */
const PASSPHRASE_SIGNS_MIN = 12;

export interface ChoiceOptions {
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
  readonly file?: boolean;
  readonly newPassphraseFile?: string;
}

/** Of a store that is there, before anybody is asked for anything. */
export function refuseUnclear({
  passphrase,
  credential,
  file,
  newPassphraseFile,
}: ChoiceOptions): void {
  const wanted = [passphrase, credential, file].filter((one) => one !== undefined);
  if (wanted.length !== 1) {
    throw usageFault("Say one way to keep the key: --passphrase, --credential [NAME] or --file.");
  }
  if (newPassphraseFile !== undefined && passphrase !== true) {
    throw usageFault("--new-passphrase-file goes with --passphrase.");
  }
}

/** Of a store that is there. */
export async function chosenForOld(options: ChoiceOptions, console: Console): Promise<KeyChoice> {
  const { credential, file, newPassphraseFile } = options;
  if (file === true) return { type: "file" };
  if (credential !== undefined) return credentialOf(credential);
  if (newPassphraseFile !== undefined) {
    return passphraseOf(readSecretFile("passphrase", newPassphraseFile));
  }
  return askNewPassphrase(console, "Say the new passphrase: --new-passphrase-file FILE.");
}

/** Of a store that is to be made: nothing said means a key file. */
export async function chosenForNew(
  options: ChoiceOptions & { readonly passphraseFile?: string },
  console: Console,
): Promise<KeyChoice> {
  const { passphrase, credential, passphraseFile } = options;
  const wantsPassphrase = passphrase === true || passphraseFile !== undefined;
  if (credential !== undefined) {
    if (wantsPassphrase) throw usageFault("Say one of --passphrase and --credential.");
    return credentialOf(credential);
  }
  if (!wantsPassphrase) return { type: "file" };
  const { environment } = console;
  const { passphraseFile: file } = passphraseSource(options, console);
  const known =
    file === undefined ? passphraseCredential(environment) : readSecretFile("passphrase", file);
  if (known !== undefined) return passphraseOf(known);
  return askNewPassphrase(console, "Say the passphrase: --passphrase-file FILE.");
}

function credentialOf(credential: boolean | string): KeyChoice {
  const name = typeof credential === "string" ? credential : CREDENTIAL;
  if (isCredentialName(name)) return { type: "credential", name };
  throw usageFault("--credential needs a name of letters, digits, dots and dashes.");
}

function passphraseOf(text: string): KeyChoice {
  if (Array.from(text).length >= PASSPHRASE_SIGNS_MIN) return { type: "passphrase", text };
  throw usageFault(
    `A passphrase needs ${PASSPHRASE_SIGNS_MIN} signs or more, such as four words that nobody would guess.`,
  );
}

async function askNewPassphrase({ environment }: Console, otherwise: string): Promise<KeyChoice> {
  if (!environment.isTerminal) throw usageFault(otherwise);
  const choice = passphraseOf(await askSecret("New passphrase"));
  if (choice.type === "passphrase" && (await askSecret("The same again")) === choice.text) {
    return choice;
  }
  throw new CommandFault(EXIT.usage, "The two passphrases differ; nothing was changed.");
}
