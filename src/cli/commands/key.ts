/** `till key`: who keeps the ledger's key, and how it is given another one. */

import { keyCustody, keySentence } from "../../app/attention/key-custody.ts";
import { protectStore, rotateStoreKey } from "../../app/backup/store-keys.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type ChoiceOptions, chosenForOld, refuseUnclear } from "../key-choice.ts";
import { sentencesOf } from "../sentences-of.ts";
import { passphraseSource, unlock } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export type ProtectOptions = JsonOptions & ChoiceOptions;

export function showKey(options: JsonOptions, console: Console): ExitCode {
  tellCustody(options, console, passphraseSource(options, console));
  return EXIT.fine;
}

export async function protectKey(options: ProtectOptions, console: Console): Promise<ExitCode> {
  refuseUnclear(options);
  const dir = storeDir(options, console);
  const keys = await unlock(dir, options, console);
  protectStore(dir, await chosenForOld(options, console), keys);
  tellChange(options, console);
  // The old passphrase's file says nothing about the new one.
  tellCustody(options, console, { passphraseFile: options.newPassphraseFile });
  return EXIT.fine;
}

export async function rotateKey(options: JsonOptions, console: Console): Promise<ExitCode> {
  const dir = storeDir(options, console);
  rotateStoreKey(dir, await unlock(dir, options, console));
  tellChange(options, console);
  return showKey(options, console);
}

function tellChange({ json }: JsonOptions, console: Console): void {
  if (json !== true) console.out(said((words) => words.key.changed));
}

function tellCustody(
  options: JsonOptions,
  console: Console,
  source: Parameters<typeof keyCustody>[1],
): void {
  const custody = keyCustody(storeDir(options, console), source);
  if (options.json === true) console.json(custody);
  else console.out(keySentence(custody, source, console.locale()));
}
