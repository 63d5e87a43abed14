/** The choice of who keeps a store's key, by its options; a new passphrase is asked for twice. */

import {
  isCredentialName,
  type KeyChoice,
  passphraseCredential,
} from "../app/backup/store-keys.ts";
import { err, ok, type Result } from "../domain/base/result.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { cliBoxWords } from "../words/made/cliBox/all.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { usageFault } from "./fault.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";
import { passphraseSource } from "./unlock.ts";

const said = sentencesOf(cliBoxWords);

const CREDENTIAL = "tillmesh-ledger";
/**
 * The fewest signs of a passphrase, because a thief with the file can guess for years: four words,
 * not four signs.
 */
const PASSPHRASE_SIGNS_MIN = 12;

export interface ChoiceOptions {
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
  readonly file?: boolean;
  readonly newPassphraseFile?: string;
}

/** Refuses unclear options for an existing store, before a person is asked for anything. */
export function refuseUnclear({
  passphrase,
  credential,
  file,
  newPassphraseFile,
}: ChoiceOptions): void {
  const wanted = [passphrase, credential, file].filter((one) => one !== undefined);
  if (wanted.length !== 1) {
    throw usageFault(said(({ key }) => key.oneWay));
  }
  if (newPassphraseFile !== undefined && passphrase !== true) {
    throw usageFault(said(({ key }) => key.newWithPassphrase));
  }
}

/** Returns the chosen key for an existing store. */
export async function chosenForOld(options: ChoiceOptions, console: Console): Promise<KeyChoice> {
  const { credential, file, newPassphraseFile } = options;
  if (file === true) return { type: "file" };
  if (credential !== undefined) return credentialOf(credential);
  if (newPassphraseFile !== undefined) {
    return passphraseOf(readSecretFile("passphrase", newPassphraseFile));
  }
  return askNewPassphrase(
    console,
    said(({ key }) => key.sayNew),
  );
}

type NewChoiceOptions = ChoiceOptions & { readonly passphraseFile?: string };

/** Whether no option says who keeps the key of a new store. */
export function isKeyOpen({ passphrase, credential, passphraseFile }: NewChoiceOptions): boolean {
  return [passphrase, credential, passphraseFile].every((option) => option === undefined);
}

/** Asks for the passphrase of a new store until it will do: who has answered all else loses nothing by a slip. */
export async function askPassphraseOrLeave(
  options: NewChoiceOptions,
  console: Console,
): Promise<KeyChoice> {
  const { passphraseFile } = passphraseSource(options, console);
  if (passphraseFile !== undefined) return chosenForNew({ ...options, passphrase: true }, console);
  for (;;) {
    const asked = await typedTwice(console);
    if (asked.ok) return asked.value;
    console.out(console.text(asked.fault));
  }
}

/** Returns the chosen key for a new store: a key file unless another is given. */
export async function chosenForNew(
  options: NewChoiceOptions,
  console: Console,
): Promise<KeyChoice> {
  const { passphrase, credential, passphraseFile } = options;
  const wantsPassphrase = passphrase === true || passphraseFile !== undefined;
  if (credential !== undefined) {
    if (wantsPassphrase) throw usageFault(said(({ key }) => key.oneOf));
    return credentialOf(credential);
  }
  if (!wantsPassphrase) return { type: "file" };
  const { environment } = console;
  const { passphraseFile: file } = passphraseSource(options, console);
  const known =
    file === undefined ? passphraseCredential(environment) : readSecretFile("passphrase", file);
  if (known !== undefined) return passphraseOf(known);
  return askNewPassphrase(
    console,
    said(({ key }) => key.say),
  );
}

function credentialOf(credential: boolean | string): KeyChoice {
  const name = typeof credential === "string" ? credential : CREDENTIAL;
  if (isCredentialName(name)) return { type: "credential", name };
  throw usageFault(said(({ key }) => key.credentialName));
}

function passphraseOf(text: string): KeyChoice {
  const read = readPassphrase(text);
  if (!read.ok) throw usageFault(read.fault);
  return read.value;
}

function readPassphrase(text: string): Result<KeyChoice, Sentence> {
  if (Array.from(text).length >= PASSPHRASE_SIGNS_MIN) return ok({ type: "passphrase", text });
  return err(said(({ key }) => key.tooShort({ min: PASSPHRASE_SIGNS_MIN })));
}

async function askNewPassphrase(console: Console, otherwise: Sentence): Promise<KeyChoice> {
  if (!console.environment.isTerminal) throw usageFault(otherwise);
  const asked = await typedTwice(console);
  if (!asked.ok) throw usageFault(asked.fault);
  return asked.value;
}

async function typedTwice({ text }: Pick<Console, "text">): Promise<Result<KeyChoice, Sentence>> {
  const typed = await askSecret(text(said(({ key }) => key.newPassphrase)));
  const read = readPassphrase(typed);
  if (!read.ok) return read;
  const again = await askSecret(text(sentencesOf(cliWords)(({ ask }) => ask.again)));
  return again === typed ? read : err(said(({ key }) => key.differ));
}
