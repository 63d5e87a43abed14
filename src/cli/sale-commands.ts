/** The words of the commands about sales; commands.ts says why each loads its own file. */

import { type Command, Option } from "commander";

import {
  type CommandDeps,
  example,
  withOutDrawer,
  withStaff,
  withStore,
} from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { HoldOptions, KitchenOptions, RefireOptions } from "./commands/order-kitchen.ts";
import type { ListOptions, ShowOptions } from "./commands/order.ts";
import type { RefundOptions } from "./commands/refund.ts";
import type { SellOptions } from "./commands/sell.ts";
import { addOrderCommands, GOODS, SERVICES, withOrder, withOversell } from "./order-commands.ts";
import { addTableCommands } from "./table-commands.ts";

const FATES = ["back", "waste", "none"];

export function addSaleCommands(program: Command, deps: CommandDeps): void {
  addSellCommand(program, deps);
  addRefundCommand(program, deps);
  addOrderGroup(program, deps);
}

function addSellCommand(program: Command, { console, finish }: CommandDeps): void {
  withOutDrawer(withOversell(withStaff(withStore(program.command("sell")))))
    .description("sell goods, all at once")
    .argument("<goods...>", GOODS)
    .option(
      "--cash <amount>",
      "cash given, such as 20 or usd50; without it or --card it stays open",
    )
    .option("--card", "all of it by card, whose terminal has said yes")
    .option("--tender <name>", "all of it by a tender of the shop's own, by name or digit")
    .option("--tip <amount>", "in what is given, for whoever takes the payment")
    .option("--yes", "the tip is right, even where it is more than what is due")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .option("--json", "result as JSON")
    .addHelpText("after", example('sell "2*flat white" croissant --cash 20'))
    .action(async (goods: ReadonlyArray<string>, options: SellOptions) => {
      const { sellGoods } = await import("./commands/sell.ts");
      finish(await sellGoods(goods, options, console));
    });
}

function addRefundCommand(program: Command, { console, finish }: CommandDeps): void {
  withOutDrawer(withStaff(withStore(program.command("refund"))))
    .description("take goods of a receipt back and give their money out")
    .argument("<receipt>", "its number")
    .argument(
      "[lines...]",
      'as they stand on it: 2 is one of line 2, "3*2" three, "*2" all; none: all',
    )
    .requiredOption("--reason <text>", "why; it is on the paper and recorded")
    .option("--card", "back to the card, by its terminal; else cash")
    .option("--tender <name>", "back by a tender of the shop's own that it was paid by")
    .option(
      "--too-much",
      "no goods: what was paid for them twice, or beyond what they cost, goes back",
    )
    .option("--goods-back", "goods, of a receipt of which something was paid too much")
    .option("--exchange [order]", "for goods of that order, or of a new one: its payment nets both")
    .addOption(
      new Option(
        "--goods <what>",
        "back: sold again; waste: thrown away; none: nothing came back. Else waste is what a station makes, back the rest",
      ).choices(FATES),
    )
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .option("--json", "result as JSON")
    .addHelpText("after", example('refund A-000012 2 --reason "was cold"'))
    .action(async (number: string, lines: ReadonlyArray<string>, options: RefundOptions) => {
      const { refundGoods } = await import("./commands/refund.ts");
      finish(await refundGoods({ number, lines }, options, console));
    });
}

function addOrderGroup(program: Command, { console, finish }: CommandDeps): void {
  const order = program
    .command("order")
    .description("look at orders, change and pay them, and tell the kitchen of them");
  withLooker(withStore(order.command("list")))
    .description("orders of a day, and those still open")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--open", "open ones only")
    .option("--json", "result as JSON")
    .addHelpText("after", example("order list --day 2026-11-19 --json"))
    .action(async (options: ListOptions) => {
      const { listTheOrders } = await import("./commands/order.ts");
      finish(await listTheOrders(options, console));
    });
  withLooker(withStore(order.command("show")))
    .description("one order with its receipts")
    .argument("<order>", "its number of today, a receipt number, or its id")
    .option("--json", "result as JSON")
    .addHelpText("after", example("order show A-000012"))
    .action(async (text: string, options: ShowOptions) => {
      const { showOrder } = await import("./commands/order.ts");
      finish(await showOrder(text, options, console));
    });
  addOrderCommands(order, { console, finish });
  addTableCommands(order, { console, finish });
  addKitchenCommands(order, { console, finish });
}

/** What a station hears of an order that is there. */
function addKitchenCommands(order: Command, { console, finish }: CommandDeps): void {
  withOrder(order.command("send"))
    .description("tell the kitchen what it has not been told; later courses wait")
    .addHelpText("after", example("order send A12"))
    .action(async (text: string, options: KitchenOptions) => {
      const { sendTheOrder } = await import("./commands/order-kitchen.ts");
      finish(await sendTheOrder(text, options, console));
    });
  withOrder(order.command("hold"))
    .description("let the kitchen wait with lines, or with a course, once they are sent")
    .argument("[lines...]", "their numbers, as `till order show` counts them")
    .option("--course <n>", "all lines of that course")
    .option("--off", "no longer: they go when they are sent")
    .addHelpText("after", example("order hold A12 3 4"))
    .action(async (text: string, lines: ReadonlyArray<string>, options: HoldOptions) => {
      const { holdTheOrder } = await import("./commands/order-kitchen.ts");
      finish(await holdTheOrder({ order: text, lines }, options, console));
    });
  withOrder(order.command("fire"))
    .description("have the kitchen begin with the next course that waits")
    .option("--course <n>", "with that one instead")
    .addHelpText("after", example("order fire A12 --course 2"))
    .action(async (text: string, options: KitchenOptions) => {
      const { fireTheOrder } = await import("./commands/order-kitchen.ts");
      finish(await fireTheOrder(text, options, console));
    });
  withOrder(order.command("refire"))
    .description(
      "have the kitchen make something again, such as what was dropped; nothing is charged",
    )
    .argument("<line>", "its number, as `till order show` counts it")
    .option("--quantity <n>", "so many of it (else one piece, or all that was weighed)")
    .option("--reason <text>", "why, as the ticket says it")
    .addHelpText("after", example('order refire A12 3 --reason "dropped"'))
    .action(async (text: string, line: string, options: RefireOptions) => {
      const { refireTheLine } = await import("./commands/order-kitchen.ts");
      finish(await refireTheLine({ order: text, line }, options, console));
    });
}

/** Who they are for is told to a person who may look up customers. */
function withLooker(command: Command): Command {
  return command
    .option("--staff <number>", "who looks (else TILL_STAFF): names of customers take the right to")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)");
}
