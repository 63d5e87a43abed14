/** `till completion bash|zsh`. */

import { type Command } from "commander";

import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { completionScript, type Shell } from "../manual/completion.ts";

/** Prints what a shell reads to complete the words of the program. */
export async function showCompletion(
  shell: Shell,
  program: Command,
  console: Console,
): Promise<ExitCode> {
  await console.write(completionScript(program, shell));
  return EXIT.fine;
}
