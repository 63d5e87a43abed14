/**
 * The verbs of the register and their keys, as data: the footer, the help, the list under F10 and the
 * words after `:` are made of this list alone; what they are called, of the words of each language.
 */

import { type ActId, actOf } from "../acts/all.ts";
import { foldText } from "../domain/entry-text.ts";
import { isForGuests } from "../domain/order/who-serves.ts";
import { type Words, wordsFor } from "../words/screen-words.ts";
import { type KeyName } from "./keys/key-event.ts";
import { onScreen } from "./on-screen.ts";
import { mayTellOther, type RegisterState } from "./register-state.ts";

/** Each has a label in the words of every language. */
export type CommandId = keyof Words["labels"];

export interface Command {
  readonly id: CommandId;
  readonly keys: ReadonlyArray<KeyName>;
  /** Typed after `:` in every language; the first one is shown. */
  readonly words: ReadonlyArray<string>;
  /**
   * The footer place of its key: in every shop; in one with tables; or only as far as the keys of
   * tables leave room, 1 the last to go.
   */
  readonly footer: "always" | "never" | "tables" | 1 | 2 | 3;
  /**
   * The sign or the digit that it has in the list under F10, always the same; 1 and 2 are for
   * `SIGN_VERBS`.
   */
  readonly listSign?: string;
  /** True, or one sentence why not now. */
  readonly available: (state: RegisterState) => true | string;
  /** True where it changes the order or takes its money: behind a list nobody sees the order. */
  readonly changesOrder: boolean;
}

export const COMMANDS: ReadonlyArray<Command> = [
  verb("help", {
    keys: ["f1", "ctrl-g"],
    words: ["help"],
    available: () => true,
  }),
  verb("send", {
    keys: ["f2", "ctrl-e"],
    words: ["send"],
    available: withLines,
    changesOrder: true,
  }),
  verb("away", {
    keys: ["f3", "ctrl-w"],
    words: ["away", "in"],
    footer: 3,
    available: (state) => inRegister(state) ?? true,
    changesOrder: true,
  }),
  verb("discount", {
    keys: ["f4", "ctrl-d"],
    words: ["discount", "price"],
    footer: 1,
    available: withLines,
    changesOrder: true,
  }),
  verb("void", {
    keys: ["f5", "ctrl-x"],
    words: ["void"],
    available: (state) =>
      inRegister(state) ?? (mayLeave(state) ? true : (needsLines(state) ?? true)),
    changesOrder: true,
  }),
  verb("park", {
    keys: ["f6", "ctrl-k"],
    words: ["park", "orders"],
    footer: 2,
    available: (state) => inRegister(state) ?? true,
    changesOrder: true,
  }),
  other("table", {
    keys: ["f7", "ctrl-t"],
    words: ["table", "tab"],
    listSign: "5",
    footer: "tables",
    available: (state) => inRegister(state) ?? true,
    changesOrder: true,
  }),
  other("bill", {
    keys: ["f8", "ctrl-n"],
    words: ["bill"],
    footer: "tables",
    available: (state) => inRegister(state) ?? true,
    changesOrder: true,
  }),
  verb("pay", {
    keys: ["f9", "ctrl-y"],
    words: ["pay"],
    available: (state) =>
      state.screen === "payment" || state.screen === "drawer"
        ? true
        : (inRegister(state) ?? (mayTellOther(state) ? true : (needsMoney(state) ?? true))),
    changesOrder: true,
  }),
  verb("more", {
    keys: ["f10", "ctrl-o"],
    words: ["more"],
    available: () => true,
  }),
  verb("card", {
    keys: ["f12", "ctrl-v"],
    words: ["card"],
    available: (state) =>
      state.screen === "payment" ? true : (inRegister(state) ?? needsMoney(state) ?? true),
    changesOrder: true,
  }),
  other("split", {
    keys: [],
    words: ["split"],
    available: (state) => (state.screen === "payment" ? true : withLines(state)),
    changesOrder: true,
  }),
  other("part", {
    keys: [],
    words: ["part"],
    available: (state) => {
      if ((state.order?.parts.length ?? 0) === 0) return wordsFor(state).splits.notSplit;
      return state.screen === "payment" ? true : wordsFor(state).splits.inPayment;
    },
  }),
  other("fire", {
    keys: ["ctrl-f"],
    words: ["fire"],
    listSign: "+",
    available: withLines,
    changesOrder: true,
  }),
  ofAct("again", { keys: ["ctrl-r"], listSign: "*" }),
  other("hand-over", {
    keys: [],
    words: ["handover"],
    available: (state) => inRegister(state) ?? needsTable(state) ?? true,
    changesOrder: true,
  }),
  other("move", {
    keys: [],
    words: ["move", "merge"],
    available: (state) =>
      inRegister(state) ??
      (state.order?.status === "open" ? true : wordsFor(state).tables.nothingToMove),
    changesOrder: true,
  }),
  other("unmerge", {
    keys: [],
    words: ["unmerge"],
    available: (state) =>
      inRegister(state) ?? (isJoined(state) ? true : wordsFor(state).tables.noneJoined),
    changesOrder: true,
  }),
  ofAct("reprice"),
  other("exempt", { keys: [], words: ["exempt"], available: withLines, changesOrder: true }),
  other("refire", {
    keys: [],
    words: ["refire", "remake"],
    available: withLines,
    changesOrder: true,
  }),
  other("papers", {
    keys: ["ctrl-p"],
    words: ["papers", "reprint"],
    listSign: "/",
    available: (state) => inRegister(state) ?? true,
  }),
  other("undo", {
    keys: ["ctrl-z", "ctrl-u"],
    words: ["undo"],
    listSign: ".",
    available: (state) =>
      state.screen === "office" || state.screen === "drawer" ? true : (inRegister(state) ?? true),
    changesOrder: true,
  }),
  ofAct("clock-in"),
  ofAct("clock-out"),
  other("print-asking", {
    keys: [],
    words: ["print"],
    listSign: "9",
    available: (state) =>
      loggedIn(state) ?? (state.askingJobs > 0 ? true : wordsFor(state).whyNot.noWaitingPaper),
  }),
  other("return", {
    keys: [],
    words: ["return", "refund"],
    listSign: "3",
    available: (state) => inRegister(state) ?? true,
  }),
  ofAct("keep"),
  other("receipts", {
    keys: [],
    words: ["receipts", "receipt"],
    listSign: "6",
    available: (state) => inRegister(state) ?? true,
  }),
  other("drawer", {
    keys: [],
    words: ["drawer"],
    listSign: "7",
    available: (state) => (state.screen === "drawer" ? true : (inRegister(state) ?? true)),
  }),
  other("close-day", {
    keys: [],
    words: ["close"],
    available: (state) => inRegister(state) ?? true,
  }),
  other("office", {
    keys: [],
    words: ["office"],
    listSign: "8",
    available: (state) => inRegister(state) ?? true,
  }),
  other("messages", {
    keys: [],
    words: ["messages"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("hold", {
    keys: [],
    words: ["hold"],
    available: withLines,
    changesOrder: true,
  }),
  other("settings", {
    keys: [],
    words: ["settings"],
    available: (state) => inRegister(state) ?? true,
  }),
  other("language", {
    keys: [],
    words: ["language"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("date", {
    keys: [],
    words: ["date"],
    available: (state) =>
      inRegister(state) ?? (state.text.trim() === "" ? wordsFor(state).logIn.typeTime : true),
  }),
  other("customer", {
    keys: [],
    words: ["customer"],
    listSign: "4",
    available: (state) => inRegister(state) ?? true,
  }),
  other("new-customer", {
    keys: [],
    words: ["newcustomer"],
    available: (state) => inRegister(state) ?? true,
  }),
  other("attention", {
    keys: [],
    words: ["attention"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("printers", {
    keys: [],
    words: ["printers"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("queue", {
    keys: [],
    words: ["queue"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("tills", {
    keys: [],
    words: ["tills", "mesh"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("invite", {
    keys: [],
    words: ["invite"],
    available: (state) => inRegister(state) ?? true,
  }),
  other("revoke", {
    keys: [],
    words: ["revoke"],
    available: (state) => inRegister(state) ?? needsOtherTill(state) ?? true,
  }),
  other("replace", {
    keys: [],
    words: ["replace"],
    available: (state) => inRegister(state) ?? needsOtherTill(state) ?? true,
  }),
  other("doctor", {
    keys: [],
    words: ["doctor"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("status", {
    keys: [],
    words: ["status"],
    available: (state) => loggedIn(state) ?? true,
  }),
  other("lock", {
    keys: ["ctrl-l"],
    words: ["lock", "logout"],
    listSign: "0",
    available: (state) => loggedIn(state) ?? true,
  }),
  other("train", {
    keys: [],
    words: ["train", "training"],
    available: (state) =>
      state.screen === "log-in" ? true : (inRegister(state) ?? needsNoLines(state) ?? true),
  }),
  other("quit", {
    keys: [],
    words: ["quit", "exit"],
    available: (state) => (state.screen === "log-in" ? true : (inRegister(state) ?? true)),
  }),
];

const COMMANDS_BY_KEY: ReadonlyMap<KeyName, Command> = new Map(
  COMMANDS.flatMap((command) => command.keys.map((key) => [key, command] as const)),
);

export function commandOf(id: CommandId): Command | undefined {
  return COMMANDS.find((command) => command.id === id);
}

export function commandOfKey(key: KeyName): Command | undefined {
  return COMMANDS_BY_KEY.get(key);
}

/** Finds a command by the words that every language has, then by those of the person's own. */
export function commandOfWord(word: string, { verbs }: Words): Command | undefined {
  return (
    COMMANDS.find(({ words }) => words.includes(word)) ??
    COMMANDS.find(({ id }) => verbs[id].includes(word))
  );
}

/** Returns the command that a plain word means, such as `quit` without a colon, or `tip`. */
export function commandOfPlainWord(typed: string, words: Words): Command | undefined {
  const word = foldText(typed);
  const found = commandOfWord(word, words);
  if (found !== undefined) return found;
  return COMMANDS.find(({ id }) => findWordsOf(id, words).includes(word));
}

/** Returns what people call it besides its own words; F10 searches them as well. */
export function findWordsOf(id: CommandId, { finds }: Words): ReadonlyArray<string> {
  const found: ReadonlyArray<string> = id === "pay" || id === "close-day" ? finds[id] : [];
  return found.map(foldText);
}

/** Returns how the command is begun: its word, and its key where it has one, else that of the list. */
export function howBegun({ id, words, keys }: Command, { verbs }: Words): HowBegun {
  const [key] = keys;
  return {
    word: `:${verbs[id][0] ?? words[0] ?? id}`,
    key: key === undefined ? "F10" : keyLabel(key),
  };
}

interface HowBegun {
  readonly word: string;
  readonly key: string;
}

/** Returns the message for an unknown word, with the words that begin as it does. */
export function noSuchWord(word: string, words: Words): string {
  const begun = word === "" ? [] : wordsBegunBy(word, words).slice(0, BEGUN_MAX);
  if (begun.length === 0) return words.plan.noWord({ word });
  return words.plan.typeOn({ names: begun.map((one) => `:${one}`).join(", ") });
}

/** The most words in that message: as many as stand side by side in a line. */
const BEGUN_MAX = 4;

/** Returns one word of each command, the person's own before those of every language. */
function wordsBegunBy(typed: string, { verbs }: Words): ReadonlyArray<string> {
  return COMMANDS.flatMap(({ id, words }) => {
    const begun = [...verbs[id], ...words].find((word) => word.startsWith(typed));
    return begun === undefined ? [] : [begun];
  });
}

/** `F2`, `Ctrl-E`. */
export function keyLabel(key: KeyName): string {
  return key.startsWith("ctrl-") ? `Ctrl-${key.slice(5).toUpperCase()}` : key.toUpperCase();
}

type Facts = Pick<Command, "keys" | "words" | "available" | "listSign"> &
  Partial<Pick<Command, "footer" | "changesOrder">>;

function verb(id: CommandId, facts: Facts): Command {
  return { id, footer: "always", changesOrder: false, ...facts };
}

function other(id: CommandId, facts: Facts): Command {
  return { id, footer: "never", changesOrder: false, ...facts };
}

/** An act that its word does at once: the act says what that is and when it can be. */
function ofAct(
  id: CommandId & ActId,
  { keys = [], ...facts }: Partial<Pick<Command, "keys" | "listSign">> = {},
): Command {
  const { on, word } = actOf(id);
  const isOfShop = on === "shop";
  return {
    id,
    keys,
    footer: "never",
    words: word?.words ?? [],
    changesOrder: !isOfShop,
    available: (state) =>
      (isOfShop ? loggedIn(state) : inRegister(state)) ??
      word?.whyNot?.(wordsFor(state), onScreen(state)) ??
      true,
    ...facts,
  };
}

function loggedIn(state: RegisterState): string | undefined {
  return state.session === undefined || state.screen === "log-in"
    ? wordsFor(state).whyNot.logInFirst
    : undefined;
}

export function inRegister(state: RegisterState): string | undefined {
  if (state.screen === "payment") return wordsFor(state).whyNot.escFirst;
  if (state.screen === "office") return wordsFor(state).whyNot.leaveOffice;
  if (state.screen === "drawer") return wordsFor(state).drawer.leave;
  return loggedIn(state);
}

/** An order whose lines are all off may still have money on it. */
function needsMoney(state: RegisterState): string | undefined {
  return state.order !== undefined && state.order.refundDue > 0 ? undefined : needsLines(state);
}

/** Nobody else is to go on with the order of who learns. */
function needsNoLines(state: RegisterState): string | undefined {
  const isEmpty = state.order?.lines.every(({ voided }) => voided) ?? true;
  const hasReturns = (state.order?.returns.length ?? 0) > 0;
  return isEmpty && !hasReturns ? undefined : wordsFor(state).whyNot.parkFirst;
}

function withLines(state: RegisterState): true | string {
  return inRegister(state) ?? needsLines(state) ?? true;
}

export function needsLines(state: RegisterState): string | undefined {
  const isEmpty = state.order?.lines.every(({ voided }) => voided) ?? true;
  return isEmpty ? wordsFor(state).whyNot.orderEmpty : undefined;
}

function needsTable(state: RegisterState): string | undefined {
  const { session, order } = state;
  const tables = session?.openTables() ?? [];
  const isOne = tables.some(({ id, owner }) => id === order?.id || owner === session?.staffNumber);
  return isOne ? undefined : wordsFor(state).tables.noneMine;
}

function needsOtherTill(state: RegisterState): string | undefined {
  const tills = state.session?.office.tills.list() ?? [];
  const isOther = tills.some(({ link: { type } }) => type !== "self" && type !== "shut-out");
  return isOther ? undefined : wordsFor(state).officeTills.noSuchTill({ typed: "" });
}

/* What may be done with the guests of the order on the screen. */

/** Somebody sits there who has ordered nothing: they may leave. */
function mayLeave({ order }: RegisterState): boolean {
  return order !== undefined && isForGuests(order) && order.status === "open";
}

/** Whether another order was merged into its bill. */
function isJoined({ order }: RegisterState): boolean {
  return order !== undefined && order.joined.length > 0;
}
