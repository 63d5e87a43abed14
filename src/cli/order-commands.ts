/** The words of the commands that change an order which is there, besides what the kitchen hears of it. */

import { type Command, Option } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type { AddOptions, OpenOptions } from "./commands/order-goods.ts";
import type { PayOptions } from "./commands/order-pay.ts";

export const SERVICES = ["counter", "dine-in", "takeaway", "delivery"];
export const GOODS = 'what, in the register\'s words: "2*flat white", 100, lat/2, "<100"';

export function addOrderCommands(order: Command, deps: CommandDeps): void {
  addGoodsCommands(order, deps);
  addPayCommand(order, deps);
}

function addGoodsCommands(order: Command, { console, finish }: CommandDeps): void {
  withApprover(order.command("open"))
    .description("begin an order that stays open, with its first goods")
    .argument("<goods...>", GOODS)
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .addHelpText("after", example('order open "2*flat white" --service dine-in'))
    .action(async (goods: ReadonlyArray<string>, options: OpenOptions) => {
      const { openTheOrder } = await import("./commands/order-goods.ts");
      finish(await openTheOrder(goods, options, console));
    });
  withOrder(order.command("add"))
    .description("ring up more goods on an order that is not paid yet")
    .argument("<goods...>", GOODS)
    .addHelpText("after", example('order add A12 croissant ";2" steak'))
    .action(async (text: string, goods: ReadonlyArray<string>, options: AddOptions) => {
      const { addToTheOrder } = await import("./commands/order-goods.ts");
      finish(await addToTheOrder({ order: text, goods }, options, console));
    });
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
  return withApprover(command).argument(
    "<order>",
    "its number of today, a receipt number, or its id",
  );
}

function withApprover(command: Command): Command {
  return withStaff(withStore(command))
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .option("--json", "result as JSON");
}
