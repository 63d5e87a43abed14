/** The words of `till receipt`; commands.ts says why each loads its own file. */

import { type CommandDeps, type ShellCommand, withStaff, withStore } from "./command-options.ts";

const NUMBER = ["<number>", "such as A-000012"] as const;
const GIFT = ["--gift", "without prices, for whoever is given the goods"] as const;
const INVOICE = ["--invoice", "the receipt's invoice"] as const;

export function addReceiptCommands(program: ShellCommand, { run }: CommandDeps): void {
  const receipt = program
    .command("receipt")
    .description("a receipt otherwise than out of the printer (docs/receipts.md)");
  withStore(receipt.command("show"))
    .description("a receipt or a refund as text")
    .argument(...NUMBER)
    .option(...GIFT)
    .option(...INVOICE)
    .jsonAndExample("receipt show A-000012")
    .action(run(async () => (await import("./commands/receipt.ts")).showReceipt));
  withStore(receipt.command("check"))
    .description("says whether the receipt of a QR code stands in the ledger as it was printed")
    .argument("<code>", "what a scanner reads of it")
    .jsonAndExample("receipt check TM:A-000012:1020:20261120:ABCDEFGH234567AB")
    .action(run(async () => (await import("./commands/receipt-check.ts")).checkReceipt));
  withStore(receipt.command("save"))
    .description("a receipt in a file")
    .argument(...NUMBER)
    .argument("<file>", "its name ends in .pdf or .txt")
    .option(...GIFT)
    .option(...INVOICE)
    .jsonAndExample("receipt save A-000012 A-000012.pdf")
    .action(run(async () => (await import("./commands/receipt.ts")).saveReceipt));
  withStaff(withStore(receipt.command("send")))
    .description("hands a receipt to the program that the setting receipt-command names")
    .argument(...NUMBER)
    .argument("[address]", "where it goes (else to the receipt's customer)")
    .option("--text", "as text (else as a PDF)")
    .option(...GIFT)
    .option(...INVOICE)
    .jsonAndExample("receipt send A-000012 anna@example.org --staff 1")
    .action(run(async () => (await import("./commands/receipt.ts")).sendTheReceipt));
  withStaff(withStore(receipt.command("invoice")))
    .description("prints a receipt's invoice, which is issued once; a copy of it from then on")
    .argument(...NUMBER)
    .argument("[customer]", "whom it is for (else the customer that the receipt names)")
    .jsonAndExample("receipt invoice A-000012 rossi --staff 1")
    .action(run(async () => (await import("./commands/receipt-invoice.ts")).printInvoice));
  withStaff(withStore(receipt.command("gift")))
    .description("prints a receipt without prices, whose number brings the goods back")
    .argument(...NUMBER)
    .jsonAndExample("receipt gift A-000012 --staff 1")
    .action(run(async () => (await import("./commands/receipt.ts")).printGift));
}
