/** The words of the commands that show a screen; commands.ts says why each loads its own file. */

import { Option } from "commander";

import { DEMO_SHOPS } from "../app/day/demo-shops.ts";
import { LOCALES } from "../domain/languages/codes.ts";
import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";

export function addScreenCommands(program: ShellCommand, deps: CommandDeps): void {
  addRegisterCommands(program, deps);
  addKitchenCommand(program, deps);
}

const NO_BELL = "no sound for a scan that is refused";

function addRegisterCommands(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("run"))
    .description("open the register on this terminal")
    .option("--plain", "lines instead of a screen: for a screen reader or a script")
    .option("--no-bell", NO_BELL)
    .addOption(
      new Option(
        "--touch <when>",
        "whether taps and a mouse count; auto: in a narrow window, where the terminal sends them (else on where the setting touch-tills says so, auto elsewhere)",
      ).choices(["auto", "on", "off"]),
    )
    .option("--keep", "without a terminal: it stays there for `till attach`")
    .option("--socket <path>", "of --keep: where to attach (else beside the store, with .sock)")
    .example("run --store /srv/till", "run --keep --store /srv/till")
    .action(run(async () => (await import("./commands/run.ts")).run));
  withStore(program.command("train"))
    .description("learn on a copy of the shop: nothing gets into its books, papers say TRAINING")
    .option("--print", "receipts come out of the real printer, marked; its drawer opens")
    .option("--plain", "lines instead of a screen: for a screen reader or a script")
    .option("--no-bell", NO_BELL)
    .action(run(async () => (await import("./commands/train.ts")).train));
  program
    .command("demo")
    .description("open the demo shop, making it first; without a terminal, play a short shift")
    .option(
      "--story [number]",
      "play what happens when tills can't hear each other; alone, list them",
    )
    .option("--json", "the story as JSON, when it is over")
    .addOption(
      new Option("--language <code>", "of the demo shop that is made (else the box's)").choices(
        LOCALES,
      ),
    )
    .addOption(
      new Option("--shop <name>", "which one: a café, or a deli with a kiosk")
        .choices(DEMO_SHOPS)
        .default("cafe"),
    )
    .example("demo --story 4")
    .example("demo --shop deli")
    .action(run(async () => (await import("./commands/demo.ts")).demo));
}

/** Adds the command that shows a kept register; it is no process of its own that has to be watched. */
export function addAttachCommand(program: ShellCommand, { run }: CommandDeps): void {
  program
    .command("attach")
    .description("show a register that `till run --keep` keeps, on this terminal")
    .option("--store <dir>", "folder of the till (else TILL_HOME, else the usual place)")
    .option("--socket <path>", "where the register is kept (else beside the store, with .sock)")
    .example("attach --store /srv/till")
    .action(run(async () => (await import("./commands/attach.ts")).attach));
}

function addKitchenCommand(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("kitchen"))
    .description("show a station's tickets on this terminal, worked from a numeric keypad")
    .option("--station <name>", "which one; needless where there is one")
    .option("--pass", "the pass: each order with what all stations have of it")
    .option("--late <minutes>", "from when a ticket is late", "10")
    .option("--very-late <minutes>", "from when it is very late", "20")
    .option("--plain", "lines instead of a screen: for a screen reader or a script")
    .option("--no-bell", "no sound for a new ticket")
    .example("kitchen --station grill")
    .action(run(async () => (await import("./commands/kitchen.ts")).kitchen));
}
