/** The words of the commands that open, change and pay orders, besides what the kitchen hears of them. */

import { Option } from "commander";

import { addActCommands } from "./act-commands.ts";
import {
  type CommandDeps,
  type ShellCommand,
  withApprover,
  withOrder,
  withFate,
  withSerials,
} from "./command-options.ts";

export const SERVICES = ["counter", "dine-in", "takeaway", "delivery"];
export const GOODS = 'what, in the register\'s words: "2*flat white", 100, lat/2, "<100"';

export function addOrderCommands(order: ShellCommand, deps: CommandDeps): void {
  addGoodsCommands(order, deps);
  addBillCommand(order, deps);
  addActCommands(order, deps);
  addOrderWide(order, deps);
  addLastCommands(order, deps);
}

function addGoodsCommands(order: ShellCommand, { run }: CommandDeps): void {
  withFate(withSerials(withApprover(order.command("open")).sure("goods", "line", "age")))
    .description("begin an order that stays open, with its first goods")
    .argument("<goods...>", GOODS)
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .option("--due <when>", 'when the guest collects it, such as "sat 10:00"')
    .example('order open "2*flat white" --service dine-in')
    .action(run(async () => (await import("./commands/sell.ts")).sellGoods));
  withFate(withSerials(withOrder(order.command("add")).sure("goods", "line", "age")))
    .description("ring up more goods on an order that is not paid yet")
    .argument("<goods...>", GOODS)
    .example('order add A12 croissant ";2" steak')
    .action(run(async () => (await import("./commands/sell.ts")).addToTheOrder));
}

function addBillCommand(order: ShellCommand, { run }: CommandDeps): void {
  withOrder(order.command("bill"))
    .description("print a guest's bill, which is no receipt; of a split one a bill of each part")
    .option("--part <n>", "of that part of a split bill alone")
    .option("--no-print", "show it and print nothing: it gets no number")
    .example("order bill A12")
    .action(run(async () => (await import("./commands/order-bill.ts")).printTheBill));
}

function addOrderWide(order: ShellCommand, { run }: CommandDeps): void {
  withOrder(order.command("customer"))
    .description("whom an order is for; an empty text takes them off")
    .argument("<customer>", "id, its first characters, card, phone, or words of the name")
    .example('order customer A12 "rossi anna"')
    .action(run(async () => (await import("./commands/order-edit.ts")).putCustomer));
}

function addLastCommands(order: ShellCommand, { run }: CommandDeps): void {
  withOrder(order.command("undo"))
    .sure("goods")
    .description("take back what this till did to an order last")
    .example("order undo A12")
    .action(run(async () => (await import("./commands/order-undo.ts")).undoOnTheOrder));
}
