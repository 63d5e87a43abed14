/** A new PIN: the first line of a file, or asked for twice on the terminal; never an argument. */

import { type PinRule } from "../domain/people/pin-rule.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { usageFault } from "./fault.ts";

export interface NewPinOptions {
  readonly newPinFile?: string;
}

/** Asks nobody yet: a script hears what is missing before anything is done. */
export function newPinSource(
  { newPinFile }: NewPinOptions,
  { environment }: Console,
): (who: string, rule: PinRule) => Promise<string> {
  if (newPinFile !== undefined) {
    const pin = readSecretFile("new PIN", newPinFile).trim();
    return () => Promise.resolve(pin);
  }
  if (!environment.isTerminal) throw usageFault("Say the new PIN: --new-pin-file FILE.");
  return askTwice;
}

async function askTwice(who: string, { min, max }: PinRule): Promise<string> {
  const pin = await askSecret(`New PIN for ${who}, ${min} to ${max} digits`);
  if ((await askSecret("The same again")) === pin) return pin;
  throw usageFault("The two PINs differ; nothing was changed.");
}
