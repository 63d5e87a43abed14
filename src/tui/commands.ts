/**
 * The verbs of the register and their keys, as data: the footer, the help, the list under F10 and the
 * words after `:` are made of this list alone.
 */

import { type KeyName } from "./key-event.ts";
import { type RegisterState } from "./register-state.ts";

export const COMMAND_IDS = [
  "help",
  "send",
  "away",
  "discount",
  "void",
  "park",
  "table",
  "bill",
  "pay",
  "more",
  "card",
  "fire",
  "again",
  "papers",
  "return",
  "receipts",
  "lock",
  "undo",
  "clock-in",
  "clock-out",
  "print-asking",
  "quit",
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

export interface Command {
  readonly id: CommandId;
  readonly keys: ReadonlyArray<KeyName>;
  /** Typed after `:`; the first one is shown. */
  readonly words: ReadonlyArray<string>;
  readonly label: string;
  /** What it does, and what may be typed before it. */
  readonly description: string;
  readonly inFooter: boolean;
  /** What the keypad alone has for it in the list under F10; else it has a digit there. */
  readonly listSign?: string;
  /** True, or one sentence why not now. */
  readonly available: (state: RegisterState) => true | string;
  /** Not in this version: the key is taken and says so. */
  readonly isLater: boolean;
}

export const COMMANDS: ReadonlyArray<Command> = [
  verb("help", {
    keys: ["f1", "ctrl-g"],
    words: ["help"],
    label: "Help",
    description: "help on and off",
    available: () => true,
  }),
  verb("send", {
    keys: ["f2", "ctrl-e"],
    words: ["send"],
    label: "Send",
    description: "tell the kitchen what it has not been told",
    available: (state) => inRegister(state) ?? needsLines(state) ?? true,
  }),
  verb("away", {
    keys: ["f3", "ctrl-w"],
    words: ["away", "in"],
    label: "In/Away",
    description: "to take away or not; 100 F3 adds 100 so",
    available: (state) => inRegister(state) ?? true,
  }),
  verb("discount", {
    keys: ["f4", "ctrl-d"],
    words: ["discount", "price"],
    label: "%",
    description: "10 F4: 10% or 10.00 off line or order, or its price",
    available: (state) => inRegister(state) ?? needsLines(state) ?? true,
  }),
  verb("void", {
    keys: ["f5", "ctrl-x"],
    words: ["void"],
    label: "Void",
    description: "one off the line; before it 4, 2*4, 2+5, * for all",
    available: (state) => inRegister(state) ?? needsLines(state) ?? true,
  }),
  verb("park", {
    keys: ["f6", "ctrl-k"],
    words: ["park", "orders"],
    label: "Park",
    description: "aside with it, or lists the open ones; 12 F6 brings 12",
    available: (state) => inRegister(state) ?? true,
  }),
  later("table", { keys: ["f7", "ctrl-t"], words: ["table", "tab"], what: "Tables and tabs come" }),
  later("bill", { keys: ["f8", "ctrl-n"], words: ["bill"], what: "Bills before paying come" }),
  verb("pay", {
    keys: ["f9", "ctrl-y"],
    words: ["pay"],
    label: "PAY",
    description: "pay; 20 F9 takes 20 in cash at once",
    available: (state) =>
      state.screen === "payment" ? true : (inRegister(state) ?? needsMoney(state) ?? true),
  }),
  verb("more", {
    keys: ["f10", "ctrl-o"],
    words: ["more"],
    label: "More",
    description: "all commands: a digit, or letters to search",
    available: () => true,
  }),
  verb("card", {
    keys: ["f12", "ctrl-v"],
    words: ["card"],
    label: "Card",
    description: "the rest by card, after its terminal's yes; 20 F12: 20",
    available: (state) =>
      state.screen === "payment" ? true : (inRegister(state) ?? needsMoney(state) ?? true),
  }),
  later("fire", { keys: ["ctrl-f"], words: ["fire"], what: "Held courses come" }),
  later("again", { keys: ["ctrl-r"], words: ["again", "round"], what: "Another round comes" }),
  other("papers", {
    keys: ["ctrl-p"],
    words: ["papers", "reprint"],
    listSign: "/",
    label: "Papers",
    description: "prints one of the last again; 12 Ctrl-P: of order 12",
    available: (state) => inRegister(state) ?? true,
  }),
  other("undo", {
    keys: ["ctrl-z", "ctrl-u"],
    words: ["undo"],
    listSign: ".",
    label: "Undo",
    description: "takes the last step on the order back",
    available: (state) => inRegister(state) ?? true,
  }),
  other("clock-in", {
    keys: [],
    words: ["clockin"],
    label: "Clock in",
    description: "your working time begins",
    available: (state) =>
      loggedIn(state) ??
      (state.session?.clockedInSince() === undefined ? true : "You are clocked in already."),
  }),
  other("clock-out", {
    keys: [],
    words: ["clockout"],
    label: "Clock out",
    description: "your working time ends",
    available: (state) =>
      loggedIn(state) ??
      (state.session?.clockedInSince() === undefined ? "You are not clocked in." : true),
  }),
  other("print-asking", {
    keys: [],
    words: ["print"],
    label: "Print waiting papers",
    description: "papers that may be on paper already or came too late",
    available: (state) =>
      loggedIn(state) ?? (state.askingJobs > 0 ? true : "No paper waits to be asked for."),
  }),
  other("return", {
    keys: [],
    words: ["return", "refund"],
    label: "Take goods back",
    description: "scan the receipt; or :return 12, :return B-12",
    available: (state) => inRegister(state) ?? true,
  }),
  other("receipts", {
    keys: [],
    words: ["receipts", "receipt"],
    label: "Receipts",
    description: "the last ones of all tills, to look at; :receipt 12",
    available: (state) => inRegister(state) ?? true,
  }),
  other("lock", {
    keys: ["ctrl-l"],
    words: ["lock", "logout"],
    listSign: "0",
    label: "Log out (lock)",
    description: "lock the till; the order and what is typed stay",
    available: (state) => loggedIn(state) ?? true,
  }),
  other("quit", {
    keys: [],
    words: ["quit", "exit"],
    label: "Quit",
    description: "leave the register, from the locked screen",
    available: (state) => (state.screen === "log-in" ? true : "Lock the till first: Ctrl-L."),
  }),
];

const COMMANDS_BY_KEY: ReadonlyMap<KeyName, Command> = new Map(
  COMMANDS.flatMap((command) => command.keys.map((key) => [key, command] as const)),
);

const COMMANDS_BY_WORD: ReadonlyMap<string, Command> = new Map(
  COMMANDS.flatMap((command) => command.words.map((word) => [word, command] as const)),
);

export function commandOfKey(key: KeyName): Command | undefined {
  return COMMANDS_BY_KEY.get(key);
}

export function commandOfWord(word: string): Command | undefined {
  return COMMANDS_BY_WORD.get(word);
}

/** `F2`, `Ctrl-E`. */
export function keyLabel(key: KeyName): string {
  return key.startsWith("ctrl-") ? `Ctrl-${key.slice(5).toUpperCase()}` : key.toUpperCase();
}

type Facts = Pick<Command, "keys" | "words" | "label" | "description" | "available" | "listSign">;

function verb(id: CommandId, facts: Facts): Command {
  return { id, ...facts, inFooter: true, isLater: false };
}

function other(id: CommandId, facts: Facts): Command {
  return { id, ...facts, inFooter: false, isLater: false };
}

function later(
  id: CommandId,
  { keys, words, what }: Pick<Command, "keys" | "words"> & { readonly what: string },
): Command {
  const sentence = `${what} with a later version; nothing was done.`;
  return {
    id,
    keys,
    words,
    label: what,
    description: sentence,
    inFooter: false,
    isLater: true,
    available: () => sentence,
  };
}

function loggedIn(state: RegisterState): string | undefined {
  return state.session === undefined || state.screen === "log-in" ? "Log in first." : undefined;
}

function inRegister(state: RegisterState): string | undefined {
  if (state.screen === "payment") return "Esc goes back to the order first.";
  return loggedIn(state);
}

/** An order whose lines are all off may still have money on it. */
function needsMoney(state: RegisterState): string | undefined {
  return state.order !== undefined && state.order.giveBack > 0 ? undefined : needsLines(state);
}

function needsLines(state: RegisterState): string | undefined {
  const isEmpty = state.order?.lines.every(({ voided }) => voided) ?? true;
  return isEmpty ? "The order is empty." : undefined;
}
