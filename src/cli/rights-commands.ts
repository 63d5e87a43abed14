/** The words of the commands about rights to guarded goods; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
import { type RightsOptions } from "./commands/rights.ts";

/** Adds so much of which article, and who says so. */
export function withArticle(command: ShellCommand): ShellCommand {
  return withVouching(withStaff(withStore(command)))
    .argument("<article>", "by SKU, PLU or name")
    .argument("<quantity>", "such as 3 or 0.568");
}

type Words = [article: string, quantity: string, till: string, options: RightsOptions];

export function addRightsCommands(
  stock: ShellCommand,
  { console, finish, run }: CommandDeps,
): void {
  withStore(stock.command("rights"))
    .description("which till may sell how much of what is guarded, without asking the others")
    .argument("[articles...]", "of these alone, by SKU, PLU or name")
    .jsonAndExample("stock rights --json")
    .action(run(async () => (await import("./commands/rights.ts")).showRights));
  withArticle(stock.command("give"))
    .description("another till may sell so much of what this one has")
    .argument("<till>", "its letter or name")
    .jsonAndExample("stock give CROISSANT 3 Bar")
    .action(async (...[article, quantity, to, options]: Words) => {
      const { giveTheRights } = await import("./commands/rights.ts");
      finish(await giveTheRights([article, quantity, to], options, console));
    });
  withArticle(stock.command("take-back"))
    .description("what a till may sell that can't be asked is this till's from now on")
    .argument("<till>", "its letter or name; found is what counts found")
    .option("--why <reason>", "dead, replaced or in-question", "dead")
    .jsonAndExample("stock take-back CROISSANT 3 Bar")
    .action(async (...[article, quantity, from, options]: Words) => {
      const { takeTheRights } = await import("./commands/rights.ts");
      finish(await takeTheRights([article, quantity, from], options, console));
    });
}
