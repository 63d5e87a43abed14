/** The words of `till catalog`. */

import { type Command } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline would still load the file.
import type {
  CatalogExportOptions,
  CatalogImportOptions,
  CatalogListOptions,
} from "./commands/catalog.ts";

export function addCatalogCommands(program: Command, { console, finish }: CommandDeps): void {
  const catalog = program.command("catalog").description("the goods, also as a file to edit");
  withStore(catalog.command("list"))
    .description("goods with price and category")
    .argument("[words...]", "begins of words of the name, or a code")
    .option("--category <id>", "only of this one")
    .option("--inactive", "also what is not sold any more")
    .option("--json", "result as JSON")
    .addHelpText("after", example("catalog list apple --category fruit"))
    .action(async (words: ReadonlyArray<string>, options: CatalogListOptions) => {
      const { listTheGoods } = await import("./commands/catalog.ts");
      finish(await listTheGoods(words, options, console));
    });
  withStore(catalog.command("export"))
    .description("all goods as CSV")
    .option("--out <file>", "write there, all or nothing, instead of to stdout")
    .addHelpText("after", example("catalog export --out goods.csv"))
    .action(async (options: CatalogExportOptions) => {
      const { exportTheGoods } = await import("./commands/catalog.ts");
      finish(await exportTheGoods(options, console));
    });
  withStaff(withStore(catalog.command("import")))
    .description("goods from CSV: only what differs is written, all of it or nothing")
    .argument("<file>", "as the export writes it; columns may be missing")
    .option("--dry-run", "say what would happen, write nothing")
    .option("--deactivate-missing", "what is not in the file is not sold any more")
    .option("--json", "result as JSON")
    .addHelpText("after", example("catalog import goods.csv --dry-run"))
    .action(async (file: string, options: CatalogImportOptions) => {
      const { importTheGoods } = await import("./commands/catalog.ts");
      finish(await importTheGoods(file, options, console));
    });
}
