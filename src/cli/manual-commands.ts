/** The words of `till help` and `till completion`; commands.ts says why each loads its own file. */

import { Argument } from "commander";

import { type CommandDeps, type ShellCommand } from "./command-options.ts";

export function addManualCommands(program: ShellCommand, { console, finish }: CommandDeps): void {
  // A command of its own in the place of the parser's, which knows no pages.
  program.helpCommand(false);
  program
    .command("help")
    .description("what a command does, with its options and JSON; or a page, such as exit codes")
    .argument("[topic...]", "a command, or the name of a page (else every command)")
    .example("help order add", "help exit codes")
    .action(async (topic: ReadonlyArray<string>) => {
      const { showHelp } = await import("./commands/help.ts");
      finish(showHelp(topic, program, console));
    });
  program
    .command("completion")
    .description("what a shell completes behind till, to be sourced by it")
    .addArgument(new Argument("<shell>", "bash or zsh").choices(["bash", "zsh"]))
    .example("completion bash > /etc/bash_completion.d/till")
    .action(async (shell: "bash" | "zsh") => {
      const { showCompletion } = await import("./commands/completion.ts");
      finish(await showCompletion(shell, program, console));
    });
}
