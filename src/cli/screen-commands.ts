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
    .example("run --store /srv/till")
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
