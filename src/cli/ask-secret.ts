/** Secrets that a person types or a file holds; none is ever an argument. */

import { readNamedText } from "../app/system/named-file.ts";
import { readSecret } from "../app/system/prompt.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CommandFault, interruptedFault, usageFault } from "./fault.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

/** Asks on the terminal, without showing it. */
export async function askSecret(label: string): Promise<string> {
  const secret = await readSecret(label);
  if (secret === undefined) throw interrupted();
  return secret;
}

/** Ctrl-C where something was asked. */
export function interrupted(): CommandFault {
  return interruptedFault(said(({ ask }) => ask.interrupted));
}

/** Returns the file's first line. */
export function readSecretFile(what: "PIN" | "new-PIN" | "passphrase", file: string): string {
  try {
    const [line = ""] = readNamedText(file).split(/\r?\n/u, 1);
    return line;
  } catch {
    throw usageFault(said(({ ask }) => ask.secretFile({ what, file })));
  }
}
