/** The commands of acts: made of the table that `npm run docs` takes out of `src/acts`. */

import { SHELL_ACTS } from "../acts/made/shell-table.ts";
// A whole import of types: one with its types marked inline loads the file where nothing is built.
import type { ChangeOptions } from "./change-order.ts";
import {
  type CommandDeps,
  LINE,
  type ShellCommand,
  withApprover,
  withOrder,
} from "./command-options.ts";

/** Adds the commands of acts that stand behind a word, such as `till order`. */
export function addActCommands(parent: ShellCommand, { console, finish }: CommandDeps): void {
  for (const entry of SHELL_ACTS) {
    const { path, on, help: what, words, options, asks, hasDryRun } = entry;
    const [group, name = ""] = path.split(" ");
    if (group !== parent.name()) continue;
    const isOfOrder = on !== "shop";
    const command = (isOfOrder ? withOrder : withApprover)(parent.command(name)).description(what);
    if (on === "line") command.argument("<line>", LINE);
    for (const word of words) command.argument(word.name, word.help);
    for (const { name: flag, help, isRequired } of options) {
      if (isRequired === true) command.requiredOption(flag, help);
      else command.option(flag, help);
    }
    command.sure(...asks);
    if (hasDryRun) command.option("--dry-run", "say what would change, write nothing");
    command
      .example(entry.example)
      // The order, words, then options and the command itself.
      .action(async (...typed: ReadonlyArray<unknown>) => {
        const { performTheAct, performTheActBeside } = await import("./commands/act.ts");
        const texts = typed
          .slice(0, -2)
          .flat()
          .filter((word) => typeof word === "string");
        const given = command.opts<ChangeOptions>();
        if (!isOfOrder) {
          finish(await performTheActBeside(entry, { words: texts, options: given }, console));
          return;
        }
        const [order = "", ...others] = texts;
        finish(await performTheAct(entry, { order, words: others, options: given }, console));
      });
  }
}
