/** Commands about the links between the tills of a shop, with their words. */

import { type Command } from "commander";

import { type CommandDeps, example, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { FindOptions } from "./commands/mesh-find.ts";
import type { NodeCommandOptions } from "./commands/node.ts";
import type { JsonOptions } from "./with-till.ts";

const STATUS_HELP = `
Exits with 0 when every till of the shop is connected and has everything, and
in a shop of one; with 8 when one isn't connected or something is on its way;
with 6 when none can be reached.
`;

export function addNodeCommand(program: Command, { console, finish }: CommandDeps): void {
  withStore(program.command("node"))
    .description("a box without a screen: prints, is connected to the other tills, backs up")
    .option("--quiet", "don't tell who came, who was lost and who was refused")
    .addHelpText("after", example("node --store /srv/till"))
    .action(async (options: NodeCommandOptions) => {
      const { node } = await import("./commands/node.ts");
      finish(await node(options, console));
    });
}

export function addLinkCommands(mesh: Command, { console, finish }: CommandDeps): void {
  withStore(mesh.command("status"))
    .description("who is connected, who lacks what, on how many tills the last sale is safe")
    .option("--json", "result as JSON")
    .addHelpText("after", STATUS_HELP)
    .addHelpText("after", example("mesh status --json"))
    .action(async (options: JsonOptions) => {
      const { showMesh } = await import("./commands/mesh-status.ts");
      finish(await showMesh(options, console));
    });
  withStore(mesh.command("add"))
    .description("where another till is: for networks on which tills don't find each other")
    .argument("<host:port>", "such as 192.168.1.20:7777; `till mesh status` there says its port")
    .option("--json", "result as JSON")
    .addHelpText("after", example("mesh add 192.168.1.20:7777"))
    .action(async (text: string, options: JsonOptions) => {
      const { addAddress } = await import("./commands/mesh-addresses.ts");
      finish(await addAddress(text, options, console));
    });
  withStore(mesh.command("remove"))
    .description("an address that was typed in, and is wrong")
    .argument("<host:port>", "as the list shows it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("mesh remove 192.168.1.20:7777"))
    .action(async (text: string, options: JsonOptions) => {
      const { removeAddress } = await import("./commands/mesh-addresses.ts");
      finish(await removeAddress(text, options, console));
    });
  withStore(mesh.command("addresses"))
    .description("where tills are looked for, and what came of it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("mesh addresses --json"))
    .action(async (options: JsonOptions) => {
      const { listAddresses } = await import("./commands/mesh-addresses.ts");
      finish(await listAddresses(options, console));
    });
  withStore(mesh.command("find"))
    .description("ask each address of this box's networks for a till of the shop, and keep it")
    .option("--port <number>", "where the other tills take links (7777)")
    .option("--json", "result as JSON")
    .addHelpText("after", example("mesh find"))
    .action(async (options: FindOptions) => {
      const { findTills } = await import("./commands/mesh-find.ts");
      finish(await findTills(options, console));
    });
}
