/** The words of the commands about what is bought; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
import { CSV } from "./stock-list-commands.ts";

/** What is ordered of suppliers, what comes of it, and what expires of what came. */
export function addPurchaseCommands(stock: ShellCommand, { run }: Pick<CommandDeps, "run">): void {
  const order = stock.command("order").description("what is ordered of suppliers");
  withVouching(withStaff(withStore(order.command("new"))))
    .description("orders goods of a supplier, or with --days what is to be ordered of each")
    .argument("[goods...]", "ARTICLE=QUANTITY, such as MILK=2crate")
    .option("--supplier <name>", "of whom; else who is named as their supplier")
    .option("--days <n>", "what till stock reorder lists for so many days")
    .option("--expected <day>", "when it should come")
    .option("--note <text>", "what the supplier reads below it")
    .jsonAndExample("stock order new MILK=2crate --supplier Dairy")
    .action(run(async () => (await import("./commands/purchases.ts")).orderTheSupplies));
  withStore(order.command("show"))
    .description("what was ordered, what came of it, and what it costs against the time before")
    .argument("<order>", "its number, such as PA1")
    .option("--csv", CSV)
    .jsonAndExample("stock order show PA1")
    .action(run(async () => (await import("./commands/purchases.ts")).showThePurchase));
  withStore(order.command("print"))
    .description("prints an order for the supplier")
    .argument("<order>", "its number, such as PA1")
    .jsonAndExample("stock order print PA1")
    .action(run(async () => (await import("./commands/purchases.ts")).printThePurchase));
  withVouching(withStaff(withStore(order.command("came"))))
    .description("books what came for an order: all that is awaited, or the goods that are named")
    .argument("<order>", "its number, such as PA1")
    .argument("[goods...]", "ARTICLE=QUANTITY, or ARTICLE=QUANTITY@COST of one")
    .option("--note <text>", "the delivery note's number")
    .option("--place <place>", "where it lies; else the sales floor")
    .option("--close", "the rest is waited for no longer")
    .jsonAndExample("stock order came PA1 MILK=1crate@11.40 --note 4711")
    .action(run(async () => (await import("./commands/purchases.ts")).bookTheDelivery));
  withVouching(withStaff(withStore(order.command("close"))))
    .description("what has not come is waited for no longer")
    .argument("<order>", "its number, such as PA1")
    .option("--reason <text>", "why")
    .jsonAndExample("stock order close PA1 --reason none-left")
    .action(run(async () => (await import("./commands/purchases.ts")).closeThePurchase));
  withStore(stock.command("orders"))
    .description("the orders of which something is still to come")
    .option("--all", "those that came and those that are closed with them")
    .jsonAndExample("stock orders --json")
    .action(run(async () => (await import("./commands/purchases.ts")).listThePurchases));
  withStore(stock.command("suppliers"))
    .description("of whom for how much, or what a supplier's goods cost against the time before")
    .argument("[supplier]", "of this one")
    .option("--days <n>", "how far back", "28")
    .option("--csv", CSV)
    .jsonAndExample("stock suppliers --json")
    .action(run(async () => (await import("./commands/supply-lists.ts")).listTheSuppliers));
  withStore(stock.command("expiry"))
    .description("what may soon be sold no longer")
    .option("--days <n>", "how soon", "3")
    .option("--csv", CSV)
    .jsonAndExample("stock expiry --days 7")
    .action(run(async () => (await import("./commands/supply-lists.ts")).listExpiry));
}
