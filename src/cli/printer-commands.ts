/** Commands about printers, with their words. */

import { Option } from "commander";

import {
  type CommandDeps,
  several,
  type ShellCommand,
  withStaff,
  withStore,
} from "./command-options.ts";

const EMULATE_HELP = `
Faults are what a person can do to a printer, or what can befall it: off, on,
paper-out, paper-low, paper, cover-open, cover-closed, cutter-jam,
cutter-free, drawer-open, drawer-closed, cable-out, cable-in, stall, "stall
for 60 s", swallow, print, mute, garbage, answer; each also "after 12 lines",
"after 100 bytes" or "after 5 s". While it runs, the same words are typed,
line by line; "help" lists them.
`;

const PRINTER_FIELDS =
  "at, name, profile, columns, receipts, stations, stands-in-for, drawer, buzzer, pulse, till";

export function addPrinterCommands(program: ShellCommand, deps: CommandDeps): void {
  const printer = program.command("printer").description("printers, real ones and one in software");
  addShopPrinters(printer, deps);
  addRouteCommands(printer, deps);
  addPaperCommands(printer, deps);
  addQueueCommands(printer, deps);
  addLogoCommands(printer, deps);
  addEmulator(printer, deps);
}

/** Which printers there are. */
function addShopPrinters(printer: ShellCommand, { run }: CommandDeps): void {
  withStore(printer.command("list"))
    .description("every printer of the shop: where it is, how it is, and what comes out of it")
    .jsonAndExample("printer list --json")
    .action(run(async () => (await import("./commands/printers.ts")).listThePrinters));
  printer
    .command("discover")
    .description("printers that can be found from here, by which they are added")
    .jsonAndExample("printer discover --json")
    .action(run(async () => (await import("./commands/printers.ts")).discoverThePrinters));
  for (const way of ["add", "set"] as const) {
    const isNew = way === "add";
    const command = withStaff(withStore(printer.command(way)));
    if (isNew) command.option("--shared", "another shop's till may print there as well");
    command
      .description(isNew ? "a new printer" : "where a printer is, and what comes out of it")
      .argument("<id>", "small letters and digits, with hyphens between")
      .argument("<field=value...>", PRINTER_FIELDS)
      .jsonAndExample(
        isNew
          ? "printer add kitchen at=192.0.2.7 stations=grill,bar --staff 4"
          : "printer set kitchen stands-in-for=bar --staff 4",
      )
      .action(run(async () => (await import("./commands/printers.ts")).setPrinter, isNew));
  }
  withStaff(withStore(printer.command("remove")))
    .description("a printer that is there no more")
    .argument("<id>", "as printer list names it")
    .jsonAndExample("printer remove kitchen --staff 4")
    .action(run(async () => (await import("./commands/printers.ts")).removeThePrinter));
  withStaff(withStore(printer.command("replace")))
    .description("a spare takes over a broken one's place and its waiting papers")
    .argument("<id>", "the broken one")
    .argument("<spare>", "the one in its place, which is set up already")
    .jsonAndExample("printer replace kitchen spare --staff 4")
    .action(run(async () => (await import("./commands/printers.ts")).replaceThePrinter));
}

/** Adds the commands for printed and waiting papers. */
function addPaperCommands(printer: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(printer.command("test")))
    .description("a page that shows what a printer does, and what it can't")
    .argument("<id>", "as printer list names it")
    .jsonAndExample("printer test kitchen --staff 4")
    .action(run(async () => (await import("./commands/printers.ts")).testThePrinter));
  withStaff(withStore(printer.command("probe")))
    .description("asks a printer what it can and which one it is, and keeps that")
    .argument("<id>", "as printer list names it")
    .option("--dry-run", "only asks, and keeps nothing")
    .jsonAndExample("printer probe kitchen --dry-run")
    .action(run(async () => (await import("./commands/printer-probe.ts")).probeThePrinter));
}

/** Adds the commands for the printers' states and routes. */
function addRouteCommands(printer: ShellCommand, { run }: CommandDeps): void {
  withStore(printer.command("status"))
    .description("how each printer of the shop is, and what it needs, in a sentence each")
    .jsonAndExample("printer status --json")
    .action(run(async () => (await import("./commands/printer-status.ts")).statusOfPrinters));
  withStaff(withStore(printer.command("route")))
    .description("which printer receipts and each station's tickets come out of; alone, shows it")
    .argument("[what=printer,stand-in...]", "grill=kitchen,spare; grill=none; receipts=front")
    .jsonAndExample("printer route grill=kitchen receipts=front --staff 4")
    .action(run(async () => (await import("./commands/printer-routes.ts")).routeThePrinters));
}

/** Adds the commands for the papers that wait at this till. */
function addQueueCommands(printer: ShellCommand, { run }: CommandDeps): void {
  withStore(printer.command("queue"))
    .description("papers that wait at this till: where, since when and why")
    .argument("[id]", "of one printer")
    .jsonAndExample("printer queue kitchen")
    .action(run(async () => (await import("./commands/printer-papers.ts")).queueOfPrinters));
  withStaff(withStore(printer.command("retry")))
    .description("tries what waits, and prints what asks, marked where it may be on paper")
    .argument("[printer-or-document]", "one printer, or one paper as printer queue names it")
    .jsonAndExample("printer retry kitchen --staff 4")
    .action(run(async () => (await import("./commands/printer-papers.ts")).retryPapers));
  withStaff(withStore(printer.command("cancel")))
    .description("a paper that waits and that nobody needs any more, or all of a printer")
    .argument("[document]", "receipt number, or id of a receipt or ticket")
    .option("--printer <id>", "all that wait for it; none for what no printer serves")
    .requiredOption("--reason <text>", "why, for the shop and for those who ask later")
    .jsonAndExample('printer cancel --printer kitchen --reason "Told by word of mouth" --staff 4')
    .action(run(async () => (await import("./commands/printer-papers.ts")).cancelPapers));
  withStaff(withStore(printer.command("move")))
    .description("what waits for one printer comes out of another one of this till")
    .argument("<id>", "where it waits; none for what no printer serves")
    .argument("<other>", "as printer list names it")
    .jsonAndExample("printer move kitchen receipt --staff 4")
    .action(run(async () => (await import("./commands/printer-papers.ts")).moveThePapers));
}

const LOGO_PRINTER = "--printer <id>";

function addLogoCommands(printer: ShellCommand, { run }: CommandDeps): void {
  const logo = printer.command("logo").description("the picture at the head of receipts");
  withStaff(withStore(logo.command("set")))
    .description("a picture for all receipts of the shop, made black and white and small enough")
    .argument("<file>", "PNG or PBM, at most 2048 dots a side")
    .option(LOGO_PRINTER, "for receipts of this one, instead of the shop's picture")
    .jsonAndExample("printer logo set logo.png --staff 4")
    .action(run(async () => (await import("./commands/printer-logo.ts")).setLogo));
  withStaff(withStore(logo.command("remove")))
    .description("receipts come without a picture again")
    .option(LOGO_PRINTER, "receipts of this one have the shop's picture again")
    .jsonAndExample("printer logo remove --staff 4")
    .action(run(async () => (await import("./commands/printer-logo.ts")).removeLogo));
  withStore(logo.command("show"))
    .description("the picture of now, roughly")
    .option(LOGO_PRINTER, "on receipts of this one")
    .option("--json", "its size as JSON")
    .example("printer logo show --json")
    .action(run(async () => (await import("./commands/printer-logo.ts")).showLogo));
}

function addEmulator(printer: ShellCommand, { run }: CommandDeps): void {
  printer
    .command("emulate")
    .description(
      "a printer in software that any program can print to, with the faults of a real one",
    )
    .option("--port <port>", "where it listens; 0 is any that is free", "9100")
    .option("--host <address>", "of this box; 0.0.0.0 lets other boxes print, too", "127.0.0.1")
    .addOption(new Option("--width <mm>", "of its paper").choices(["80", "58"]).default("80"))
    .option("--fault <fault>", "what befalls it, now or later; several", several)
    .addOption(
      new Option("--answers <kind>", "what it can say of itself")
        .choices(["epson", "impact", "clone", "nothing"])
        .default("epson"),
    )
    .addOption(
      new Option("--drawer <switch>", "which drawer makes its wire high")
        .choices(["closed-high", "open-high", "none"])
        .default("closed-high"),
    )
    .option("--buffer <bytes>", "what it takes before it prints", "4096")
    .option("--speed <lines>", "lines a second; 0 prints at once", "40")
    .addOption(
      new Option("--others <what>", "what a second connection does")
        .choices(["wait", "refuse"])
        .default("wait"),
    )
    .option("--roll <file>", "keep the paper, as a picture (.svg) or as text (.txt)")
    .option("--raw <file>", "keep the bytes as they came")
    .addHelpText("after", EMULATE_HELP)
    .example('printer emulate --fault "paper-out after 12 lines" --roll roll.svg')
    .action(run(async () => (await import("../../proof/commands/printer-emulate.ts")).emulate));
}
