/** The words of the commands by which stock goes on labels and comes out of files; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  type ShellCommand,
  several,
  withStaff,
  withStore,
} from "./command-options.ts";

export function addStockPapers(stock: ShellCommand, { run }: Pick<CommandDeps, "run">): void {
  withStore(stock.command("labels"))
    .description("labels with name, price and barcode, out of the receipt printer or as ZPL")
    .argument("[articles...]", "of these, by SKU, PLU or name")
    .option("--category <category>", "of all that is sold of a category", several)
    .option("--received <day>", "of what was received since that day, YYYY-MM-DD or today")
    .option("--priced <day>", "of what has had another price since that day")
    .option("--copies <n>", "so many of each", "1")
    .option("--zpl <file>", "for a label printer, into a file; - is the standard output")
    .option("--to <printer>", "to a label printer by its address: 192.0.2.7, /dev/usb/lp1")
    .option("--size <mm>", "of a label for a label printer: width x height", "50x30")
    .option("--dpi <n>", "of the label printer: 203, 300 or 600", "203")
    .jsonAndExample("stock labels CROISSANT --copies 3", "stock labels --priced today --zpl -")
    .action(run(async () => (await import("./commands/labels.ts")).printLabels));
  withStaff(withStore(stock.command("import")))
    .description("books the deliveries, or with --counts the counts, of a CSV file")
    .argument("<file>", "CSV, UTF-8; docs/stock.md has the columns")
    .option("--counts", "the rows are counts")
    .option("--again", "also where all of it was booked already")
    .option("--dry-run", "write nothing, only say what would be")
    .jsonAndExample("stock import delivery.csv --dry-run", "stock import levels.csv --counts")
    .action(run(async () => (await import("./commands/stock-import.ts")).importTheStock));
}
