/**
 * The grammar of the register's line. Letters and digits are goods (`domain/entry/entry.ts`). A sign begins a command,
 * whatever is in the catalogue, and every text has one rule at most. Most signs are those of acts.
 */

import { type Result, err, ok } from "../domain/base/result.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import { type GoodsIndex } from "../domain/entry/entry-search.ts";
import {
  type EntryContext,
  readEntry,
  type Reading,
  type SomeOfLineReading,
} from "../domain/entry/entry.ts";
import { type Currency } from "../domain/money/currency.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { parseQuantity } from "../domain/text/quantity.ts";
import { type ActId, ACTS, actOf, type TypedOf } from "./all.ts";

/** An act that was typed by its sign, with what its reader made of the text. */
export type TypedAct = {
  [Id in ActId]: { readonly type: "act"; readonly act: Id; readonly typed: TypedOf<Id> };
}[ActId];

export type Command =
  | TypedAct
  /** `?100`: price, adding nothing. */
  | { readonly type: "ask"; readonly goods: string }
  | { readonly type: "help" }
  /** `&rossi`: by name, phone or card; without any, whoever is on the order. */
  | { readonly type: "customer"; readonly who: string }
  /** `&+Rossi 0660 123456`: in the cashier's own spelling. */
  | { readonly type: "new-customer"; readonly line: string }
  /** `:pay 20`: the key of that name and its object. */
  | { readonly type: "word"; readonly word: string; readonly object: string };

interface Rule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: CommandContext) => Result<Command, EntryFault>;
}

interface CommandContext {
  readonly currency: Currency;
  /** The typed text, for texts that keep the cashier's own spelling. */
  readonly raw: string;
}

/** Every pattern excludes every other: a test tries all short texts. */
export const RULES: ReadonlyArray<Rule> = [
  ...Object.values(ACTS).flatMap(({ id }) => rulesOfAct(id)),
  { id: "help", pattern: /^\?$/u, read: () => ok({ type: "help" }) },
  {
    id: "ask",
    pattern: /^\?(?<goods>.+)$/u,
    read: (match) => ok({ type: "ask", goods: (match.groups?.["goods"] ?? "").trim() }),
  },
  {
    id: "word",
    pattern: /^:(?<word>[a-z]+)(?: (?<object>.+))?$/u,
    read: (match) =>
      ok({
        type: "word",
        word: match.groups?.["word"] ?? "",
        object: match.groups?.["object"] ?? "",
      }),
  },
  {
    id: "customer",
    // A plus and digits are a phone.
    pattern: /^&(?!\+(?:$|.*\p{L}))/u,
    read: (_match, { raw }) => ok({ type: "customer", who: raw.trim().slice(1).trim() }),
  },
  {
    id: "new-customer",
    pattern: /^&\+(?:$|.*\p{L})/u,
    read: (_match, { raw }) => ok({ type: "new-customer", line: raw.trim().slice(2).trim() }),
  },
];

/** Signs that begin commands: of a text that no rule fits they say how it is typed. */
const COMMAND_SIGNS = ["+", "*", "/", "!", "=", "-", ":", ";", "<"] as const;

/** Reads a text that begins with a sign, such as `-10%`. */
export function readCommand(raw: string, currency: Currency): Result<Command, EntryFault> {
  const folded = foldText(raw);
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(folded);
    if (match !== null) return read(match, { currency, raw });
  }
  const sign = String.fromCodePoint(folded.codePointAt(0) ?? 0);
  // A share is the first that comes to mind where something is to be taken off.
  const known = sign === "%" ? "-" : COMMAND_SIGNS.find((it) => it === sign);
  return err(known === undefined ? { type: "no-sign", sign } : { type: "how", sign: known });
}

/** The meaning of a line, whether it names goods or begins with a sign. */
export type LineReading =
  | Exclude<Reading, { readonly type: "command" | "ask" | "some-of-line" }>
  | { readonly type: "command"; readonly command: Command };

/**
 * Reads the register's one line. It is asked at every keystroke for the preview and once more by Enter, and is pure: so
 * Enter does what the preview says.
 */
export function readLine(text: string, index: GoodsIndex, context: EntryContext): LineReading {
  const reading = readEntry(text, index, context);
  if (reading.type === "ask") return { type: "command", command: reading };
  if (reading.type !== "command" && reading.type !== "some-of-line") return reading;
  const command =
    reading.type === "command"
      ? readCommand(text, context.currency)
      : readSomeOfLine(reading, context.currency);
  return command.ok
    ? { type: "command", command: command.value }
    : { type: "nothing", fault: command.fault, hits: [] };
}

// Reads `1*/oat`: the options of the line, for so many of it.
function readSomeOfLine(
  { count, command: options }: SomeOfLineReading,
  currency: Currency,
): Result<Command, EntryFault> {
  const command = readCommand(options, currency);
  if (!command.ok || command.value.type !== "act" || command.value.act !== "options")
    return command;
  const read = parseQuantity(count, "each");
  if (!read.ok || read.value <= 0) return err({ type: "no-quantity", typed: count });
  return ok({ type: "act", act: "options", typed: { ...command.value.typed, count: read.value } });
}

function rulesOfAct(id: ActId): ReadonlyArray<Rule> {
  return (actOf(id).signs ?? []).map((sign) => ({
    id: `${id} ${sign.sign}`,
    pattern: sign.pattern,
    read: (match, context) => {
      const typed = sign.read(match, context);
      // The reader of an act reads what the same act is planned by.
      return typed.ok ? ok({ type: "act", act: id, typed: typed.value } as TypedAct) : typed;
    },
  }));
}
