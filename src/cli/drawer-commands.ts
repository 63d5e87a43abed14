/** The words of `till drawer`; commands.ts says why each loads its own file. */

import {
  type CommandDeps,
  several,
  type ShellCommand,
  withApprover,
  withLooker,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";

const WHICH = "A1 by its till and number, a pouch by staff number; else the one in use here";
const CASH = "20*10 3x0.50 for pieces and full rolls, or one sum; usd50 for other money";

export function addDrawerCommands(program: ShellCommand, deps: CommandDeps): void {
  const drawer = program
    .command("drawer")
    .description("cash drawers: what they begin with, what moves, what is counted");
  addSessionCommands(drawer, deps);
  addMoveCommands(drawer, deps);
  addCountCommands(drawer, deps);
  addSafeCommands(drawer, deps);
  addXCommand(drawer, deps);
}

function addSessionCommands(drawer: ShellCommand, { run }: CommandDeps): void {
  withApprover(drawer.command("open"))
    .description("begin with a float; without one with what stayed there")
    .argument("[cash...]", CASH)
    .option("--no <number>", "which drawer of this till", "1")
    .option("--pouch", "the person's own pouch, which opens no drawer")
    .example("drawer open 150 --staff 1")
    .action(run(async () => (await import("./commands/drawer.ts")).openTheDrawer));
  withApprover(drawer.command("take"))
    .description("sell from that drawer from now on, at this till")
    .argument("<drawer>", "A1 by its till and number, the own pouch by staff number")
    .example("drawer take A2 --staff 1")
    .action(run(async () => (await import("./commands/drawer.ts")).takeTheDrawer));
  withApprover(drawer.command("nosale"))
    .description("open the drawer without a sale")
    .argument("<reason...>", "why; it is counted per person")
    .example("drawer nosale change for the bar --staff 4")
    .action(run(async () => (await import("./commands/drawer.ts")).openForNoSale));
  withLooker(withStore(drawer.command("list")))
    .description("drawers that are open, and those that were closed on a day")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .jsonAndExample("drawer list --day 2026-11-19")
    .action(run(async () => (await import("./commands/drawer-list.ts")).listTheDrawers));
}

function addXCommand(drawer: ShellCommand, { run }: CommandDeps): void {
  withLooker(withStore(drawer.command("x")))
    .description("what this till has done since its last Z: looked at, nothing is closed")
    .option("--print", "on paper too")
    .jsonAndExample("drawer x --print --staff 4")
    .action(run(async () => (await import("./commands/z.ts")).showX));
}

const MOVES = {
  in: "cash comes in beside sales",
  out: "cash goes out beside sales",
  drop: "cash goes from the drawer into the safe",
  tips: "tips of cards are paid out in cash",
} as const;

const MOVE_EXAMPLES = {
  in: "drawer in 20 coins from the bank --staff 4",
  out: "drawer out 12.50 milk --staff 4",
  drop: "drawer drop 200 --staff 1",
  tips: "drawer tips 31 --of 2 --staff 4",
} as const;

function addMoveCommands(drawer: ShellCommand, { run }: CommandDeps): void {
  for (const what of ["in", "out", "drop", "tips"] as const) {
    const command = withApprover(drawer.command(what))
      .description(MOVES[what])
      .argument("<amount>", "of the shop's money, or such as usd50")
      .argument("[reason...]", "why; of what comes in or goes out it is needed")
      .option("--drawer <drawer>", WHICH)
      .example(MOVE_EXAMPLES[what])
      .action(run(async () => (await import("./commands/drawer-move.ts")).moveTheCash, what));
    if (what === "tips") command.option("--of <number>", "whose tips; else of who acts");
    if (what === "in") command.option("--of <number>", "whose tips, where tips come back");
  }
}

function addCountCommands(drawer: ShellCommand, { run }: CommandDeps): void {
  withApprover(drawer.command("count"))
    .description("write down what lies in the drawer; without cash it opens, to be counted")
    .argument("[cash...]", CASH)
    .option("--drawer <drawer>", WHICH)
    .option("--slips <tender=amount>", "of cards or another tender, added up; several", several)
    .example("drawer count 20*10 7*5 3x0.50 --staff 1")
    .action(run(async () => (await import("./commands/drawer-move.ts")).countTheDrawer));
  withApprover(drawer.command("close"))
    .description("end it at any count: the one that is said now, else the last one")
    .argument("[cash...]", CASH)
    .option("--drawer <drawer>", WHICH)
    .option("--slips <tender=amount>", "of cards or another tender, added up; several", several)
    .option("--leaves <amount>", "what stays there for the next time; else the shop's float")
    .option("--reason <text>", "why it differs")
    .option("--yes", "without the reason or the approval that a difference needs")
    .example("drawer close 612.40 --leaves 150 --staff 1")
    .action(run(async () => (await import("./commands/drawer-move.ts")).closeTheDrawer));
}

const SAFE_MOVES = {
  in: "cash is put into the safe, beside what drawers drop",
  out: "cash is taken out of the safe, beside what drawers begin with",
  bank: "cash is brought from the safe to the bank",
} as const;

const SAFE_EXAMPLES = {
  in: "drawer safe in 500 change from the bank --staff 4",
  out: "drawer safe out 100 plumber --staff 4",
  bank: "drawer safe bank 662.40 bag 4711 --staff 4",
} as const;

function addSafeCommands(drawer: ShellCommand, { run }: CommandDeps): void {
  const safe = drawer.command("safe").description("the shop's safe, and what goes to the bank");
  for (const what of ["in", "out", "bank"] as const) {
    withApprover(safe.command(what))
      .description(SAFE_MOVES[what])
      .argument("<amount>", "of the shop's money, or such as usd50")
      .argument("[reason...]", what === "bank" ? "such as the bag's number" : "why")
      .example(SAFE_EXAMPLES[what])
      .action(run(async () => (await import("./commands/drawer-safe.ts")).moveTheSafe, what));
  }
  withStaff(withStore(safe.command("show")))
    .description("what should lie in the safe")
    .jsonAndExample("drawer safe show --staff 4")
    .action(run(async () => (await import("./commands/drawer-safe.ts")).showTheSafe));
}

/** The words of `till close`; commands.ts says why each loads its own file. */
export function addCloseCommand(program: ShellCommand, { run }: CommandDeps): void {
  withVouching(withStore(program.command("close")))
    .description("close the shop's day: this till's Z, and the Zs of all that are heard")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .option("--dry-run", "say what is open, and with what to deal with it; close nothing")
    .option(
      "--without <till>",
      "nothing more comes from it, such as after a fire; several",
      several,
    )
    .option("--reason <text>", "why not, for those who ask later")
    .option("--nightly", "for a timer, without a PIN: each day that is left, and its report")
    .option("--notify-command <command>", "with --nightly: gets each result as JSON on its stdin")
    .option("--staff <number>", "who closes it (else TILL_STAFF, a prompt)")
    .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
    .jsonAndExample("close --dry-run")
    .action(run(async () => (await import("./commands/close.ts")).closeTheDay));
}

/** The words of `till z`; commands.ts says why each loads its own file. */
export function addZCommands(program: ShellCommand, { run }: CommandDeps): void {
  const z = program.command("z").description("Zs: what each till closed, for ever as it was");
  withLooker(withStore(z.command("list")))
    .description("the Zs of a day, of all tills that are heard")
    .option("--day <day>", "today, or YYYY-MM-DD", "today")
    .jsonAndExample("z list --day 2026-11-19 --staff 4")
    .action(run(async () => (await import("./commands/z.ts")).listTheZs));
  withLooker(withStore(z.command("show")))
    .description("a Z as it is printed; as JSON all that it records")
    .argument("<z>", "its till's series and number: A-12")
    .jsonAndExample("z show A-12 --staff 4")
    .action(run(async () => (await import("./commands/z.ts")).showTheZ));
  withLooker(withStore(z.command("print")))
    .description("a Z of any till on this till's printer, as it was printed first")
    .argument("<z>", "its till's series and number: A-12")
    .jsonAndExample("z print A-12 --staff 4")
    .action(run(async () => (await import("./commands/z.ts")).printTheZ));
}
