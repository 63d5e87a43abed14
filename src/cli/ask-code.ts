/** Asks for the recovery code that somebody types from paper. */

import { askLine } from "../app/system/prompt.ts";
import { type Result } from "../domain/base/result.ts";
import { type CommandFault } from "./fault.ts";

export interface CodeQuestion<Value> {
  /** The text on lines of its own above the prompt; from the second time on, the error stands there. */
  readonly words: string;
  readonly prompt: string;
  /** The fault is a sentence: a slip, to be put right at once. */
  readonly read: (typed: string) => Result<Value, string>;
  readonly interrupted: () => CommandFault;
  /** Shows again what the code is read from, when nothing is typed. */
  readonly showAgain?: () => Promise<void>;
}

/** Asks until the code can be taken. */
export async function askCode<Value>({
  words,
  prompt,
  read,
  interrupted,
  showAgain,
}: CodeQuestion<Value>): Promise<Value> {
  for (let before = words; ;) {
    const typed = await askLine({ prompt: before + prompt, isShown: true });
    if (typed === undefined) throw interrupted();
    if (typed.trim() === "" && showAgain !== undefined) {
      await showAgain();
      before = words;
      continue;
    }
    const taken = read(typed);
    if (taken.ok) return taken.value;
    before = `${taken.fault}\n`;
  }
}
