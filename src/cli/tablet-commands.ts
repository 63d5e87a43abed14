/** The words of `till tablets`; commands.ts says why each loads its own file. */

import { type CommandDeps, type ShellCommand, withStaff, withStore } from "./command-options.ts";

export function addTabletCommands(program: ShellCommand, { run }: CommandDeps): void {
  const tablets = program
    .command("tablets")
    .description("tills on this box for tablets that reach it by ssh");
  withStaff(withStore(tablets.command("add")))
    .description("make a till for one more tablet, and print what the tablet needs")
    .argument("<name>", "of its folder and its service: small letters, digits and hyphens")
    .option("--device <text>", "what people will call the till (else the name)")
    .option("--ssh-key <file>", "public key of the tablet (else a pair is made)")
    .option("--out <file>", "where the private key goes that is made (else NAME.key here)")
    .option("--user <name>", "the account of this box that tablets log in to", "tablet")
    .option("--port <number>", "where this box takes ssh", "22")
    .option("--no-print", "don't print the slip on the receipt printer")
    .jsonAndExample("tablets add terrace --staff 4")
    .action(run(async () => (await import("./commands/tablets-add.ts")).addTablet));
  withStore(tablets.command("list"))
    .description("the tablets of this box: tills, registers, keys, when they were heard")
    .jsonAndExample("tablets list --json")
    .action(run(async () => (await import("./commands/tablets.ts")).showTablets));
  withStaff(withStore(tablets.command("remove")))
    .description("take a tablet's key away and shut its till out; its store is kept aside")
    .argument("<name>", "as the list shows it")
    .option("--yes", "don't ask whether it is meant")
    .option("--unheard", "also where this box lacks some of what its till did")
    .jsonAndExample("tablets remove terrace --staff 4")
    .action(run(async () => (await import("./commands/tablets.ts")).removeTablet));
}
