/**
 * The verbs of the register and their keys, as data: the footer, the help, the list under F10 and the
 * words after `:` are made of this list alone; what they are called, of the words of each language.
 */

import { ACTS, type AnyAct } from "../acts/all.ts";
import { isForGuests } from "../domain/order/who-serves.ts";
import { foldText } from "../domain/text/entry-text.ts";
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
  /** Its object is spelled as it was typed, for papers and people; of others, small and without accents. */
  readonly isSpelled?: boolean;
}

/** Commands that begin on a screen, in the order of the help. */
const ON_SCREENS: ReadonlyArray<Command> = [
  verb("help", { keys: ["f1", "ctrl-g"], words: ["help"], whyNot: () => undefined }),
  verb("send", { keys: ["f2", "ctrl-e"], words: ["send"], whyNot: withLines, changesOrder: true }),
  verb("away", { keys: ["f3", "ctrl-w"], words: ["away", "in"], footer: 3, changesOrder: true }),
  verb("discount", {
    keys: ["f4", "ctrl-d"],
    words: ["discount", "price"],
    footer: 1,
    whyNot: withLines,
    changesOrder: true,
  }),
  verb("void", {
    keys: ["f5", "ctrl-x"],
    words: ["void"],
    whyNot: (state) => inRegister(state) ?? (mayLeave(state) ? undefined : needsLines(state)),
    changesOrder: true,
  }),
  verb("park", {
    keys: ["f6", "ctrl-k"],
    words: ["park", "orders"],
    // Somebody else is served meanwhile.
    whyNot: (state) => (isCardAsked(state) ? undefined : inRegister(state)),
    footer: 2,
    changesOrder: true,
  }),
  other("later", { words: ["later"] }),
  other("table", {
    keys: ["f7", "ctrl-t"],
    words: ["table", "tab"],
    listSign: "5",
    footer: "tables",
    changesOrder: true,
  }),
  other("bill", { keys: ["f8", "ctrl-n"], words: ["bill"], footer: "tables", changesOrder: true }),
  verb("pay", {
    keys: ["f9", "ctrl-y"],
    words: ["pay"],
    whyNot: (state) =>
      state.screen === "payment" || state.screen === "drawer"
        ? undefined
        : (inRegister(state) ?? (mayTellOther(state) ? undefined : needsMoney(state))),
    changesOrder: true,
  }),
  verb("more", { keys: ["f10", "ctrl-o"], words: ["more"], whyNot: () => undefined }),
  verb("card", {
    keys: ["f12", "ctrl-v"],
    words: ["card"],
    whyNot: (state) =>
      state.screen === "payment" ? undefined : (inRegister(state) ?? needsMoney(state)),
    changesOrder: true,
  }),
  other("card-by-hand", {
    words: ["byhand"],
    whyNot: (state) =>
      (state.screen === "payment" ? undefined : (inRegister(state) ?? needsMoney(state))) ??
      (state.session?.cards.asks() === true ? undefined : wordsFor(state).cards.noTerminal),
    changesOrder: true,
  }),
  other("card-slip", { words: ["slip"], whyNot: takesSlip, isSpelled: true }),
  other("cards", { words: ["cards"], whyNot: loggedIn }),
  other("card-tab", { words: ["cardtab"], whyNot: inRegister, changesOrder: true }),
  other("card-tabs", { words: ["tabs"], whyNot: loggedIn }),
  other("split", {
    words: ["split"],
    whyNot: (state) => (state.screen === "payment" ? undefined : withLines(state)),
    changesOrder: true,
  }),
  other("part", {
    words: ["part"],
    whyNot: (state) => {
      if ((state.order?.parts.length ?? 0) === 0) return wordsFor(state).splits.notSplit;
      return state.screen === "payment" ? undefined : wordsFor(state).splits.inPayment;
    },
  }),
  other("fire", {
    keys: ["ctrl-f"],
    words: ["fire"],
    listSign: "+",
    whyNot: withLines,
    changesOrder: true,
  }),
  other("hand-over", {
    words: ["handover"],
    whyNot: (state) => inRegister(state) ?? needsTable(state),
    changesOrder: true,
  }),
  other("move", {
    words: ["move", "merge"],
    whyNot: (state) =>
      inRegister(state) ??
      (state.order?.status === "open" ? undefined : wordsFor(state).tables.nothingToMove),
    changesOrder: true,
    isSpelled: true,
  }),
  other("unmerge", {
    words: ["unmerge"],
    whyNot: (state) =>
      inRegister(state) ?? (isJoined(state) ? undefined : wordsFor(state).tables.noneJoined),
    changesOrder: true,
  }),
  other("exempt", {
    words: ["exempt"],
    whyNot: withLines,
    changesOrder: true,
    isSpelled: true,
  }),
  other("refire", {
    words: ["refire", "remake"],
    whyNot: (state) =>
      inRegister(state) ??
      (state.order === undefined ? wordsFor(state).refire.ofReceipt : needsLines(state)),
    changesOrder: true,
  }),
  other("papers", { keys: ["ctrl-p"], words: ["papers", "reprint"], listSign: "/" }),
  other("give-back", {
    words: ["giveback"],
    whyNot: (state) =>
      inRegister(state) ??
      ((state.order?.returnable.length ?? 0) > 0 ? undefined : wordsFor(state).giveBack.nothing),
    changesOrder: true,
    isSpelled: true,
  }),
  other("undo", {
    keys: ["ctrl-z", "ctrl-u"],
    words: ["undo"],
    listSign: ".",
    whyNot: (state) =>
      state.screen === "office" || state.screen === "drawer" ? undefined : inRegister(state),
    changesOrder: true,
  }),
  other("print-asking", {
    words: ["print"],
    listSign: "9",
    whyNot: (state) =>
      loggedIn(state) ?? (state.askingJobs > 0 ? undefined : wordsFor(state).whyNot.noWaitingPaper),
  }),
  other("return", { words: ["return", "refund"], listSign: "3" }),
  other("receipts", { words: ["receipts", "receipt"], listSign: "6" }),
  other("drawer", {
    words: ["drawer"],
    listSign: "7",
    whyNot: (state) => (state.screen === "drawer" ? undefined : inRegister(state)),
  }),
  other("close-day", { words: ["close"] }),
  other("office", { words: ["office"], listSign: "8" }),
  other("messages", { words: ["messages"], whyNot: loggedIn }),
  other("hold", { words: ["hold"], whyNot: withLines, changesOrder: true }),
  other("settings", { words: ["settings"] }),
  other("language", { words: ["language"], whyNot: loggedIn }),
  other("date", {
    words: ["date"],
    whyNot: (state) =>
      inRegister(state) ?? (state.text.trim() === "" ? wordsFor(state).logIn.typeTime : undefined),
  }),
  other("customer", { words: ["customer"], listSign: "4" }),
  other("new-customer", { words: ["newcustomer"] }),
  other("attention", { words: ["attention"], whyNot: loggedIn }),
  other("printers", { words: ["printers"], whyNot: loggedIn }),
  other("queue", { words: ["queue"], whyNot: loggedIn }),
  other("report", { words: ["report", "reports"], whyNot: loggedIn }),
  other("history", {
    words: ["history"],
    whyNot: (state) => loggedIn(state) ?? needsSubject(state),
    isSpelled: true,
  }),
  other("who", { words: ["who"], whyNot: loggedIn }),
  other("tips", { words: ["tips"], whyNot: loggedIn }),
  other("count", { words: ["count"], isSpelled: true }),
  other("receive", { words: ["receive"], isSpelled: true }),
  other("voucher", {
    words: ["voucher"],
    whyNot: (state) => (state.screen === "payment" ? undefined : inRegister(state)),
    isSpelled: true,
    changesOrder: true,
  }),
  other("tills", { words: ["tills", "mesh"], whyNot: loggedIn }),
  other("invite", { words: ["invite"] }),
  other("revoke", {
    words: ["revoke"],
    whyNot: (state) => inRegister(state) ?? needsOtherTill(state),
  }),
  other("replace", {
    words: ["replace"],
    whyNot: (state) => inRegister(state) ?? needsOtherTill(state),
  }),
  other("doctor", { words: ["doctor"], whyNot: loggedIn }),
  other("status", { words: ["status"], whyNot: loggedIn }),
  other("lock", { keys: ["ctrl-l"], words: ["lock", "logout"], listSign: "0", whyNot: loggedIn }),
  other("train", {
    words: ["train", "training"],
    whyNot: (state) =>
      state.screen === "log-in" ? undefined : (inRegister(state) ?? needsNoLines(state)),
  }),
  other("quit", {
    words: ["quit", "exit"],
    whyNot: (state) => (state.screen === "log-in" ? undefined : inRegister(state)),
  }),
];

const WORD_ACTS = Object.values<AnyAct>(ACTS).flatMap(({ id, on, word }) =>
  word === undefined ? [] : [{ id, on, word }],
);

/** The commands in the order of the help: an act that its word does stands behind the command that it names. */
export const COMMANDS: ReadonlyArray<Command> = ON_SCREENS.flatMap(withActsBehind);

function withActsBehind(command: Command): ReadonlyArray<Command> {
  const acts = WORD_ACTS.filter(({ word }) => word.after === command.id);
  return [command, ...acts.flatMap((act) => withActsBehind(ofAct(act)))];
}

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
  const found: ReadonlyArray<string> = id === "pay" || id === "report" ? finds[id] : [];
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

interface Facts
  extends
    Pick<Command, "words" | "listSign">,
    Partial<Pick<Command, "keys" | "footer" | "changesOrder" | "isSpelled">> {
  /** Undefined where it can be done now: on the register's screen, unless this says otherwise. */
  readonly whyNot?: (state: RegisterState) => string | undefined;
}

function verb(id: CommandId, facts: Facts): Command {
  return other(id, { footer: "always", ...facts });
}

function other(id: CommandId, { whyNot = inRegister, ...facts }: Facts): Command {
  return {
    id,
    keys: [],
    footer: "never",
    changesOrder: false,
    available: (state) => whyNot(state) ?? true,
    ...facts,
  };
}

/** An act that its word does at once: the act says what that is and when it can be. Its label has its id. */
function ofAct({ id, on, word }: (typeof WORD_ACTS)[number]): Command {
  const isOfShop = on === "shop";
  return other(id as CommandId, {
    ...word,
    isSpelled: word.reads !== undefined,
    changesOrder: !isOfShop,
    whyNot: (state) =>
      (isOfShop ? loggedIn(state) : inRegister(state)) ??
      word.whyNot?.(wordsFor(state), onScreen(state)),
  });
}

/** What happened is told of the order on the screen, or of what is named behind the word. */
function needsSubject(state: RegisterState): string | undefined {
  const isNamed = state.text.trim() !== "" || state.order !== undefined;
  return isNamed ? undefined : wordsFor(state).historyList.which;
}

function loggedIn(state: RegisterState): string | undefined {
  return state.session === undefined || state.screen === "log-in"
    ? wordsFor(state).whyNot.logInFirst
    : undefined;
}

/** While a payment is on the screen the slip is that of the card to come; else of the last one that was typed. */
function takesSlip(state: RegisterState): string | undefined {
  const isBefore = state.screen === "payment";
  const { noTyped } = wordsFor(state).cards;
  return (
    loggedIn(state) ?? (isBefore || state.session?.cards.hasTyped() === true ? undefined : noTyped)
  );
}

export function inRegister(state: RegisterState): string | undefined {
  if (state.screen === "payment") return wordsFor(state).whyNot.escFirst;
  if (state.screen === "office") return wordsFor(state).whyNot.leaveOffice;
  if (state.screen === "drawer") return wordsFor(state).drawer.leave;
  return loggedIn(state);
}

/** The payment waits for a card, or for a person who looks what became of one. */
function isCardAsked({ screen, order }: RegisterState): boolean {
  return screen === "payment" && (order?.cards ?? []).length > 0;
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

function withLines(state: RegisterState): string | undefined {
  return inRegister(state) ?? needsLines(state);
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
