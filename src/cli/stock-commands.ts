/** The words of the commands about stock; commands.ts says why each loads its own file. */

import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";
import { type BookOptions } from "./commands/stock.ts";
import { addPurchaseCommands } from "./purchase-commands.ts";
import { addRightsCommands, withArticle } from "./rights-commands.ts";
import { addStockLists, CSV } from "./stock-list-commands.ts";
import { addStockPapers } from "./stock-paper-commands.ts";
import { addStocktakeCommands } from "./stocktake-commands.ts";

export function addStockCommands(
  program: ShellCommand,
  { console, finish, run }: CommandDeps,
): void {
  const stock = program
    .command("stock")
    .description("what is there, what came and went (docs/stock.md)");

  function booking(name: string, description: string): ShellCommand {
    return withArticle(stock.command(name)).description(description);
  }

  async function book(
    wish: readonly [
      "receive" | "waste" | "return" | "make" | "count",
      string,
      string,
      ReadonlyArray<string>,
    ],
    options: BookOptions,
  ): Promise<void> {
    const { bookStock } = await import("./commands/stock.ts");
    finish(await bookStock(wish, options, console));
  }

  withStore(stock.command("show"))
    .description("how much there is of each article, and what it is worth")
    .argument("[articles...]", "of these alone, by SKU, PLU or name")
    .option("--csv", CSV)
    .jsonAndExample("stock show --json")
    .action(run(async () => (await import("./commands/stock.ts")).showTheStock));
  addStockLists(stock, { run });
  booking("receive", "so much came")
    .argument(
      "[fields...]",
      "cost= of one or total=, supplier=, note=, batch=, expires=, place=, order=",
    )
    .jsonAndExample("stock receive CROISSANT 12 cost=0.62 supplier=Baker")
    .action((...[article, quantity, fields, options]: [string, string, string[], BookOptions]) =>
      book(["receive", article, quantity, fields], options),
    );
  booking("waste", "so much was thrown away, or eaten by who works here")
    .sure("goods")
    .option("--reason <text>", "why")
    .option("--staff-meal", "eaten by who works here")
    .option("--place <place>", "where it lay; else the sales floor")
    .jsonAndExample("stock waste CROISSANT 1 --reason dropped")
    .action((article: string, quantity: string, options: BookOptions) =>
      book(["waste", article, quantity, []], options),
    );
  booking("return", "so much went back to its supplier")
    .sure("goods")
    .option("--supplier <name>", "to whom")
    .option("--reason <text>", "why")
    .option("--place <place>", "where it lay; else the sales floor")
    .jsonAndExample("stock return CROISSANT 2 --supplier Baker --reason stale")
    .action((article: string, quantity: string, options: BookOptions) =>
      book(["return", article, quantity, []], options),
    );
  addRightsCommands(stock, { console, finish, run });
  booking("make", "so much was made by its recipe, whose articles it takes")
    .sure("goods")
    .option("--place <place>", "where; else the sales floor")
    .jsonAndExample("stock make SOUP 10")
    .action((article: string, quantity: string, options: BookOptions) =>
      book(["make", article, quantity, []], options),
    );
  booking("count", "so much lies there: what was booked before is in it")
    .option("--place <place>", "where; else the sales floor")
    .jsonAndExample("stock count CROISSANT 7")
    .action((article: string, quantity: string, options: BookOptions) =>
      book(["count", article, quantity, []], options),
    );
  booking("move", "so much was carried to another place")
    .argument("<from>", "the place; shop is the sales floor")
    .argument("<to>", "the place; shop is the sales floor")
    .jsonAndExample("stock move CROISSANT 6 cellar shop")
    .action(
      async (
        ...[article, quantity, from, to, options]: [string, string, string, string, BookOptions]
      ) => {
        const { carryStock } = await import("./commands/stock.ts");
        finish(await carryStock([article, quantity, from, to], options, console));
      },
    );
  addStocktakeCommands(stock, { run });
  addPurchaseCommands(stock, { run });
  addStockPapers(stock, { run });
}
