/** The language of a usage error: that of the person or the shop, where nobody has to be asked to open one. */

import { depsToOpen, needsPassphrase, passphraseCredential } from "../app/backup/store-keys.ts";
import { knownLanguage } from "../app/words/known-language.ts";
import { readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { passphraseSource } from "./unlock.ts";
import { storeDir } from "./with-till.ts";

/** Speaks as the shop that the words name, or as the person; else goes on as the box speaks. */
export function speakAsShop(argv: ReadonlyArray<string>, console: Console): void {
  try {
    const store = valueOf("--store", argv);
    const dir = storeDir(store === undefined ? {} : { store }, console);
    const passphraseFile = valueOf("--passphrase-file", argv);
    const { credentialsDir, staff } = console.environment;
    const passphrase = passphraseHere(passphraseFile, console);
    if (passphrase === undefined && needsPassphrase(dir)) return;
    const deps = depsToOpen({ passphrase, credentialsDir });
    console.speak(knownLanguage(dir, deps, valueOf("--staff", argv) ?? staff));
  } catch {
    // What is wrong with the store is said by a command that needs it; this one has another fault.
  }
}

function passphraseHere(passphraseFile: string | undefined, console: Console): string | undefined {
  const options = passphraseFile === undefined ? {} : { passphraseFile };
  const { passphraseFile: file } = passphraseSource(options, console);
  return file === undefined
    ? passphraseCredential(console.environment)
    : readSecretFile("passphrase", file);
}

/** Returns what an option says, whatever is wrong with the words around it. */
function valueOf(option: string, argv: ReadonlyArray<string>): string | undefined {
  const joined = argv.find((word) => word.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = argv.indexOf(option);
  return at < 0 ? undefined : argv[at + 1];
}
