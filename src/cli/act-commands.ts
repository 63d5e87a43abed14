/** The commands of acts: made of the table that `npm run docs` takes out of `src/acts`. */

import { type Command } from "commander";

import { SHELL_ACTS } from "../acts/shell-table.ts";
// A whole import of types: one with its types marked inline loads the file where nothing is built.
import type { ChangeOptions } from "./change-order.ts";
import { type CommandDeps, example, LINE, withOrder, withOversell } from "./command-options.ts";

export function addActCommands(order: Command, { console, finish }: CommandDeps): void {
  for (const entry of SHELL_ACTS) {
    const { id, on, help, words, options, sellsMore, hasDryRun } = entry;
    const command = withOrder(order.command(id)).description(help);
    if (sellsMore) withOversell(command);
    if (on === "line") command.argument("<line>", LINE);
    for (const word of words) command.argument(word.name, word.help);
    for (const option of options) command.option(option.name, option.help);
    if (hasDryRun) command.option("--dry-run", "say what would change, write nothing");
    command
      .addHelpText("after", example(entry.example))
      // The order, words, then options and the command itself.
      .action(async (text: string, ...typed: ReadonlyArray<unknown>) => {
        const { performTheAct } = await import("./commands/act.ts");
        const texts = typed
          .slice(0, -2)
          .flat()
          .filter((word) => typeof word === "string");
        const given = { order: text, words: texts, options: command.opts<ChangeOptions>() };
        finish(await performTheAct(entry, given, console));
      });
  }
}
