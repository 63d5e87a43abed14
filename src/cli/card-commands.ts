/** Commands about card terminals and the payments at them, with their words. */

import { Option } from "commander";

import {
  type CommandDeps,
  several,
  type ShellCommand,
  withStaff,
  withStore,
} from "./command-options.ts";

const FIELDS =
  "at, driver, name, password, poiid, key, keyversion, ca, bound, repeats, wait, tabs, slips";
const ORDER = "the order of the payment, by its number of today";

export function addCardCommands(program: ShellCommand, deps: CommandDeps): void {
  const card = program.command("card").description("card terminals, and the payments at them");
  addTerminals(card, deps);
  addTaking(card, deps);
  addNight(card, deps);
  addPayments(card, deps);
  addForwarded(card, deps);
  addTabs(card, deps);
  addSimulator(card, deps);
}

function addTerminals(card: ShellCommand, { run }: CommandDeps): void {
  for (const way of ["add", "set"] as const) {
    const isNew = way === "add";
    withStaff(withStore(card.command(way)))
      .description(
        isNew
          ? "a new terminal, which this till drives"
          : "where a terminal is, and how it is asked",
      )
      .argument("<id>", "small letters and digits, with hyphens between")
      .argument("<field=value...>", FIELDS)
      .option("--key-file <file>", "the passphrase of a Nexo terminal's key (else a prompt)")
      .jsonAndExample(
        isNew
          ? "card add main driver=zvt at=192.0.2.7:20007 --staff 4"
          : "card set main name=Bar --staff 4",
      )
      .action(run(async () => (await import("./commands/card.ts")).setTerminal, isNew));
  }
  withStaff(withStore(card.command("remove")))
    .description("a terminal that is there no more")
    .argument("<id>", "as card list names it")
    .jsonAndExample("card remove main --staff 4")
    .action(run(async () => (await import("./commands/card.ts")).removeTheTerminal));
  withStaff(withStore(card.command("test")))
    .description("asks a terminal whether it is there and at rest; it takes no money")
    .argument("<id>", "as card list names it")
    .jsonAndExample("card test main --staff 4")
    .action(run(async () => (await import("./commands/card.ts")).testTheTerminal));
}

function addTaking(card: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(card.command("take")))
    .description("has this till drive a terminal that another till drives, and asks it first")
    .argument("<id>", "as card list names it")
    .jsonAndExample("card take main --staff 4")
    .action(run(async () => (await import("./commands/card.ts")).takeTheTerminal));
}

function addNight(card: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(card.command("settle")))
    .description("has a terminal end its day, once, and compares its sums with those of the tills")
    .argument("[terminal]", "which, where this till drives several")
    .jsonAndExample("card settle main --staff 4")
    .action(run(async () => (await import("./commands/card-settle.ts")).settleTheTerminal));
  withStaff(withStore(card.command("import")))
    .description("an acquirer's settlement, which reconcile compares with what the tills took")
    .argument("<file>", "CSV as the acquirer gives it")
    .requiredOption("--mapping <file>", "which column is what, as JSON")
    .jsonAndExample("card import november.csv --mapping acquirer.json --staff 4")
    .action(run(async () => (await import("./commands/card-import.ts")).importTheSettlement));
  withStore(card.command("status"))
    .description("each terminal: who drives it, its last end of day, and what waits for the next")
    .jsonAndExample("card status --json")
    .action(run(async () => (await import("./commands/card-settle.ts")).showTerminals));
}

function addPayments(card: ShellCommand, { run }: CommandDeps): void {
  withStore(card.command("list"))
    .description("the terminals of the shop, and a day's card payments with what became of each")
    .option("--day <day>", "YYYY-MM-DD", "today")
    .jsonAndExample("card list --json")
    .action(run(async () => (await import("./commands/card.ts")).listTheCards));
  withStaff(withStore(card.command("pay")))
    .description("has a terminal take the money of an order that is open")
    .argument("<order>", "its number of today, or its id")
    .option("--terminal <id>", "which, where this till drives several")
    .option("--amount <amount>", "so much of it, the tip included; else all")
    .option("--tip <amount>", "for whoever takes the payment")
    .jsonAndExample("card pay A12 --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).payAtTerminal));
  withStaff(withStore(card.command("refund")))
    .description("has the terminal that took it give back money that an order has too much of")
    .argument("<order>", "its number of today, or its id")
    .option("--amount <amount>", "so much of it; else all that came by card")
    .option(
      "--payment <which>",
      "a payment on the wrong order, by number or amount; its goods stay",
    )
    .option("--reason <text>", "why; needed where it may be another card than the one that paid")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .jsonAndExample("card refund A12 --staff 4")
    .action(run(async () => (await import("./commands/card-back.ts")).refundAtTerminal));
  withStaff(withStore(card.command("query")))
    .description("asks the terminal once more what became of a payment")
    .argument("<order>", ORDER)
    .jsonAndExample("card query A12 --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).queryTheCard));
  withStaff(withStore(card.command("said")))
    .description("a person has looked at the terminal, which says whether it took the money")
    .argument("<order>", ORDER)
    .argument("<answer>", "yes or no")
    .option("--number <number>", "of the terminal's receipt, where it says yes")
    .jsonAndExample("card said A12 yes --number 0471 --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).sayOfCard));
}

function addForwarded(card: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(card.command("tip")))
    .description("the tip in all that a guest has written on the slip of a card payment")
    .argument("<order>", ORDER)
    .argument("<amount>", "0 for none")
    .option("--yes", "it is meant, though it is more than what was paid")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .jsonAndExample("card tip A12 5.00 --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).tipTheCard));
  withStaff(withStore(card.command("slip")))
    .description("what a slip says of a card payment that was typed by hand, to find it again")
    .argument("<order>", ORDER)
    .argument("[number]", "of the slip: up to 10 letters or digits")
    .option("--last4 <digits>", "the card's last four digits")
    .jsonAndExample("card slip A12 0471 --last4 1234 --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).noteTheSlip));
  withStaff(withStore(card.command("forwarded")))
    .description("whether the bank has taken a card that the terminal approved without asking it")
    .argument("<order>", ORDER)
    .argument("<answer>", "yes or no")
    .jsonAndExample("card forwarded A12 yes --staff 4")
    .action(run(async () => (await import("./commands/card-pay.ts")).sayForwarded));
}

function addTabs(card: ShellCommand, { run }: CommandDeps): void {
  withStore(card.command("tabs"))
    .description("the tabs by card that nobody has closed, and how long each still holds")
    .jsonAndExample("card tabs --json")
    .action(run(async () => (await import("./commands/card-tab.ts")).listTheTabs));
  const tab = card.command("tab").description("what a card reserves for an order");
  withStaff(withStore(tab.command("open")))
    .description("has a terminal reserve a sum for an order; no money moves")
    .argument("<order>", "its number of today, or its id")
    .argument("[sum]", "else the setting tab-sum")
    .option("--terminal <id>", "which, where this till drives several")
    .jsonAndExample("card tab open A12 50 --staff 4")
    .action(run(async () => (await import("./commands/card-tab.ts")).openTheTab));
  withStaff(withStore(tab.command("raise")))
    .description("has the terminal of a tab reserve more")
    .argument("<order>", "its number of today, or its id")
    .argument("<sum>", "so much besides")
    .jsonAndExample("card tab raise A12 20 --staff 4")
    .action(run(async () => (await import("./commands/card-tab.ts")).raiseTheTab));
  withStaff(withStore(tab.command("book")))
    .description("takes what is due of a tab, with the tip")
    .argument("<order>", "its number of today, or its id")
    .option("--amount <amount>", "so much of it, the tip included; else all that is due")
    .option("--tip <amount>", "for whoever books it")
    .jsonAndExample("card tab book A12 --tip 2 --staff 4")
    .action(run(async () => (await import("./commands/card-tab.ts")).bookTheTab));
  withStaff(withStore(tab.command("release")))
    .description("lets a tab go; that of an order which is paid otherwise goes by itself")
    .argument("<order>", "its number of today, or its id")
    .jsonAndExample("card tab release A12 --staff 4")
    .action(run(async () => (await import("./commands/card-tab.ts")).releaseTheTab));
}

function addSimulator(card: ShellCommand, { run }: CommandDeps): void {
  card
    .command("simulate")
    .description("a card terminal in software on a port, to try things; ends with Ctrl-C")
    .argument("<driver>", "zvt or nexo")
    .addOption(new Option("--port <port>", "0 for any that is free").default("20007"))
    .addOption(new Option("--host <host>", "where it listens").default("127.0.0.1"))
    .addOption(new Option("--delay <ms>", "how long a guest takes to pay").default("300"))
    .option(
      "--fault <what>",
      "what goes wrong, such as decline; may be given more than once",
      several,
    )
    .addOption(
      new Option("--files <folder>", "where nexo's certificate and key are written").default(
        "nexo-terminal",
      ),
    )
    .example("card simulate zvt --port 20007", "card simulate nexo --fault drop-after")
    .action(
      run(async () => (await import("../../proof/commands/card-simulate.ts")).simulateTerminal),
    );
}
