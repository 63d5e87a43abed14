/** The words of the kitchen's screen; commands.ts says why it loads its own file. */

import { type Command } from "commander";

import { type CommandDeps, example, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type { KitchenCommandOptions } from "./commands/kitchen.ts";

export function addKitchenCommand(program: Command, { console, finish }: CommandDeps): void {
  withStore(program.command("kitchen"))
    .description("show a station's tickets on this terminal, worked from a numeric keypad")
    .option("--station <name>", "which one; needless where there is one")
    .option("--pass", "the pass: each order with what all stations have of it")
    .option("--late <minutes>", "from when a ticket is late", "10")
    .option("--very-late <minutes>", "from when it is very late", "20")
    .option("--plain", "lines instead of a screen: for a screen reader or a script")
    .option("--no-bell", "no sound for a new ticket")
    .addHelpText("after", example("kitchen --station grill"))
    .action(async (options: KitchenCommandOptions) => {
      const { kitchen } = await import("./commands/kitchen.ts");
      finish(await kitchen(options, console));
    });
}
