/** The words of the commands that change an order which is there, besides what the kitchen hears of it. */

import { type Command } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type { PayOptions } from "./commands/order-pay.ts";

export function addOrderCommands(order: Command, deps: CommandDeps): void {
  addPayCommand(order, deps);
}

function addPayCommand(order: Command, { console, finish }: CommandDeps): void {
  withOrder(order.command("pay"))
    .description("take money for an order that is open, whichever till rang it up")
    .option(
      "--cash <amount>",
      "cash given, such as 20 or usd50; less than is due is a part payment; 0 hands out what it owes",
    )
    .option("--card", "by card, whose terminal has said yes")
    .option("--tender <name>", "by a tender of the shop's own, by name or digit")
    .option("--amount <amount>", "so much by --card or --tender, the tip in it; else all of it")
    .option("--tip <amount>", "in what is given, for whoever takes the payment")
    .addHelpText("after", example("order pay A12 --cash 20"))
    .action(async (text: string, options: PayOptions) => {
      const { payTheOrder } = await import("./commands/order-pay.ts");
      finish(await payTheOrder(text, options, console));
    });
}

/** For whoever changes one: which order, who acts, and with whose word. */
export function withOrder(command: Command): Command {
  return withStaff(withStore(command))
    .argument("<order>", "its number of today, a receipt number, or its id")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .option("--json", "result as JSON");
}
