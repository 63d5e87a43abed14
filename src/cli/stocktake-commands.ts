/** The words of the commands about stocktakes; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";

export function addStocktakeCommands(stock: ShellCommand, { run }: Pick<CommandDeps, "run">): void {
  const sheet = stock.command("sheet").description("sheets on which people enter what they count");
  withVouching(withStaff(withStore(sheet.command("open"))))
    .description("begins a sheet of the articles whose stock is kept")
    .argument("[categories...]", "of these alone, by name or id")
    .option("--place <place>", "where is counted; else the sales floor", "")
    .jsonAndExample("stock sheet open --place cellar")
    .action(run(async () => (await import("./commands/stocktake.ts")).openTheSheet));
  withStore(sheet.command("list"))
    .description("the sheets, the newest first")
    .jsonAndExample("stock sheet list --json")
    .action(run(async () => (await import("./commands/stocktake.ts")).listTheSheets));
  withStore(sheet.command("show"))
    .description("what is entered on a sheet, and what nobody has counted yet")
    .argument("<sheet>", "its number, such as A1")
    .jsonAndExample("stock sheet show A1")
    .action(run(async () => (await import("./commands/stocktake.ts")).showTheSheet));
  withStore(sheet.command("print"))
    .description("prints a sheet with a blank for each figure")
    .argument("<sheet>", "its number, such as A1")
    .jsonAndExample("stock sheet print A1")
    .action(run(async () => (await import("./commands/stocktake.ts")).printTheSheet));
  withVouching(withStaff(withStore(stock.command("enter"))))
    .description("so much of an article was counted: kept on the sheet until it is approved")
    .argument("<sheet>", "its number, such as A1")
    .argument("<article>", "by SKU, PLU, barcode or name")
    .argument("<quantity>", "such as 7, 2crate+3, or none")
    .option("--instead", "in place of all that is entered for it, not on top")
    .jsonAndExample("stock enter A1 CROISSANT 7")
    .action(run(async () => (await import("./commands/stocktake.ts")).enterOnSheet));
  withStaff(withStore(stock.command("approve")))
    .description("what a sheet differs by, and with --yes its counts hold")
    .argument("<sheet>", "its number, such as A1")
    .option("--yes", "count it so")
    .jsonAndExample("stock approve A1 --yes")
    .action(run(async () => (await import("./commands/stocktake.ts")).approveTheSheet));
}
