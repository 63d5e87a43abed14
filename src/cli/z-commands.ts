/** The words of `till z`; commands.ts says why each loads its own file. */

import { type Command } from "commander";

import { type CommandDeps, example, withLooker, withStore } from "./command-options.ts";
// A whole import of types: one with its types marked inline loads the file where nothing is built.
import type { ListZsOptions, ZOptions } from "./commands/z.ts";

export function addZCommands(program: Command, { console, finish }: CommandDeps): void {
  const z = program.command("z").description("Zs: what each till closed, for ever as it was");
  withLooker(withStore(z.command("list")))
    .description("the Zs of a day, of all tills that are heard")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--json", "result as JSON")
    .addHelpText("after", example("z list --day 2026-11-19 --staff 4"))
    .action(async (options: ListZsOptions) => {
      const { listTheZs } = await import("./commands/z.ts");
      finish(await listTheZs(options, console));
    });
  withLooker(withStore(z.command("show")))
    .description("a Z as it is printed; as JSON all that it records")
    .argument("<z>", "its till's series and number: A-12")
    .option("--json", "result as JSON")
    .addHelpText("after", example("z show A-12 --staff 4"))
    .action(async (text: string, options: ZOptions) => {
      const { showTheZ } = await import("./commands/z.ts");
      finish(await showTheZ(text, options, console));
    });
  withLooker(withStore(z.command("print")))
    .description("a Z of any till on this till's printer, as it was printed first")
    .argument("<z>", "its till's series and number: A-12")
    .option("--json", "result as JSON")
    .addHelpText("after", example("z print A-12 --staff 4"))
    .action(async (text: string, options: ZOptions) => {
      const { printTheZ } = await import("./commands/z.ts");
      finish(await printTheZ(text, options, console));
    });
}
