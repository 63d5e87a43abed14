/** The words of `till floor`. */

import { type Command, Option } from "commander";

import {
  type CommandDeps,
  example,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type {
  ChangeFloorOptions,
  FloorExportOptions,
  FloorImportOptions,
  ShowFloorOptions,
} from "./commands/floor.ts";
import type { JsonOptions } from "./with-till.ts";

export function addFloorCommands(program: Command, deps: CommandDeps): void {
  const floor = program.command("floor").description("areas and tables, also as a file to edit");
  addLooks(floor, deps);
  addChanges(floor, deps);
  addSheets(floor, deps);
}

function addLooks(floor: Command, { console, finish }: CommandDeps): void {
  withStore(floor.command("list"))
    .description("all tables by area, as the plan shows them")
    .option("--json", "result as JSON")
    .addHelpText("after", example("floor list --json"))
    .action(async (options: JsonOptions) => {
      const { listFloor } = await import("./commands/floor.ts");
      finish(await listFloor(options, console));
    });
  withKind(withStore(floor.command("show")))
    .description("one table, or area, with its fields")
    .argument("<name>", "as people call it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("floor show 12"))
    .action(async (name: string, options: ShowFloorOptions) => {
      const { showFloor } = await import("./commands/floor.ts");
      finish(await showFloor(name, options, console));
    });
}

function addChanges(floor: Command, { console, finish }: CommandDeps): void {
  withVouching(withKind(withStaff(withStore(floor.command("add")))))
    .description("a new table, or area")
    .argument("<name>", "what people type to go to it: at most 12 signs, of an area 24")
    .argument("[field=value...]", "area, seats, position; of an area position")
    .option("--json", "result as JSON")
    .addHelpText(
      "after",
      `${example("floor add 12 area=terrace seats=4")}\n  till floor add Terrace --kind area`,
    )
    .action(async (name: string, fields: ReadonlyArray<string>, options: ChangeFloorOptions) => {
      const { changeTheFloor } = await import("./commands/floor.ts");
      finish(await changeTheFloor({ name, fields, isNew: true }, options, console));
    });
  withVouching(withKind(withStaff(withStore(floor.command("set")))))
    .description("other values for fields of a table, or area: only what differs is written")
    .argument("<name>", "as people call it now")
    .argument("<field=value...>", "name, area, seats, position; of an area name, position")
    .option("--json", "result as JSON")
    .addHelpText("after", example("floor set 12 seats=6 area=bar"))
    .action(async (name: string, fields: ReadonlyArray<string>, options: ChangeFloorOptions) => {
      const { changeTheFloor } = await import("./commands/floor.ts");
      finish(await changeTheFloor({ name, fields, isNew: false }, options, console));
    });
  withVouching(withKind(withStaff(withStore(floor.command("remove")))))
    .description("a table where no order is open, or an area without tables")
    .argument("<name>", "as people call it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("floor remove 12"))
    .action(async (name: string, options: ChangeFloorOptions) => {
      const { removeTheTable } = await import("./commands/floor.ts");
      finish(await removeTheTable(name, options, console));
    });
}

function addSheets(floor: Command, { console, finish }: CommandDeps): void {
  withStore(floor.command("export"))
    .description("all tables as CSV")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .addHelpText("after", example("floor export --out tables.csv"))
    .action(async (options: FloorExportOptions) => {
      const { exportFloor } = await import("./commands/floor.ts");
      finish(await exportFloor(options, console));
    });
  withStaff(withStore(floor.command("import")))
    .description("tables from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "area, table, seats, position; all but table may be missing")
    .option("--dry-run", "say what would happen, write nothing")
    .option("--remove-missing", "tables that are not in the file are removed")
    .option("--json", "result as JSON")
    .addHelpText("after", example("floor import tables.csv --dry-run"))
    .action(async (file: string, options: FloorImportOptions) => {
      const { importTheFloor } = await import("./commands/floor.ts");
      finish(await importTheFloor(file, options, console));
    });
}

function withKind(command: Command): Command {
  return command.addOption(
    new Option("--kind <kind>", "what it is").choices(["table", "area"]).default("table"),
  );
}
