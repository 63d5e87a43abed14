/** The words of the commands about what needs somebody; commands.ts says why each loads its own file. */

import { Option } from "commander";

import { type CommandDeps, type ShellCommand, withStaff, withStore } from "./command-options.ts";

const ANSWERS = [
  "settle",
  "give-back",
  "kept",
  "paid-again",
  "issue-again",
  "written-off",
  "handed-out",
  "not-kept",
  "first-holds",
  "second-holds",
  "third-holds",
  "in-drawer",
  "in-safe",
  "in-count",
  "next-share",
  "came-once",
  "came-twice",
  "block",
  "admit",
  "retire",
  "none-left",
  "take",
  "keep",
  "print",
  "dismiss",
];

export function addAttentionCommands(program: ShellCommand, { run }: CommandDeps): void {
  const attention = program
    .command("attention")
    .description("what needs somebody, and what they make of it");
  withStore(attention.command("list"))
    .description("every item, with its answers: exits with 0 if there is none, else with 1")
    .jsonAndExample("attention list --json")
    .action(run(async () => (await import("./commands/attention.ts")).listTheAttention));
  withStore(attention.command("history"))
    .description("what was opened, sold or given back under a doubt, for ever")
    .jsonAndExample("attention history --json")
    .action(run(async () => (await import("./commands/attention.ts")).showAttentionHistory));
  withStaff(withStore(attention.command("resolve")))
    .sure("drawer")
    .description("answer one of them; what was settled comes back when more of it turns up")
    .argument("<id>", "as the list shows it")
    .addOption(
      new Option("--answer <what>", "what becomes of it, where there are several").choices(ANSWERS),
    )
    .option("--all-of-kind", "all others of its kind too, where no money moves by the answer")
    .option("--note <text>", "why, for those who ask later", "")
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)")
    .jsonAndExample('attention resolve 1f3a9c02 --note "guest has left" --staff 4')
    .action(run(async () => (await import("./commands/attention.ts")).resolveAttention));
}

export function addJournalCommand(program: ShellCommand, { run }: CommandDeps): void {
  withStore(program.command("journal"))
    .description("the technical journal: who was refused what, trainings, rescues by the sheet")
    .option("--day <day>", "today, all, or YYYY-MM-DD", "today")
    .option("--person <number>", "only this staff number")
    .jsonAndExample("journal --day all --person 2")
    .action(run(async () => (await import("./commands/journal.ts")).showJournal));
}
