/** The words of the commands about vouchers; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";

/** Adds how a voucher is paid. */
function withMoney(command: ShellCommand): ShellCommand {
  return withVouching(withStaff(withStore(command)))
    .sure("drawer")
    .option("--cash <amount>", "cash given, such as 20 or usd50")
    .option("--card", "by card, whose terminal beside the till has said yes")
    .option("--tender <name>", "by a tender of the shop's own, by name or digit");
}

export function addVoucherCommands(program: ShellCommand, { run }: CommandDeps): void {
  const voucher = program
    .command("voucher")
    .description("vouchers: sold, topped up, looked up, replaced when lost");
  withMoney(voucher.command("sell"))
    .description("sells a voucher, whose code is printed once")
    .argument("<amount>", "what it is worth, such as 25")
    .jsonAndExample("voucher sell 25 --cash 25")
    .action(run(async () => (await import("./commands/vouchers.ts")).sellTheVoucher));
  withMoney(voucher.command("top"))
    .description("pays more onto a voucher")
    .argument("<voucher>", "its code")
    .argument("<amount>", "how much more, such as 10")
    .jsonAndExample("voucher top V48293017765507 10 --cash 10")
    .action(run(async () => (await import("./commands/vouchers.ts")).topTheVoucher));
  withStore(voucher.command("show"))
    .description("what is left of a voucher, and what was done with it")
    .argument("<voucher>", "its code, or the number that its papers name")
    .jsonAndExample("voucher show V48293017765507")
    .action(run(async () => (await import("./commands/vouchers.ts")).showTheVoucher));
  withStore(voucher.command("list"))
    .description("the vouchers of which something is left, and what the shop owes for them by year")
    .option("--all", "those that are spent, blocked or expired with them")
    .jsonAndExample("voucher list --json")
    .action(run(async () => (await import("./commands/vouchers.ts")).listTheVouchers));
  withVouching(withStaff(withStore(voucher.command("replace"))))
    .description("blocks a lost voucher and prints a new one with what is left of it")
    .argument("<voucher>", "its number, as till voucher list has it, or its code")
    .requiredOption("--reason <text>", "why; it is recorded")
    .jsonAndExample("voucher replace 7K2QPX --reason lost")
    .action(run(async () => (await import("./commands/vouchers.ts")).replaceTheVoucher));
  withVouching(withStaff(withStore(voucher.command("block"))))
    .description("a voucher is redeemed no more; what is left of it stays owed")
    .argument("<voucher>", "its number, as till voucher list has it, or its code")
    .requiredOption("--reason <text>", "why; it is recorded")
    .jsonAndExample("voucher block 7K2QPX --reason stolen")
    .action(run(async () => (await import("./commands/vouchers.ts")).blockTheVoucher));
  withVouching(withStaff(withStore(voucher.command("cash"))))
    .sure("drawer")
    .description("hands out in cash what is left of a voucher, which nobody redeems afterwards")
    .argument("<voucher>", "its code, or the number that its papers name")
    .requiredOption("--reason <text>", "why; it is recorded")
    .jsonAndExample('voucher cash 7K2QPX --reason "gift not wanted"')
    .action(run(async () => (await import("./commands/vouchers.ts")).cashOutTheVoucher));
  withVouching(withStaff(withStore(voucher.command("take-back"))))
    .description("what a dead till could redeem of a voucher is this till's from now on")
    .argument("<voucher>", "its code, or the number that its papers name")
    .argument("<till>", "its letter or name")
    .jsonAndExample("voucher take-back 7K2QPX Bar")
    .action(run(async () => (await import("./commands/vouchers.ts")).takeTheVoucher));
}
