/**
 * A card terminal in software, with the bank behind it: what it says stands in the specification, what it
 * charges in its books. Everything that can go wrong between it and a till can be asked of it.
 *
 * It is no part of the product: who writes a till of their own can talk to it as well.
 */

import { readCommand, type ZvtCommand } from "../../src/card/zvt/commands.ts";
import { type StatusInformation } from "../../src/card/zvt/status-information.ts";
import { type BankCharge, createBank, NO_RESERVATION, TERMINAL_NO } from "./zvt-bank.ts";
import { createFaultSwitch, type TerminalFault } from "./zvt-faults.ts";
import {
  createSession,
  type Session,
  type TerminalConnection,
  type TerminalWire,
} from "./zvt-session.ts";
import { slipsOf, type SlipsWish } from "./zvt-slips.ts";
import { type Terminal, type TerminalOptions } from "./zvt-state.ts";
import { isTransaction, transact, type Worker } from "./zvt-transaction.ts";

export interface SimulatedTerminal {
  readonly connect: (wire: TerminalWire) => TerminalConnection;
  /** From here on this goes wrong: once, or until it is taken away, as zvt-faults.ts has it. */
  readonly set: (faults: ReadonlyArray<TerminalFault>) => void;
  /** Returns what still goes wrong: a fault that befell its transaction is gone. */
  readonly faults: () => ReadonlyArray<TerminalFault>;
  readonly books: () => ReadonlyArray<BankCharge>;
  /** How often its day was ended. */
  readonly daysEnded: () => number;
  /** No guest is at it, and no card is still in. */
  readonly isAtRest: () => boolean;
}

const BUSY = 0x9c;
const NOT_POSSIBLE = 0x83;
const NO_RECEIPT = 0x64;
const WRONG_CURRENCY = 0x6f;
const NO_PRINTER = 0xcc;
/** Of Switzerland's franc, by ISO 4217. */
const OTHER_CURRENCY = 756;
const PLEASE_WAIT = 0x0e;

export function createSimulatedTerminal(options: TerminalOptions): SimulatedTerminal {
  const faults = createFaultSwitch();
  const bank = createBank(options);
  const terminal: Terminal = {
    options,
    bank,
    faults,
    worker: undefined,
    before: undefined,
    takesSlips: false,
  };
  return {
    connect: (wire) => connect(terminal, wire),
    set: faults.set,
    faults: faults.all,
    books: bank.books,
    daysEnded: bank.daysEnded,
    isAtRest: () => terminal.worker === undefined,
  };
}

function connect(terminal: Terminal, wire: TerminalWire): TerminalConnection {
  return createSession(wire, terminal.faults, (session) => {
    let worker: Worker | undefined;
    return {
      onCommand: (frame) => {
        const command = readCommand(frame);
        if (command === undefined) session.say({ type: "refused", code: NOT_POSSIBLE });
        else if (command.type === "abort") abort(session, worker);
        else if (isTransaction(command)) {
          worker = transact(terminal, session, command) ?? worker;
        } else obey(terminal, session, command);
      },
      onRefused: (code, message) => worker?.refused(code, message),
      onEnd: () => worker?.lost(),
    };
  });
}

function abort(session: Session, worker: Worker | undefined): void {
  session.say({ type: "acknowledged" });
  worker?.abort();
}

type Question = Exclude<ZvtCommand, Parameters<typeof transact>[2]>;

function obey(terminal: Terminal, session: Session, command: Question): void {
  const isBusy = terminal.worker !== undefined || terminal.faults.has("busy");
  const { say } = session;
  switch (command.type) {
    case "register":
      register(terminal, session, command);
      return;
    case "log-off":
    case "abort":
      say({ type: "acknowledged" });
      return;
    case "status-enquiry":
      say({ type: "acknowledged" });
      say({ type: "completion", state: isBusy ? BUSY : restingState(terminal) });
      return;
    case "open-reservations": {
      const open = terminal.bank
        .books()
        .flatMap(({ act, receipt, isReversed }) =>
          act === "reserve" && !isReversed ? [receipt] : [],
        );
      say({ type: "acknowledged" });
      say({ type: "aborted", code: NO_RESERVATION, open });
      return;
    }
    case "repeat-receipt":
      if (isBusy && !terminal.faults.has("answers-while-busy")) {
        say({ type: "refused", code: BUSY });
      } else repeat(terminal, session);
      return;
    default:
      if (isBusy) say({ type: "refused", code: BUSY });
      else administer(terminal, session, command.type);
  }
}

function register(
  terminal: Terminal,
  { say }: Session,
  { currency, takesSlips }: Extract<ZvtCommand, { readonly type: "register" }>,
): void {
  const { faults } = terminal;
  terminal.takesSlips = takesSlips;
  say({ type: "acknowledged" });
  if (faults.has("refuse-currency")) {
    say({ type: "aborted", code: WRONG_CURRENCY });
    return;
  }
  const own = faults.has("other-currency") ? OTHER_CURRENCY : currency;
  // A till that names no currency is told none.
  say({ type: "completion", terminalNo: TERMINAL_NO, ...(own === 0 ? {} : { currency: own }) });
}

function restingState({ faults }: Terminal): number {
  return faults.has("no-paper") ? NO_PRINTER : 0;
}

function repeat({ bank, faults, worker, before, takesSlips }: Terminal, { say }: Session): void {
  const last = worker === undefined ? bank.memory() : before;
  const told = faults.has("old-receipt") ? bank.older() : last;
  say({ type: "acknowledged" });
  if (told === undefined || faults.has("no-memory")) {
    say({ type: "aborted", code: NO_RECEIPT });
    return;
  }
  say({ type: "status", info: told }, () => {
    if (takesSlips) printOn(say, told, { copies: ["merchant", "customer"], foot: REPEATED });
    say({ type: "completion" });
  });
}

/** What stands on the papers of a transaction that is told once more. */
const REPEATED = "** Wiederholung **";

function printOn(say: Session["say"], info: StatusInformation, wish: SlipsWish): void {
  for (const printed of slipsOf(info, wish)) say({ type: "print", printed });
}

function administer(
  terminal: Terminal,
  session: Session,
  type: "diagnosis" | "totals" | "end-of-day",
): void {
  const { bank, faults } = terminal;
  const { say, drop } = session;
  say({ type: "acknowledged" });
  say({ type: "intermediate", status: PLEASE_WAIT });
  if (type === "diagnosis") {
    say({ type: "completion" });
    return;
  }
  if (type === "end-of-day" && faults.has("no-end-of-day")) {
    say({ type: "aborted", code: NOT_POSSIBLE });
    return;
  }
  const info = type === "totals" ? bank.totals() : bank.endDay({ forgets: faults.has("forgets") });
  if (type === "end-of-day" && faults.has("drop-in-end-of-day")) {
    drop();
    return;
  }
  say({ type: "status", info }, () => {
    if (terminal.takesSlips) printOn(say, info, { copies: ["administration"] });
    say({ type: "completion" });
  });
}
