/** `till history …`: a command for each thing that has a history. */

import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";
import { type HistoryOf } from "./commands/history.ts";

interface HistoryCommand {
  readonly about: string;
  /** What names it; none of all that was done. */
  readonly argument?: readonly [name: string, about: string];
  readonly example: string;
  /** Missing where all of it is told. */
  readonly day?: "today";
}

const COMMANDS: Readonly<Record<HistoryOf, HistoryCommand>> = {
  order: {
    about: "what was done to an order, its money and its tickets",
    argument: ["order", "number of the day, table, name or receipt"],
    example: "history order A12 --day 2026-11-24",
  },
  receipt: {
    about: "what was done to the order of a receipt, and to what was sold by it",
    argument: ["number", "such as A-000012"],
    example: "history receipt A-000012",
  },
  person: {
    about: "what a person did and approved, and what was done about them",
    argument: ["number", "staff number"],
    example: "history person 2 --day 2026-11-24",
    day: "today",
  },
  drawer: {
    about: "what was done with a drawer, and what was paid into it",
    argument: ["drawer", "as A1, or the staff number of a pouch"],
    example: "history drawer A1",
    day: "today",
  },
  product: {
    about: "how a product was changed: name, price, sold out",
    argument: ["product", "SKU, PLU or name"],
    example: "history product croissant",
  },
  device: {
    about: "what was done at a till, and about it",
    argument: ["device", "letters, name or fingerprint"],
    example: "history device A --since 21:00",
    day: "today",
  },
  all: {
    about: "what was done at all tills",
    example: "history all --day 2026-11-24 --word croissant",
    day: "today",
  },
};

export function addHistoryCommands(program: ShellCommand, { run }: CommandDeps): void {
  const history = program
    .command("history")
    .description("who did what, when and at which till, in words (docs/history.md)");
  for (const [of, { about, argument, example, day }] of Object.entries(COMMANDS)) {
    const command = withStore(history.command(of)).description(about);
    if (argument !== undefined) command.argument(`<${argument[0]}>`, argument[1]);
    command
      .option("--day <day>", "today, or the first day, YYYY-MM-DD", day)
      .option("--to <day>", "the last day, YYYY-MM-DD")
      .option("--since <time>", "from that time of day on, HH:MM")
      .option("--until <time>", "up to that time of day, HH:MM")
      .option("--sum <amount>", "where that sum is told")
      .option("--word <text>", "where that is in what is told, or in a name")
      .option("--staff <number>", "who looks (else TILL_STAFF): takes the right to reports")
      .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
      .jsonAndExample(example)
      .action(run(async () => (await import("./commands/history.ts")).tellHistory, of));
  }
}
