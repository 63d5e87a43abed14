/** The words of the commands about who sits where. */

import { type Command } from "commander";

import type { ChangeOptions } from "./change-order.ts";
import { type CommandDeps, example } from "./command-options.ts";
import type { MoveOptions } from "./commands/order-move.ts";
import type { HandOverOptions, LeaveOptions, TableOptions } from "./commands/order-table.ts";
import { withApprover, withOrder } from "./order-commands.ts";

export function addTableCommands(order: Command, deps: CommandDeps): void {
  addSeatCommands(order, deps);
  addMoveCommands(order, deps);
}

function addMoveCommands(order: Command, { console, finish }: CommandDeps): void {
  withOrder(order.command("move"))
    .description("move an order to another table, or lines of it to another order")
    .requiredOption("--to <where>", "a table, the number of an order, or the name of a guest")
    .option("--lines <list>", "only these lines: such as 2,5")
    .option("--pieces <list>", "so many of a line: such as 2*4 for two of line 4")
    .option("--beside", "also where somebody sits: both keep bills of their own")
    .addHelpText("after", example("order move 7 --to 9 --lines 2,5"))
    .action(async (text: string, options: MoveOptions) => {
      const { moveTheOrder } = await import("./commands/order-move.ts");
      finish(await moveTheOrder(text, options, console));
    });
  withOrder(order.command("merge"))
    .description("put an order on another one's bill")
    .argument("<into>", "the order whose bill it is on then: number of today, table or guest")
    .addHelpText("after", example("order merge A14 A12"))
    .action(async (text: string, into: string, options: ChangeOptions) => {
      const { mergeTheOrders } = await import("./commands/order-move.ts");
      finish(await mergeTheOrders({ order: text, into }, options, console));
    });
  withOrder(order.command("unmerge"))
    .description("take an order off the bill that it was put on")
    .addHelpText("after", example("order unmerge A14"))
    .action(async (text: string, options: ChangeOptions) => {
      const { unmergeTheOrder } = await import("./commands/order-move.ts");
      finish(await unmergeTheOrder(text, options, console));
    });
}

function addSeatCommands(order: Command, { console, finish }: CommandDeps): void {
  withApprover(order.command("table"))
    .description("open a table or a tab before its goods, or go to the one that is open")
    .argument("<table>", "its number or name, or the name of a guest")
    .option("--covers <n>", "how many guests there are")
    .addHelpText("after", example("order table 7 --covers 4"))
    .action(async (table: string, options: TableOptions) => {
      const { openTheTable } = await import("./commands/order-table.ts");
      finish(await openTheTable(table, options, console));
    });
  withOrder(order.command("covers"))
    .description("how many guests an order is for")
    .argument("<n>", "1 to 999")
    .addHelpText("after", example("order covers A12 4"))
    .action(async (text: string, covers: string, options: ChangeOptions) => {
      const { countTheGuests } = await import("./commands/order-table.ts");
      finish(await countTheGuests({ order: text, covers }, options, console));
    });
  withOrder(order.command("seat"))
    .description("whose a line is at the table")
    .argument("<line>", "its number, as `till order show` counts it")
    .argument("<seat>", "1 to 99, or 0 for the whole table")
    .addHelpText("after", example("order seat A12 3 2"))
    .action(async (...[text, line, seat, options]: [string, string, string, ChangeOptions]) => {
      const { seatTheLine } = await import("./commands/order-table.ts");
      finish(await seatTheLine({ order: text, line, seat }, options, console));
    });
  withOrder(order.command("leave"))
    .description("the guests of an order left without ordering: their table is free")
    .option("--reason <text>", "why, where that is known; it is recorded")
    .addHelpText("after", example('order leave A12 --reason "waited too long"'))
    .action(async (text: string, options: LeaveOptions) => {
      const { guestsLeft } = await import("./commands/order-table.ts");
      finish(await guestsLeft(text, options, console));
    });
  withApprover(order.command("hand-over"))
    .description("hand orders to a colleague, or all of a person's tables and tabs")
    .argument("<to>", "staff number of who serves them from now on")
    .argument("[orders...]", "numbers of today, tables or guests")
    .option("--from <number>", "all that this person has")
    .addHelpText("after", example("order hand-over 3 A12 A14"))
    .action(async (to: string, orders: ReadonlyArray<string>, options: HandOverOptions) => {
      const { handOver } = await import("./commands/order-table.ts");
      finish(await handOver({ to, orders }, options, console));
    });
}
