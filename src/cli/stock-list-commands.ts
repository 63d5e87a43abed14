/** The words of the commands that list stock; commands.ts says why each loads its own file. */

import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";

/** What the option says of every list. */
export const CSV = "as a table for spreadsheets";

export function addStockLists(stock: ShellCommand, { run }: Pick<CommandDeps, "run">): void {
  withStore(stock.command("reorder"))
    .description("what is below its minimum, or would not last so long by the last four weeks")
    .option("--days <n>", "how long it is to last", "7")
    .option("--csv", CSV)
    .jsonAndExample("stock reorder --days 3")
    .action(run(async () => (await import("./commands/stock-lists.ts")).listReorder));
  withStore(stock.command("value"))
    .description("what the stock is worth, by category")
    .option("--day <day>", "at the end of that day, today or YYYY-MM-DD, instead of now")
    .option("--csv", CSV)
    .jsonAndExample("stock value --day 2026-11-30")
    .action(run(async () => (await import("./commands/stock-lists.ts")).showStockValue));
  withStore(stock.command("margin"))
    .description("what is left of what was sold: without tax, less what it took of the stock")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .option("--csv", CSV)
    .jsonAndExample("stock margin --day 2026-11-23 --to 2026-11-29")
    .action(run(async () => (await import("./commands/stock-margin.ts")).showMargins));
  withStore(stock.command("variance"))
    .description("what sales used, beside what was thrown away, eaten and missing, by value")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .option("--csv", CSV)
    .jsonAndExample("stock variance --day 2026-11-23 --to 2026-11-29")
    .action(run(async () => (await import("./commands/stock-lists.ts")).showVariance));
}
