/** Commands about the links between the tills of a shop, with their words. */

import { type CommandDeps, type ShellCommand, withStaff, withStore } from "./command-options.ts";

const STATUS_HELP = `
Exits with 0 when every till of the shop is connected and has everything, and
in a shop of one; with 8 when one isn't connected or something is on its way;
with 6 when none can be reached.
`;

export function addNodeCommand(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("node"))
    .description("a box without a screen: prints, is connected to the other tills, backs up")
    .option("--quiet", "don't tell who came, who was lost and who was refused")
    .example("node --store /srv/till")
    .action(run(async () => (await import("./commands/node.ts")).node));
}

export function addLinkCommands(mesh: ShellCommand, { run }: CommandDeps): void {
  withStore(mesh.command("status"))
    .description("who is connected, who lacks what, on how many tills the last sale is safe")
    .option("--json", "result as JSON")
    .addHelpText("after", STATUS_HELP)
    .example("mesh status --json")
    .action(run(async () => (await import("./commands/mesh-status.ts")).showMesh));
  withStore(mesh.command("add"))
    .description("where another till is: for networks on which tills don't find each other")
    .argument("<host:port>", "such as 192.168.1.20:7777; `till mesh status` there says its port")
    .jsonAndExample("mesh add 192.168.1.20:7777")
    .action(run(async () => (await import("./commands/mesh-addresses.ts")).addAddress));
  withStore(mesh.command("remove"))
    .description("an address that was typed in, and is wrong")
    .argument("<host:port>", "as the list shows it")
    .jsonAndExample("mesh remove 192.168.1.20:7777")
    .action(run(async () => (await import("./commands/mesh-addresses.ts")).removeAddress));
  withStore(mesh.command("addresses"))
    .description("where tills are looked for, and what came of it")
    .jsonAndExample("mesh addresses --json")
    .action(run(async () => (await import("./commands/mesh-addresses.ts")).listAddresses));
  withStore(mesh.command("find"))
    .description("ask each address of this box's networks for a till of the shop, and keep it")
    .option("--port <number>", "where the other tills take links (7777)")
    .jsonAndExample("mesh find")
    .action(run(async () => (await import("./commands/mesh-find.ts")).findTills));
}

/** The commands about the tills of the shop: who is one, who joins, who is shut out. */
export function addMemberCommands(program: ShellCommand, deps: CommandDeps): void {
  const { run } = deps;
  const mesh = program.command("mesh").description("the tills of the shop, and who is one");
  addLinkCommands(mesh, deps);
  withStore(mesh.command("list"))
    .description("every device with its rights and what is known of it")
    .jsonAndExample("mesh list --json")
    .action(run(async () => (await import("./commands/mesh.ts")).listTheDevices));
  withStaff(withStore(mesh.command("invite")))
    .description("let one more box join the shop: a code for it, good once, for ten minutes")
    .option("--hub", "for head office, which sells nothing: `till hub join` takes the code")
    .option("--no-wait", "don't wait for the new box: the register that runs here takes it in")
    .option("--no-slip", "don't print the code on the receipt printer")
    .option("--json", "the code as JSON")
    .example("mesh invite --staff 4")
    .action(run(async () => (await import("./commands/invite.ts")).invite));
  withStaff(withStore(mesh.command("promote")))
    .description("let a till enrol, promote and revoke others")
    .argument("<device>", "its letters, its name, or the begin of its fingerprint")
    .option("--json", "result as JSON")
    .option("--sheet", "by the recovery sheet: senior to the founder, who can't shut it out then")
    .option("--code-file <file>", "file with the recovery code (else a prompt)")
    .example("mesh promote B --sheet --staff 4")
    .action(run(async () => (await import("./commands/mesh.ts")).promote));
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
    .jsonAndExample('mesh revoke B --reason "stolen on the 20th" --staff 4')
    .action(run(async () => (await import("./commands/mesh.ts")).revoke));
  addJoinCommand(program, deps);
}

function addJoinCommand(program: ShellCommand, { run }: CommandDeps): void {
  withStaff(withStore(program.command("replace")))
    .description(
      "put a new box in the place of a dead one: shuts the old one out, invites the new one",
    )
    .argument("<device>", "the old one's letters, its name, or the begin of its fingerprint")
    .option("--yes", "don't ask whether it is meant")
    .option("--no-wait", "don't wait for the new box: the register that runs here takes it in")
    .option("--no-slip", "don't print the code on the receipt printer")
    .option("--json", "the code as JSON")
    .example("replace B --staff 4")
    .action(run(async () => (await import("./commands/replace.ts")).replace));
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
    .jsonAndExample('join --device "Bar" K7QM-2F8X-9R3T-WB5N-4')
    .action(run(async () => (await import("./commands/join.ts")).join));
}
