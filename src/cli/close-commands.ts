/** The words of `till close`; commands.ts says why each loads its own file. */

import { type Command } from "commander";

import { type CommandDeps, example, several, withStore, withVouching } from "./command-options.ts";
// A whole import of a type: one with its type marked inline loads the file where nothing is built.
import type { CloseOptions } from "./commands/close.ts";

export function addCloseCommand(program: Command, { console, finish }: CommandDeps): void {
  withVouching(withStore(program.command("close")))
    .description("close the shop's day: this till's Z, and the Zs of all that are heard")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--dry-run", "say what is open, and with what to deal with it; close nothing")
    .option(
      "--without <till>",
      "nothing more comes from it, such as after a fire; several",
      several,
    )
    .option("--reason <text>", "why not, for those who ask later")
    .option("--nightly", "for a timer, without a PIN: each day that is left, and its report")
    .option("--notify-command <command>", "with --nightly: gets each result as JSON on its stdin")
    .option("--staff <number>", "who closes it (else TILL_STAFF, a prompt)")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .option("--json", "result as JSON")
    .addHelpText("after", example("close --dry-run"))
    .action(async (options: CloseOptions) => {
      const { closeTheDay } = await import("./commands/close.ts");
      finish(await closeTheDay(options, console));
    });
}
