/** The words of the commands about people; commands.ts says why each loads its own file. */

import { Option } from "commander";

import { HOURS_BY } from "../app/people/hours-periods.ts";
import { addActCommands } from "./act-commands.ts";
import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";

export function addClockCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const clock = program.command("clock").description("clock in and out");
  addActCommands(clock, deps);
  withStore(clock.command("list"))
    .description("shifts of a day")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--json", "result as JSON")
    .action(run(async () => (await import("./commands/clock.ts")).listTheShifts));
  withStaff(withStore(clock.command("evening")))
    .description("what a person sold and took since they clocked in, and what they hand in")
    .option("--print", "on the printer for receipts")
    .jsonAndExample("clock evening --staff 1 --print")
    .action(run(async () => (await import("./commands/clock.ts")).tellEvening));
  withStore(clock.command("hours"))
    .description("how long people worked: presence, breaks, and work without unpaid breaks")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .addOption(new Option("--by <period>", "a row for each").choices(HOURS_BY).default("person"))
    .option("--person <number>", "of one person alone")
    .option("--csv", "a table for payroll, in minutes")
    .jsonAndExample("clock hours --day 2026-11-01 --to 2026-11-30 --csv")
    .action(run(async () => (await import("./commands/clock.ts")).tellHours));
}

export function addTipsCommands(program: ShellCommand, { run }: CommandDeps): void {
  const tips = program.command("tips").description("tips that people share (docs/tips.md)");
  withVouching(withStaff(withStore(tips.command("pool"))))
    .description("shares the tips of some days out; without --pay shows how, and writes nothing")
    .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
    .option("--to <day>", "the last day, YYYY-MM-DD")
    .addOption(
      new Option("--by <what>", "what the shares go by")
        .choices(["hours", "points", "both"])
        .default("hours"),
    )
    .option("--points <who=points...>", "of a role or a staff number; else one each")
    .addOption(new Option("--pay <how>", "how it is handed out").choices(["drawer", "payroll"]))
    .option("--drawer <drawer>", "which, as A1, or the staff number of a pouch")
    .jsonAndExample("tips pool --day 2026-11-24 --by hours --pay drawer --staff 4")
    .action(run(async () => (await import("./commands/tips.ts")).poolTheTips));
}

function addStaffList(staff: ShellCommand, { run }: CommandDeps): void {
  withStore(staff.command("list"))
    .description("everybody with number, role, and whether they can sign in")
    .option(
      "--staff <number>",
      "who looks (else TILL_STAFF): badges take the right to change staff",
    )
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .jsonAndExample("staff list --staff 4")
    .action(run(async () => (await import("./commands/staff.ts")).listTheStaff));
}

export function addStaffCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const staff = program.command("staff").description("who works here, and their PINs");
  addStaffList(staff, deps);
  withStaff(withStore(staff.command("add")))
    .description("somebody new, with a number that nobody has had")
    .argument("<number>", "1 to 6 digits")
    .argument("<name>", "as the log-in and receipts say it")
    .requiredOption("--role <role>", "what the person may do, such as cashier")
    .option("--badge <code>", "the code on the person's card, which says who it is at the register")
    .option("--language <code>", "of the person's own screens; else the shop's")
    .option("--new-pin-file <file>", "file with the person's PIN (else a prompt)")
    .option("--no-pin", "without a PIN: nobody signs in with that number until one is set")
    .jsonAndExample("staff add 5 Lena --role cashier --staff 4")
    .action(run(async () => (await import("./commands/staff.ts")).addToStaff));
  addSetCommand(staff, deps);
  withStaff(withStore(staff.command("set-pin")))
    .description("another PIN: anybody's own, or that of others")
    .argument("<number>", "whose")
    .option("--new-pin-file <file>", "file with the new PIN (else a prompt)")
    .jsonAndExample("staff set-pin 1 --staff 1")
    .action(run(async () => (await import("./commands/staff.ts")).setPin));
  withStaff(withStore(staff.command("set-role")))
    .description("another role, from the next thing on that the person does")
    .argument("<number>", "whose")
    .argument("<role>", "as role list names it")
    .jsonAndExample("staff set-role 1 shift-lead --staff 4")
    .action(run(async () => (await import("./commands/role.ts")).setRoleOf));
  withStore(staff.command("rescue"))
    .description("may change staff again, with a new PIN, by the code on the recovery sheet")
    .argument("<number>", "who")
    .option("--code-file <file>", "file with the recovery code (else a prompt)")
    .option("--new-pin-file <file>", "file with the new PIN (else a prompt)")
    .jsonAndExample("staff rescue 4")
    .action(run(async () => (await import("./commands/staff.ts")).rescuePerson));
  for (const way of ["disable", "enable"] as const) {
    withStaff(withStore(staff.command(way)))
      .description(
        way === "disable" ? "somebody who does not work here any more" : "somebody who is back",
      )
      .argument("<number>", "whom")
      .jsonAndExample(`staff ${way} 2 --staff 4`)
      .action(run(async () => (await import("./commands/staff.ts")).setActive, way));
  }
}

function addSetCommand(staff: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(staff.command("set")))
    .description("another name, badge, language or rate, or none; anybody's own language")
    .argument("<number>", "whose")
    .option("--name <name>", "as the log-in and receipts say it from then on")
    .option("--badge <code>", "the code on the person's card")
    .option("--no-badge", "the card is lost, or given back")
    .option("--rate <amount>", "what an hour of the person's work costs, for report labour")
    .option("--no-rate", "that is nobody's business any more")
    .option("--language <code>", "of the person's own screens: en, de, de-CH, fr, fr-CH or es")
    .option("--no-language", "the shop's")
    .jsonAndExample("staff set 1 --badge STAFF-0001 --staff 4")
    .action(run(async () => (await import("./commands/staff.ts")).setPerson));
}

export function addRoleCommands(program: ShellCommand, { run }: CommandDeps): void {
  const role = program.command("role").description("what people may do");
  withStore(role.command("list"))
    .description("every role with its discount limit, and how many have it")
    .jsonAndExample("role list --json")
    .action(run(async () => (await import("./commands/role.ts")).listTheRoles));
  withStore(role.command("show"))
    .description("what one role allows, and what not")
    .argument("<id>", "as role list names it")
    .jsonAndExample("role show cashier")
    .action(run(async () => (await import("./commands/role.ts")).showRole));
  for (const way of ["add", "set"] as const) {
    const isNew = way === "add";
    withStaff(withStore(role.command(way)))
      .description(
        isNew ? "a new role, and what it allows" : "what a role allows, and to which discount",
      )
      .argument("<id>", "small letters and digits, with hyphens between")
      .argument(
        isNew ? "[field=value...]" : "<field=value...>",
        "name, limit, allow, deny, permissions",
      )
      .jsonAndExample(`role ${way} shift-lead allow=price,soldout limit=20% --staff 4`)
      .action(run(async () => (await import("./commands/role.ts")).setRole, isNew));
  }
}

const WHO = "id, its first characters, card, phone, or words of the name";

/** The words of the commands about customers; commands.ts says why each loads its own file. */
export function addCustomerCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const customer = program.command("customer").description("whom the shop knows");
  withStaff(withStore(customer.command("list")))
    .description("everybody, or whom words, digits or a card find")
    .argument("[words...]", "words of the name, digits of the phone, a card")
    .option("--group <group>", "only those who are in it")
    .jsonAndExample("customer list ros --staff 1")
    .action(run(async () => (await import("./commands/customer.ts")).listCustomers));
  withStaff(withStore(customer.command("show")))
    .description("one with all that is known, and the receipts that name them")
    .argument("<customer>", WHO)
    .jsonAndExample('customer show "rossi anna" --staff 1')
    .action(run(async () => (await import("./commands/customer.ts")).showCustomer));
  withStaff(withStore(customer.command("points")))
    .description("the points that one has earned, spent and has left (docs/points.md)")
    .argument("<customer>", WHO)
    .jsonAndExample('customer points "rossi anna" --staff 1')
    .action(run(async () => (await import("./commands/customer.ts")).showPoints));
  withVouching(withStaff(withStore(customer.command("add"))))
    .description("somebody new; a group takes the right to change prices")
    .argument("<name>", "as receipts say it")
    .argument("[field=value...]", "phone, email, card, tax-id, address, note, group")
    .jsonAndExample(
      'customer add "Rossi, Anna" "phone=+43 660 1234567" card=2900000000017 --staff 1',
    )
    .action(run(async () => (await import("./commands/customer.ts")).addCustomer));
  withVouching(withStaff(withStore(customer.command("set"))))
    .description(
      "other values: only what differs is written; a group takes the right to change prices",
    )
    .argument("<customer>", WHO)
    .argument(
      "<field=value...>",
      "name, phone, email, card, tax-id, address, note, group, active; empty: none",
    )
    .jsonAndExample("customer set 4c1f09aa tax-id=ATU12345678 --staff 1")
    .action(run(async () => (await import("./commands/customer.ts")).setCustomer));
  addFileCommands(customer, deps);
  withVouching(withStaff(withStore(customer.command("erase"))))
    .description("for ever, on every till: nobody can read what was known of them")
    .argument("<customer>", WHO)
    .option("--yes", "it is meant; without a terminal")
    .option("--with-receipts", "also what receipts say of whom they were issued to")
    .jsonAndExample("customer erase 4c1f09aa --yes --staff 4")
    .action(run(async () => (await import("./commands/customer.ts")).eraseCustomer));
}

function addFileCommands(customer: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(customer.command("export")))
    .description("everybody as CSV, those who come no more too")
    .option("--out <file>", "else on standard output")
    .example("customer export --out customers.csv --staff 1")
    .action(run(async () => (await import("./commands/customer-file.ts")).exportCustomers));
  withStaff(withStore(customer.command("import")))
    .description("customers from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "as the export writes it; columns may be missing")
    .option("--dry-run", "say what would happen, write nothing")
    .jsonAndExample("customer import customers.csv --dry-run --staff 1")
    .action(run(async () => (await import("./commands/customer-file.ts")).importTheCustomers));
}
