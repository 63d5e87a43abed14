/** The words of the commands about customers; commands.ts says why each loads its own file. */

import { type Command } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { CustomerExportOptions, CustomerImportOptions } from "./commands/customer-file.ts";
import type {
  ChangeOptions,
  CustomerOptions,
  EraseOptions,
  ListOptions,
} from "./commands/customer.ts";

const WHO = "id, its first characters, card, phone, or words of the name";

export function addCustomerCommands(program: Command, { console, finish }: CommandDeps): void {
  const customer = program.command("customer").description("whom the shop knows");
  withStaff(withStore(customer.command("list")))
    .description("everybody, or whom words, digits or a card find")
    .argument("[words...]", "words of the name, digits of the phone, a card")
    .option("--group <group>", "only those who are in it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("customer list ros --staff 1"))
    .action(async (words: ReadonlyArray<string>, options: ListOptions) => {
      const { listCustomers } = await import("./commands/customer.ts");
      finish(await listCustomers(words, options, console));
    });
  withStaff(withStore(customer.command("show")))
    .description("one with all that is known, and the receipts that name them")
    .argument("<customer>", WHO)
    .option("--json", "result as JSON")
    .addHelpText("after", example('customer show "rossi anna" --staff 1'))
    .action(async (text: string, options: CustomerOptions) => {
      const { showCustomer } = await import("./commands/customer.ts");
      finish(await showCustomer(text, options, console));
    });
  withApprover(withStaff(withStore(customer.command("add"))))
    .description("somebody new; a group takes the right to change prices")
    .argument("<name>", "as receipts say it")
    .argument("[field=value...]", "phone, email, card, tax-id, note, group")
    .option("--json", "result as JSON")
    .addHelpText(
      "after",
      example('customer add "Rossi, Anna" "phone=+43 660 1234567" card=2900000000017 --staff 1'),
    )
    .action(async (name: string, fields: ReadonlyArray<string>, options: ChangeOptions) => {
      const { addCustomer } = await import("./commands/customer.ts");
      finish(await addCustomer({ name, fields }, options, console));
    });
  withApprover(withStaff(withStore(customer.command("set"))))
    .description(
      "other values: only what differs is written; a group takes the right to change prices",
    )
    .argument("<customer>", WHO)
    .argument(
      "<field=value...>",
      "name, phone, email, card, tax-id, note, group, active; empty takes away",
    )
    .option("--json", "result as JSON")
    .addHelpText("after", example("customer set 4c1f09aa tax-id=ATU12345678 --staff 1"))
    .action(async (text: string, fields: ReadonlyArray<string>, options: ChangeOptions) => {
      const { setCustomer } = await import("./commands/customer.ts");
      finish(await setCustomer({ text, fields }, options, console));
    });
  addFileCommands(customer, { console, finish });
  withApprover(withStaff(withStore(customer.command("erase"))))
    .description("for ever, on every till: nobody can read what was known of them")
    .argument("<customer>", WHO)
    .option("--yes", "it is meant; without a terminal")
    .option("--with-receipts", "also what receipts say of whom they were issued to")
    .option("--json", "result as JSON")
    .addHelpText("after", example("customer erase 4c1f09aa --yes --staff 4"))
    .action(async (text: string, options: EraseOptions) => {
      const { eraseCustomer } = await import("./commands/customer.ts");
      finish(await eraseCustomer(text, options, console));
    });
}

function withApprover(command: Command): Command {
  return command
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)");
}

function addFileCommands(customer: Command, { console, finish }: CommandDeps): void {
  withStaff(withStore(customer.command("export")))
    .description("everybody as CSV, those who come no more too")
    .option("--out <file>", "else on standard output")
    .addHelpText("after", example("customer export --out customers.csv --staff 1"))
    .action(async (options: CustomerExportOptions) => {
      const { exportCustomers } = await import("./commands/customer-file.ts");
      finish(await exportCustomers(options, console));
    });
  withStaff(withStore(customer.command("import")))
    .description("customers from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "as the export writes it; columns may be missing")
    .option("--dry-run", "say what would happen, write nothing")
    .option("--json", "result as JSON")
    .addHelpText("after", example("customer import customers.csv --dry-run --staff 1"))
    .action(async (file: string, options: CustomerImportOptions) => {
      const { importTheCustomers } = await import("./commands/customer-file.ts");
      finish(await importTheCustomers(file, options, console));
    });
}
