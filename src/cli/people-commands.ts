/** The words of the commands about people; commands.ts says why each loads its own file. */

import { type Command } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type { ClockOptions } from "./commands/clock.ts";
import type { DayOptions } from "./with-till.ts";

export function addClockCommands(program: Command, { console, finish }: CommandDeps): void {
  const clock = program.command("clock").description("clock in and out");
  for (const way of ["in", "out"] as const) {
    withStaff(withStore(clock.command(way)))
      .description(way === "in" ? "begin a shift" : "end a shift")
      .option("--json", "result as JSON")
      .addHelpText("after", example(`clock ${way} --staff 1`))
      .action(async (options: ClockOptions) => {
        const { clockStaff } = await import("./commands/clock.ts");
        finish(await clockStaff(way, options, console));
      });
  }
  withStore(clock.command("list"))
    .description("shifts of a day")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--json", "result as JSON")
    .action(async (options: DayOptions) => {
      const { listTheShifts } = await import("./commands/clock.ts");
      finish(await listTheShifts(options, console));
    });
}
