/** The rows of the list under F10: found in every language, chosen by a sign that is always the same. */

import { LOCALES } from "../../domain/text/locale.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import {
  COMMANDS,
  type Command,
  type CommandId,
  commandOf,
  findWordsOf,
  keyLabel,
} from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { mayBegin, SIGN_VERBS, type SignVerb, type SignVerbId } from "../sign-verbs.ts";
import { type ListRow, type ListRows, type RowChoice, signAt, signRow } from "./list-row.ts";

/** Empties the line: with the sign that a keypad has for less. */
const CLEAR_SIGN = "-";

/** The words of all languages are read when somebody opens the list: a first frame has no time for it. */
let everyLanguage: ReadonlyArray<Words> | undefined;

function inEveryLanguage(): ReadonlyArray<Words> {
  everyLanguage ??= LOCALES.map((locale) => wordsFor({ locale }));
  return everyLanguage;
}

/** Returns the words of its verb, typed after `:` or in plain text, in all languages. */
export function wordsOfCommand({ id, words }: Pick<Command, "id" | "words">): string {
  const all = inEveryLanguage();
  const [labels, verbs] = [all.map((own) => own.labels[id]), all.flatMap((own) => own.verbs[id])];
  const finds = all.flatMap((own) => findWordsOf(id, own));
  return [...new Set([...words, ...labels, ...verbs, ...finds])].join(" ");
}

export function wordsOfSignVerb(id: SignVerbId): string {
  const own = inEveryLanguage().map(({ signVerbs }) => signVerbs[id]);
  return own.map(({ label, words }) => `${label} ${words.join(" ")}`).join(" ");
}

const wordsById = new Map<CommandId | SignVerb, string>();

/** Worked out once: they are the same in each list. */
function remembered(of: CommandId | SignVerb, words: () => string): string {
  const known = wordsById.get(of) ?? words();
  wordsById.set(of, known);
  return known;
}

/** True, or one sentence why not now. */
export function mayChoose(choice: RowChoice, state: RegisterState): true | string {
  if (choice.type === "sign-verb") return mayBegin(choice.verb, state);
  if (choice.type !== "command") return true;
  return commandOf(choice.id)?.available(state) ?? true;
}

/**
 * Sorts by digit, then by sign, then commands without one; those in the footer come last.
 * `hasQuestions`: the status line says that something needs a person.
 */
export function commandRows(state: RegisterState, words: Words, hasQuestions: boolean): ListRows {
  const isLocked = state.screen === "log-in";
  const offered = COMMANDS.filter((command) => isOffered(command, state)).toSorted(
    (one, other) => placeInList(one) - placeInList(other),
  );
  const rows = offered.map((command, at) =>
    commandRow(command, { state, words, sign: command.listSign ?? (isLocked ? signAt(at) : "") }),
  );
  if (isLocked) return rows;
  const verbs = SIGN_VERBS.map((verb) => signVerbRow(verb, state, words));
  const clear = signRow(CLEAR_SIGN, { label: words.lists.clearLine, choice: { type: "clear" } });
  const all = [...verbs, ...rows.slice(0, firstOfFooter(offered)), clear];
  const sorted = all.toSorted((one, other) => placeOfSign(one.sign) - placeOfSign(other.sign));
  const isAsked = askedBy(state, hasQuestions);
  const listed = nowFirst([...sorted, ...rows.slice(firstOfFooter(offered))], state);
  return [...listed.filter(isAsked), ...listed.filter((row) => !isAsked(row))];
}

/** What people do most with a line, then with its order: few rows for a finger. */
const OF_LINE: ReadonlyArray<SignVerbId | CommandId> = [
  "again",
  "note",
  "quantity",
  "discount",
  "void",
  "course",
  "fire",
  "bill",
  "split",
  "pay",
];

/** Returns what can be done now with the line that keys act on, and with its order. */
export function lineActRows(state: RegisterState, words: Words): ListRows {
  const rows = OF_LINE.flatMap((id): ListRows => {
    const verb = SIGN_VERBS.find((it) => it.id === id);
    if (verb !== undefined) return [signVerbRow(verb, state, words)];
    const command = COMMANDS.find((it) => it.id === id);
    return command === undefined ? [] : [commandRow(command, { state, words, sign: "" })];
  });
  return rows
    .filter(({ choice }) => mayChoose(choice, state) === true)
    .map((row, at) => Object.assign({}, row, { sign: signAt(at) }));
}

/**
 * Outside of the register most commands wait: what can be done there comes first, what concerns the order
 * before all else, each by its own sign.
 */
function nowFirst(rows: ListRows, state: RegisterState): ListRows {
  if (state.screen === "register") return rows;

  function turn({ choice }: ListRow): number {
    if (mayChoose(choice, state) !== true) return 2;
    return choice.type === "command" && commandOf(choice.id)?.changesOrder === true ? 0 : 1;
  }

  return rows.toSorted((one, other) => turn(one) - turn(other));
}

function commandRow(
  command: Command,
  {
    state,
    words,
    sign,
  }: { readonly state: RegisterState; readonly words: Words; readonly sign: string },
): ListRow {
  const isNow = command.available(state) === true;
  return {
    sign,
    label: words.labels[command.id],
    detail: isNow ? command.keys.map(keyLabel).join(" ") : words.side.notNow,
    words: [...command.words, ...words.verbs[command.id], ...findWordsOf(command.id, words)].join(
      " ",
    ),
    elsewhere: remembered(command.id, () => wordsOfCommand(command)),
    about: words.descriptions[command.id],
    choice: { type: "command", id: command.id },
  };
}

function signVerbRow(verb: SignVerb, state: RegisterState, words: Words): ListRow {
  const { label, words: own } = words.signVerbs[verb.id];
  return {
    sign: verb.listSign ?? "",
    label,
    detail: mayBegin(verb, state) === true ? verb.sign : words.side.notNow,
    words: own.join(" "),
    elsewhere: remembered(verb, () => wordsOfSignVerb(verb.id)),
    choice: { type: "sign-verb", verb },
  };
}

/** What waits for a person is at the top while it does; its digits stay what they are. */
function askedBy(
  { askingJobs, screen }: RegisterState,
  hasQuestions: boolean,
): (row: ListRow) => boolean {
  const ids = new Set<CommandId>([
    ...(askingJobs === 0 ? [] : (["print-asking", "queue"] as const)),
    // Elsewhere what the screen is for comes first, and its answers mostly wait for the register.
    ...(hasQuestions && screen === "register" ? (["attention"] as const) : []),
  ]);
  return ({ choice }) => choice.type === "command" && ids.has(choice.id);
}

function placeInList(command: Command): number {
  return isAlwaysBelow(command) ? 1 : 0;
}

function firstOfFooter(commands: ReadonlyArray<Command>): number {
  const at = commands.findIndex(isAlwaysBelow);
  return at === -1 ? commands.length : at;
}

/** Digits by what they are, then signs, then none. */
function placeOfSign(sign: string): number {
  if (sign === "") return 11;
  return /^[1-9]$/u.test(sign) ? Number(sign) : 10;
}

/**
 * Whether the command is listed: on the locked screen only those that work there; otherwise also
 * those that don't work now, with the reason.
 */
function isOffered(command: Command, state: RegisterState): boolean {
  if (command.id === "more") return false;
  return state.screen !== "log-in" || command.available(state) === true;
}

/** Whether its key stands in the footer of every shop, if the window is wide enough. */
function isAlwaysBelow({ footer }: Command): boolean {
  return footer !== "never" && footer !== "tables";
}
