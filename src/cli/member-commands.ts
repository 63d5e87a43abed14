/** The commands about the tills of the shop: who is one, who joins, who is shut out. */

import { type Command } from "commander";

import { type CommandDeps, example, withStaff, withStore } from "./command-options.ts";
// Whole imports of types: one with its types marked inline loads the file where nothing is built.
import type { InviteOptions } from "./commands/invite.ts";
import type { JoinOptions } from "./commands/join.ts";
import type { PromoteOptions, RevokeOptions } from "./commands/mesh.ts";
import type { ReplaceOptions } from "./commands/replace.ts";
import { addLinkCommands } from "./mesh-commands.ts";
import type { JsonOptions } from "./with-till.ts";

export function addMemberCommands(program: Command, { console, finish }: CommandDeps): void {
  const mesh = program.command("mesh").description("the tills of the shop, and who is one");
  addLinkCommands(mesh, { console, finish });
  withStore(mesh.command("list"))
    .description("every device with its rights and what is known of it")
    .option("--json", "result as JSON")
    .addHelpText("after", example("mesh list --json"))
    .action(async (options: JsonOptions) => {
      const { listTheDevices } = await import("./commands/mesh.ts");
      finish(await listTheDevices(options, console));
    });
  withStaff(withStore(mesh.command("invite")))
    .description("let one more box join the shop: a code for it, good once, for ten minutes")
    .option("--no-wait", "don't wait for the new box: the register that runs here takes it in")
    .option("--no-slip", "don't print the code on the receipt printer")
    .option("--json", "the code as JSON")
    .addHelpText("after", example("mesh invite --staff 4"))
    .action(async (options: InviteOptions) => {
      const { invite } = await import("./commands/invite.ts");
      finish(await invite(options, console));
    });
  withStaff(withStore(mesh.command("promote")))
    .description("let a till enrol, promote and revoke others")
    .argument("<device>", "its letters, its name, or the begin of its fingerprint")
    .option("--json", "result as JSON")
    .option("--sheet", "by the recovery sheet: senior to the founder, who can't shut it out then")
    .option("--code-file <file>", "file with the recovery code (else a prompt)")
    .addHelpText("after", example("mesh promote B --sheet --staff 4"))
    .action(async (device: string, options: PromoteOptions) => {
      const { promote } = await import("./commands/mesh.ts");
      finish(await promote(device, options, console));
    });
  withStaff(withStore(mesh.command("revoke")))
    .description(
      "shut a lost or stolen till out, for ever: what it says from now on counts for nothing",
    )
    .argument("<device>", "its letters, its name, or the begin of its fingerprint")
    .requiredOption("--reason <text>", "why, for those who ask later")
    .option(
      "--before <time>",
      "what came from it since then counts for nothing either, such as 21:30 or 2026-11-20T21:30",
    )
    .option("--yes", "don't ask whether it is meant")
    .option("--json", "result as JSON")
    .addHelpText("after", example('mesh revoke B --reason "stolen on the 20th" --staff 4'))
    .action(async (device: string, options: RevokeOptions) => {
      const { revoke } = await import("./commands/mesh.ts");
      finish(await revoke(device, options, console));
    });
  addJoinCommand(program, { console, finish });
}

function addJoinCommand(program: Command, { console, finish }: CommandDeps): void {
  withStaff(withStore(program.command("replace")))
    .description(
      "put a new box in the place of a dead one: shuts the old one out, invites the new one",
    )
    .argument("<device>", "the old one's letters, its name, or the begin of its fingerprint")
    .option("--yes", "don't ask whether it is meant")
    .option("--no-wait", "don't wait for the new box: the register that runs here takes it in")
    .option("--no-slip", "don't print the code on the receipt printer")
    .option("--json", "the code as JSON")
    .addHelpText("after", example("replace B --staff 4"))
    .action(async (device: string, options: ReplaceOptions) => {
      const { replace } = await import("./commands/replace.ts");
      finish(await replace(device, options, console));
    });
  withStore(program.command("join"))
    .description("make this box a till of a shop that has invited it")
    .argument("[code]", "of the invitation (else a prompt, where it can be scanned)")
    .option("--device <name>", "what people will call this till")
    .option("--at <host:port>", "where the inviting till awaits it, on a network without multicast")
    .option("--search", "ask each address of this box's networks for the inviting till")
    .option("--resume", "go on hearing a shop that this box has joined")
    .option("--no-wait", "end as soon as this box can sell: the rest comes while it does")
    .option("--passphrase", "its key under a passphrase, of TILL_PASSPHRASE_FILE or a prompt")
    .option("--credential [name]", "its key a credential of systemd (tillmesh-ledger)")
    .option("--json", "result as JSON")
    .addHelpText("after", example('join --device "Bar" K7QM-2F8X-9R3T-WB5N-4'))
    .action(async (code: string | undefined, options: JoinOptions) => {
      const { join } = await import("./commands/join.ts");
      finish(await join(code, options, console));
    });
}
