/** The words of `till catalog`, `till settings`, `till currency` and `till tender`. */

import { Option } from "commander";

import type { TenderWish } from "../domain/commands/office/change-tenders.ts";
import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { TenderOptions } from "./commands/tender.ts";

const KINDS = ["product", "category", "modifier-group", "station", "tax-class", "price-list"];

export function addCatalogCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const catalog = program.command("catalog").description("the goods, also as a file to edit");
  withStore(catalog.command("list"))
    .description("goods with price and category")
    .argument("[words...]", "begins of words of the name, or a code")
    .option("--category <id>", "only of this one")
    .option("--inactive", "also what is not sold any more")
    .jsonAndExample("catalog list apple --category fruit")
    .action(run(async () => (await import("./commands/catalog.ts")).listTheGoods));
  withStore(catalog.command("export"))
    .description("all goods as CSV")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .example("catalog export --out goods.csv")
    .action(run(async () => (await import("./commands/catalog.ts")).exportTheGoods));
  withStaff(withStore(catalog.command("import")))
    .description("goods from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "as the export writes it, or another till's file: CSV or xlsx")
    .option("--dry-run", "say what would happen, write nothing")
    .option("--from <system>", "whose file it is, where its heads don't say it")
    .option("--answer <word=value...>", "what another till's file can't say: the dry run asks")
    .option("--doubts <file>", "write the doubtful rows of another till's file there")
    .option("--deactivate-missing", "what is not in the file is not sold any more")
    .jsonAndExample("catalog import goods.csv --dry-run")
    .action(run(async () => (await import("./commands/catalog.ts")).importTheGoods));
  addEntryCommands(catalog, deps);
  addLeftCommand(catalog, deps);
}

function addEntryCommands(catalog: ShellCommand, { run }: CommandDeps): void {
  withKind(withStore(catalog.command("show")))
    .description("one entry with its fields, and prices still to come; without an id all of a kind")
    .argument("[id]", "of a product its SKU")
    .jsonAndExample("catalog show FLAT-WHITE")
    .action(run(async () => (await import("./commands/catalog-entry.ts")).showEntry));
  withVouching(withKind(withStaff(withStore(catalog.command("set")))))
    .description("other values for fields of an entry: only what differs is written")
    .argument("<id>", "of a product its SKU")
    .argument("<field=value...>", "fields as catalog show names them, blanks as hyphens")
    .option("--from <day>", "a price, or taxes, for a later day: 2026-12-01, 1.12., monday")
    .jsonAndExample(
      'catalog set FLAT-WHITE price=3.80 "kitchen=FW"',
      "catalog set FLAT-WHITE price=3.90 --from 2026-12-01",
      'catalog set food "takeaway=VAT 12%" --kind tax-class --from 2027-01-01',
      'catalog set milk "option:oat=Oat 0.60" --kind modifier-group',
      "catalog set happy-hour price:PILSNER-0-25-L=2.50 --kind price-list",
    )
    .action(run(async () => (await import("./commands/catalog-entry.ts")).setEntry));
  withVouching(withKind(withStaff(withStore(catalog.command("add")))))
    .description("a new entry; a product says name, price, category and tax class, or --like")
    .argument("<id>", "of a product its SKU")
    .argument("<field=value...>", "fields as catalog show names them, blanks as hyphens")
    .option("--like <sku>", "with category, tax class, station, course and unit of this one")
    .option("--from <day>", "a product that is sold from that later day on")
    .jsonAndExample(
      'catalog add SOUP "name=Soup of the day" price=6.50 --like CLUB-SANDWICH',
      'catalog add food-2027 name="Food 2027" "taxes=VAT 12%" --kind tax-class',
      'catalog add happy-hour name="Happy hour" days=mon-fri hours=16-18 --kind price-list',
    )
    .action(run(async () => (await import("./commands/catalog-entry.ts")).addEntry));
  withVouching(withKind(withStaff(withStore(catalog.command("unplan")))))
    .description("a price, or taxes of a class, that were planned will not come")
    .argument("<id>", "of a product its SKU")
    .option("--from <day>", "only the one of this day; else all that are still to come")
    .jsonAndExample("catalog unplan FLAT-WHITE --from 2026-12-01")
    .action(run(async () => (await import("./commands/catalog-entry.ts")).unplan));
}

export function addPriceCommands(program: ShellCommand, { run }: CommandDeps): void {
  const prices = program.command("prices").description("what is on the price lists, as a file");
  withStore(prices.command("export"))
    .description("the prices of all price lists as CSV")
    .option("--list <id>", "only of this one")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .example("prices export --list happy-hour --out happy-hour.csv")
    .action(run(async () => (await import("./commands/prices.ts")).exportThePrices));
  withStaff(withStore(prices.command("import")))
    .description("prices from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "with the columns list, sku and price")
    .option("--dry-run", "say what would happen, write nothing")
    .jsonAndExample("prices import happy-hour.csv --dry-run")
    .action(run(async () => (await import("./commands/prices.ts")).importThePrices));
}

/** The command does the same as `!` at the register. */
function addLeftCommand(catalog: ShellCommand, { run }: CommandDeps): void {
  withVouching(withStaff(withStore(catalog.command("left"))))
    .description("how much of a product is left: it counts down with each sale")
    .argument("<sku>", "of the product")
    .argument("<count>", "6, or 2.5 for kg; 0 is sold out, any no limit")
    .jsonAndExample("catalog left SALMON 6")
    .action(run(async () => (await import("./commands/catalog-entry.ts")).setCount));
}

export function addSettingsCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const settings = program.command("settings").description("what holds in the whole shop");
  withStore(settings.command("list"))
    .description("every setting with its value")
    .jsonAndExample("settings list --json")
    .action(run(async () => (await import("./commands/settings.ts")).listTheSettings));
  withStore(settings.command("help"))
    .description("what a setting means and how it is typed; of all of them without a key")
    .argument("[key]", "as settings list names it")
    .jsonAndExample("settings help lock-after", "settings help --json")
    .action(run(async () => (await import("./commands/settings-help.ts")).explainSettings));
  withVouching(withStaff(withStore(settings.command("set"))))
    .description("another value for a setting; rounding of sums with the next business day")
    .argument("<key>", "as settings list names it")
    .argument("<value...>", "of the lines of a paper one for each line")
    .option("--from <day>", "from that later business day on, of what changes with a day")
    .jsonAndExample(
      'settings set receipt-head "Kade 1" "Rotterdam"',
      "settings set cash-step 0.05 --from 2027-01-01",
    )
    .action(run(async () => (await import("./commands/settings.ts")).setSetting));
  addUnplanSetting(settings, deps);
}

function addUnplanSetting(settings: ShellCommand, { run }: CommandDeps): void {
  withVouching(withStaff(withStore(settings.command("unplan"))))
    .description("a value that was planned will not come")
    .argument("<key>", "as settings list names it")
    .option("--from <day>", "only the one of this day; else all that are still to come")
    .jsonAndExample("settings unplan cash-step")
    .action(run(async () => (await import("./commands/settings.ts")).unplanSetting));
}

export function addCurrencyCommands(program: ShellCommand, { run }: CommandDeps): void {
  const currency = program
    .command("currency")
    .description("what cash of other currencies is taken for");
  withStore(currency.command("list"))
    .description("every currency with a rate")
    .jsonAndExample("currency list --json")
    .action(run(async () => (await import("./commands/currency.ts")).listRates));
  withVouching(withStaff(withStore(currency.command("set"))))
    .description("what one of it is worth, from now on")
    .argument("<currency>", "its code, such as USD")
    .argument("<rate>", "in the shop's money, such as 0.92")
    .jsonAndExample("currency set USD 0.92")
    .action(run(async () => (await import("./commands/currency.ts")).changeRate));
  withVouching(withStaff(withStore(currency.command("remove"))))
    .description("cash of it is taken no more")
    .argument("<currency>", "its code, such as USD")
    .jsonAndExample("currency remove USD")
    .action(run(async () => (await import("./commands/currency.ts")).changeRate));
}

export function addTenderCommands(
  program: ShellCommand,
  { console, finish, run }: CommandDeps,
): void {
  const tender = program.command("tender").description("what is taken besides cash and cards");

  function changing(name: string, description: string): ShellCommand {
    return withVouching(withStaff(withStore(tender.command(name)))).description(description);
  }

  async function change(wish: TenderWish, options: TenderOptions): Promise<void> {
    const { changeTheTenders } = await import("./commands/tender.ts");
    finish(await changeTheTenders(wish, options, console));
  }

  withStore(tender.command("list"))
    .description("the shop's own tenders, by digit")
    .jsonAndExample("tender list --json")
    .action(run(async () => (await import("./commands/tender.ts")).listTenders));
  changing("add", "one more, nine at most; no change is given for it")
    .argument("<name>", "as receipts say it, such as Meal voucher")
    .jsonAndExample('tender add "Meal voucher"')
    .action((name: string, options: TenderOptions) => change({ type: "add", name }, options));
  changing("rename", "another name; what was paid by it keeps the old one")
    .argument("<tender>", "its name, or its digit")
    .argument("<name>", "the new one")
    .jsonAndExample('tender rename 1 "Lunch card"')
    .action((of: string, to: string, options: TenderOptions) =>
      change({ type: "rename", tender: of, to }, options),
    );
  changing("remove", "it is taken no more; old receipts keep it")
    .argument("<tender>", "its name, or its digit")
    .jsonAndExample('tender remove "Lunch card"')
    .action((of: string, options: TenderOptions) =>
      change({ type: "remove", tender: of }, options),
    );
}

function withKind(command: ShellCommand): ShellCommand {
  return command.addOption(
    new Option("--kind <kind>", "what it is an entry of").choices(KINDS).default("product"),
  );
}
