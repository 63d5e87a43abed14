/** The words of the commands about sales; commands.ts says why each loads its own file. */

import { Option } from "commander";

import {
  type CommandDeps,
  FATE_HELP,
  FATES,
  type ShellCommand,
  withApprover,
  withOrder,
  withFate,
  withSerials,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
import { addOrderCommands, GOODS, SERVICES } from "./order-commands.ts";

/** The words of `till sell` and `till refund`. */
export function addSaleCommands(program: ShellCommand, deps: CommandDeps): void {
  addSellCommand(program, deps);
  addRefundCommand(program, deps);
}

function addSellCommand(program: ShellCommand, { run }: CommandDeps): void {
  const sell = withStaff(withStore(program.command("sell"))).sure("goods", "age", "drawer");
  withFate(withSerials(sell))
    .description("sell goods, all at once")
    .argument("<goods...>", GOODS)
    .option(
      "--cash <amount>",
      "cash given, such as 20 or usd50; without it or --card it stays open",
    )
    .option(
      "--card",
      "all of it by card: this till's terminal is asked; one beside it has said yes",
    )
    .option("--terminal <id>", "which one, where this till drives several")
    .option("--by-hand", "the card was taken by a terminal that this till does not ask")
    .option("--slip <number>", "number of the slip of a terminal that no till asks")
    .option("--last4 <digits>", "the card's last four digits, as the slip has them")
    .option("--tender <name>", "all of it by a tender of the shop's own, by name or digit")
    .option("--coupon <code>", "the guest shows a coupon: what it takes off is off the bill")
    .option("--customer <customer>", "whom it is for: words of the name, a card, or the id")
    .option("--points <points>", "points of the customer that pay first, or all (docs/points.md)")
    .option("--voucher <code>", "pays first, as far as it goes; the rest as the others say")
    .option("--tip <amount>", "in what is given, for whoever takes the payment")
    .option(
      "--yes",
      "it is right, even where the tip is more than what is due, or a line more than usual",
    )
    .sure("line", "card", "held")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .jsonAndExample('sell "2*flat white" croissant --cash 20')
    .action(run(async () => (await import("./commands/sell.ts")).sellGoods));
}

function addRefundCommand(program: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(program.command("refund")))
    .sure("drawer")
    .description("take goods of a receipt back and give their money out")
    .argument("<receipt>", "its number")
    .argument(
      "[lines...]",
      'as they stand on it: 2 is one of line 2, "3*2" three, "*2" all, 2.1 the first part of a combo; none: all',
    )
    .requiredOption("--reason <text>", "why; it is on the paper and recorded")
    .option("--card", "back to the card, by its terminal; else cash")
    .option("--tender <name>", "back by a tender of the shop's own that it was paid by")
    .option(
      "--too-much",
      "no goods: what was paid for them twice, or beyond what they cost, goes back",
    )
    .option("--goods-back", "goods, of a receipt of which something was paid too much")
    .option(
      "--bad",
      "they were bad: of a promotion each brings its share at least, and what stays keeps its price",
    )
    .option("--exchange [order]", "for goods of that order, or of a new one: its payment nets both")
    .addOption(new Option("--goods <what>", FATE_HELP).choices(FATES))
    .addOption(
      new Option(
        "--tip <what>",
        "of a card typed by hand, with all that is left: back goes to the card too; else it stays",
      ).choices(["back", "stays"]),
    )
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .jsonAndExample('refund A-000012 2 --reason "was cold"')
    .action(run(async () => (await import("./commands/refund.ts")).refundGoods));
}

/** The words of `till order`. */
export function addOrderGroup(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const order = program
    .command("order")
    .description("look at orders, change and pay them, and tell the kitchen of them");
  withLooker(withStore(order.command("list")))
    .description("orders of a day, and those still open")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--open", "open ones only")
    .option(
      "--due [day]",
      "those that guests collect later, by day and hour; with a day those of that day",
    )
    .jsonAndExample("order list --day 2026-11-19 --json")
    .action(run(async () => (await import("./commands/order.ts")).listTheOrders));
  withLooker(withStore(order.command("show")))
    .description("one order with its receipts")
    .argument("<order>", "its number of today, a receipt number, or its id")
    .jsonAndExample("order show A-000012")
    .action(run(async () => (await import("./commands/order.ts")).showOrder));
  addOrderCommands(order, deps);
  addTableCommands(order, deps);
}

/** Adds the option of the person who looks: customers are only shown to people who may look them up. */
function withLooker(command: ShellCommand): ShellCommand {
  return command
    .option("--staff <number>", "who looks (else TILL_STAFF): names of customers take the right to")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)");
}

/** The words of `till floor`. */
export function addFloorCommands(program: ShellCommand, deps: CommandDeps): void {
  const floor = program.command("floor").description("areas and tables, also as a file to edit");
  addLooks(floor, deps);
  addChanges(floor, deps);
  addSheets(floor, deps);
}

function addLooks(floor: ShellCommand, { run }: CommandDeps): void {
  withStore(floor.command("list"))
    .description("all tables by area, as the plan shows them")
    .jsonAndExample("floor list --json")
    .action(run(async () => (await import("./commands/floor.ts")).listFloor));
  withKind(withStore(floor.command("show")))
    .description("one table, or area, with its fields")
    .argument("<name>", "as people call it")
    .jsonAndExample("floor show 12")
    .action(run(async () => (await import("./commands/floor.ts")).showFloor));
}

function addChanges(floor: ShellCommand, { run }: CommandDeps): void {
  withVouching(withKind(withStaff(withStore(floor.command("add")))))
    .description("a new table, or area")
    .argument("<name>", "what people type to go to it: at most 12 signs, of an area 24")
    .argument("[field=value...]", "area, seats, position; of an area position")
    .jsonAndExample("floor add 12 area=terrace seats=4", "floor add Terrace --kind area")
    .action(run(async () => (await import("./commands/floor.ts")).changeTheFloor, true));
  withVouching(withKind(withStaff(withStore(floor.command("set")))))
    .description("other values for fields of a table, or area: only what differs is written")
    .argument("<name>", "as people call it now")
    .argument("<field=value...>", "name, area, seats, position; of an area name, position")
    .jsonAndExample("floor set 12 seats=6 area=bar")
    .action(run(async () => (await import("./commands/floor.ts")).changeTheFloor, false));
  withVouching(withKind(withStaff(withStore(floor.command("remove")))))
    .description("a table where no order is open, or an area without tables")
    .argument("<name>", "as people call it")
    .jsonAndExample("floor remove 12")
    .action(run(async () => (await import("./commands/floor.ts")).removeTheTable));
}

function addSheets(floor: ShellCommand, { run }: CommandDeps): void {
  withStore(floor.command("export"))
    .description("all tables as CSV")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .example("floor export --out tables.csv")
    .action(run(async () => (await import("./commands/floor.ts")).exportFloor));
  withStaff(withStore(floor.command("import")))
    .description("tables from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "area, table, seats, position; all but table may be missing")
    .option("--dry-run", "say what would happen, write nothing")
    .option("--remove-missing", "tables that are not in the file are removed")
    .jsonAndExample("floor import tables.csv --dry-run")
    .action(run(async () => (await import("./commands/floor.ts")).importTheFloor));
}

function withKind(command: ShellCommand): ShellCommand {
  return command.addOption(
    new Option("--kind <kind>", "what it is").choices(["table", "area"]).default("table"),
  );
}

/** The words of the commands about who sits where. */
function addTableCommands(order: ShellCommand, deps: CommandDeps): void {
  addSeatCommands(order, deps);
  addMoveCommands(order, deps);
}

function addMoveCommands(order: ShellCommand, { run }: CommandDeps): void {
  withOrder(order.command("move"))
    .description("move an order to another table, or lines of it to another order")
    .requiredOption("--to <where>", "a table, the number of an order, or the name of a guest")
    .option("--lines <list>", "only these lines: such as 2,5")
    .option("--pieces <list>", "so many of a line: such as 2*4 for two of line 4")
    .option("--beside", "also where somebody sits: both keep bills of their own")
    .example("order move 7 --to 9 --lines 2,5")
    .action(run(async () => (await import("./commands/order-move.ts")).moveTheOrder));
  withOrder(order.command("merge"))
    .description("put an order on another one's bill")
    .argument("<into>", "the order whose bill it is on then: number of today, table or guest")
    .example("order merge A14 A12")
    .action(run(async () => (await import("./commands/order-move.ts")).mergeTheOrders));
  withOrder(order.command("unmerge"))
    .description("take an order off the bill that it was put on")
    .example("order unmerge A14")
    .action(run(async () => (await import("./commands/order-move.ts")).unmergeTheOrder));
}

function addSeatCommands(order: ShellCommand, { run }: CommandDeps): void {
  withApprover(order.command("table"))
    .description("open a table or a tab before its goods, or go to the one that is open")
    .argument("<table>", "its number or name, or the name of a guest")
    .option("--covers <n>", "how many guests there are")
    .example("order table 7 --covers 4")
    .action(run(async () => (await import("./commands/order-table.ts")).openTheTable));
  withApprover(order.command("hand-over"))
    .description("hand orders to a colleague, or all of a person's tables and tabs")
    .argument("<to>", "staff number of who serves them from now on")
    .argument("[orders...]", "numbers of today, tables or guests")
    .option("--from <number>", "all that this person has")
    .example("order hand-over 3 A12 A14")
    .action(run(async () => (await import("./commands/order-table.ts")).handOver));
}
