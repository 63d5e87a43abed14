/** The words of the commands about notices to people; commands.ts says why each loads its own file. */

import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";

export function addNotifyCommands(program: ShellCommand, { run }: CommandDeps): void {
  const notify = program
    .command("notify")
    .description("tell people who stand at no till of what needs them (docs/notify.md)");
  withStore(notify.command("test"))
    .description("hand the shop's hook a test at once: 0 if it takes it, else 1")
    .jsonAndExample("notify test --json")
    .action(run(async () => (await import("./commands/notify.ts")).testNotify));
  withStore(notify.command("list"))
    .description("what waits, what was told and what failed on this box: 1 if the hook fails")
    .jsonAndExample("notify list --json")
    .action(run(async () => (await import("./commands/notify.ts")).listNotices));
}
