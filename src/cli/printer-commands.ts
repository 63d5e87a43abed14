/** Commands about printers, with their words. */

import { type Command, Option } from "commander";

import { type CommandDeps, example, several } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type { EmulateOptions } from "./commands/printer-emulate.ts";

const EMULATE_HELP = `
Faults are what a person can do to a printer, or what can befall it: off, on, paper-out, paper-low,
paper, cover-open, cover-closed, cutter-jam, cutter-free, drawer-open, drawer-closed, cable-out,
cable-in, stall, "stall for 60 s", swallow, print, mute, garbage, answer; each also "after 12 lines",
"after 100 bytes" or "after 5 s". While it runs, the same words are typed, line by line; "help" lists
them.
`;

export function addPrinterCommands(program: Command, { console, finish }: CommandDeps): void {
  const printer = program.command("printer").description("printers, real ones and one in software");
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
    .addHelpText(
      "after",
      example('printer emulate --fault "paper-out after 12 lines" --roll roll.svg'),
    )
    .action(async (options: EmulateOptions) => {
      const { emulate } = await import("./commands/printer-emulate.ts");
      finish(await emulate(options, console));
    });
}
