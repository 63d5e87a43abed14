/** The parts that commands share: their output, and the options of all that open a store or act. */

import { Command, Option } from "commander";

import { type Question } from "../domain/questions.ts";
import { type Console } from "./console.ts";
import { SURE_OPTIONS, sureFlags } from "./sure-options.ts";

export interface CommandDeps {
  readonly console: Console;
  /** Sets the exit code of a command that ran. */
  readonly finish: (code: number) => void;
  /**
   * Returns the action of a command whose function takes the typed words, the options and the console. Several words
   * come as one list, `before` in front of them.
   */
  readonly run: (
    load: () => Promise<CommandFunction>,
    ...before: ReadonlyArray<string | boolean>
  ) => CommandAction;
}

/** Its own types say what it takes; Commander knows no types. */
type CommandFunction = (...given: never[]) => Promise<number> | number;
type CommandAction = (...given: ReadonlyArray<unknown>) => Promise<void>;

export function commandDeps(console: Console, finish: CommandDeps["finish"]): CommandDeps {
  return {
    console,
    finish,
    run:
      (load, ...before) =>
      async (...given) => {
        const command = (await load()) as (...all: ReadonlyArray<unknown>) => Promise<number>;
        // Commander hands over the words, the options, and last its own command.
        const words = [...before, ...given.slice(0, -2)];
        finish(await command(...(words.length > 1 ? [words] : words), given.at(-2), console));
      },
  };
}

/** A command of the shell, with what most of them have in common. */
export class ShellCommand extends Command {
  override createCommand(name?: string): ShellCommand {
    return new ShellCommand(name);
  }

  /** Adds examples below the help, as they are typed behind `till`. */
  example(...lines: ReadonlyArray<string>): this {
    const examples = lines.map((words) => `\n  till ${words}`);
    return this.addHelpText("after", `\nExample:${examples.join("")}`);
  }

  /** Adds the options that answer these questions, but for one that the command has said by itself. */
  sure(...questions: ReadonlyArray<Question>): this {
    for (const question of questions) {
      const option = SURE_OPTIONS[question];
      const flags = sureFlags(option);
      if (this.options.every((said) => said.flags !== flags)) this.option(flags, option.help);
    }
    return this;
  }

  /** Adds the option of a result as JSON, which stands last, and examples. */
  jsonAndExample(...lines: ReadonlyArray<string>): this {
    return this.option("--json", "result as JSON").example(...lines);
  }
}

export function withStore(command: ShellCommand): ShellCommand {
  return command
    .option("--store <dir>", "folder of the till (else TILL_HOME, else the usual place)")
    .option(
      "--passphrase-file <file>",
      "what opens the store (else TILL_PASSPHRASE_FILE, a prompt)",
    );
}

export function withStaff(command: ShellCommand): ShellCommand {
  return command
    .option("--staff <number>", "who acts (else TILL_STAFF, a prompt)")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .option("--new-day <day>", "confirm a business day that is far from the last one");
}

/** For whoever needs somebody's word for it. */
export function withVouching(command: ShellCommand): ShellCommand {
  return command
    .option("--approver <number>", "who vouches for it, where who acts may not")
    .option("--approver-pin-file <file>", "file with the approver's PIN (else a prompt)");
}

/** For what everybody may look at, and more of it who may see reports. */
export function withLooker(command: ShellCommand): ShellCommand {
  return command
    .option("--staff <number>", "who looks: cash is for who may see reports")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)");
}

/** An option that may be given more than once. */
export function several(text: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> {
  return [...before, text];
}

/** The usual name of a shop's first till. */
export const USUAL_DEVICE = "Front counter";
export const LINE = "its number, as `till order show` counts it";

/** Adds which order, who acts, and with whose word. */
export function withOrder(command: ShellCommand): ShellCommand {
  return withApprover(command).argument(
    "<order>",
    "its number of today, a receipt number, or its id",
  );
}

/** Adds the serial numbers of goods that are sold by them. */
export function withSerials(command: ShellCommand): ShellCommand {
  return command.option(
    "--serial <number>",
    "the serial number of the next piece that wants one; once for each",
    (number: string, before: ReadonlyArray<string> | undefined) => [...(before ?? []), number],
  );
}

/** Adds what becomes of goods that come back without a receipt. */
export function withFate(command: ShellCommand): ShellCommand {
  return command.addOption(
    new Option("--goods <what>", `what becomes of what comes back: ${FATE_HELP}`).choices(FATES),
  );
}

export const FATES = ["back", "waste", "none"];
export const FATE_HELP =
  "back: sold again; waste: thrown away; none: nothing came back. Else waste is what a station makes, back the rest";

/** Adds who acts, perhaps with another person's word. */
export function withApprover(command: ShellCommand): ShellCommand {
  return withVouching(withStaff(withStore(command))).option("--json", "result as JSON");
}
