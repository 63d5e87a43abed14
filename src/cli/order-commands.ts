/** The words of the commands that open, change and pay orders, besides what the kitchen hears of them. */

import { type Command, Option } from "commander";

import { addActCommands } from "./act-commands.ts";
import type { ChangeOptions } from "./change-order.ts";
import {
  type CommandDeps,
  example,
  withApprover,
  withOrder,
  withLineSure,
  withOversell,
} from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { BillOptions } from "./commands/order-bill.ts";
import type { OpenOptions } from "./commands/order-goods.ts";

export const SERVICES = ["counter", "dine-in", "takeaway", "delivery"];
export const GOODS = 'what, in the register\'s words: "2*flat white", 100, lat/2, "<100"';

export function addOrderCommands(order: Command, deps: CommandDeps): void {
  addGoodsCommands(order, deps);
  addBillCommand(order, deps);
  addActCommands(order, deps);
  addOrderWide(order, deps);
  addLastCommands(order, deps);
}

function addGoodsCommands(order: Command, { console, finish }: CommandDeps): void {
  withLineSure(withOversell(withApprover(order.command("open"))))
    .description("begin an order that stays open, with its first goods")
    .argument("<goods...>", GOODS)
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .addHelpText("after", example('order open "2*flat white" --service dine-in'))
    .action(async (goods: ReadonlyArray<string>, options: OpenOptions) => {
      const { openTheOrder } = await import("./commands/order-goods.ts");
      finish(await openTheOrder(goods, options, console));
    });
  withLineSure(withOversell(withOrder(order.command("add"))))
    .description("ring up more goods on an order that is not paid yet")
    .argument("<goods...>", GOODS)
    .addHelpText("after", example('order add A12 croissant ";2" steak'))
    .action(async (text: string, goods: ReadonlyArray<string>, options: ChangeOptions) => {
      const { addToTheOrder } = await import("./commands/order-goods.ts");
      finish(await addToTheOrder({ order: text, goods }, options, console));
    });
}

function addBillCommand(order: Command, { console, finish }: CommandDeps): void {
  withOrder(order.command("bill"))
    .description("print a guest's bill, which is no receipt; of a split one a bill of each part")
    .option("--part <n>", "of that part of a split bill alone")
    .option("--no-print", "show it and print nothing: it gets no number")
    .addHelpText("after", example("order bill A12"))
    .action(async (text: string, options: BillOptions) => {
      const { printTheBill } = await import("./commands/order-bill.ts");
      finish(await printTheBill(text, options, console));
    });
}

function addOrderWide(order: Command, { console, finish }: CommandDeps): void {
  withOrder(order.command("customer"))
    .description("whom an order is for; an empty text takes them off")
    .argument("<customer>", "id, its first characters, card, phone, or words of the name")
    .addHelpText("after", example('order customer A12 "rossi anna"'))
    .action(async (text: string, customer: string, options: ChangeOptions) => {
      const { putCustomer } = await import("./commands/order-edit.ts");
      finish(await putCustomer({ order: text, customer }, options, console));
    });
}

function addLastCommands(order: Command, { console, finish }: CommandDeps): void {
  withOversell(withOrder(order.command("undo")))
    .description("take back what this till did to an order last")
    .addHelpText("after", example("order undo A12"))
    .action(async (text: string, options: ChangeOptions) => {
      const { undoOnTheOrder } = await import("./commands/order-undo.ts");
      finish(await undoOnTheOrder(text, options, console));
    });
}
