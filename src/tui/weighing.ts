/**
 * Goods by weight that were named without one wait for it, and goods without a price of their own for
 * that: what is typed next is theirs, so that nobody names them twice.
 */

import { type EntryFault } from "../domain/entry/entry-fault.ts";
import { type Words } from "../words/screen-words.ts";
import { type CommandId } from "./commands.ts";
import { type KeyInput } from "./keys/key-event.ts";
import { goodsAskedIn } from "./register-list.ts";
import {
  hinted,
  type RegisterState,
  type WeighedGoods,
  withEntryDone,
  withMessage,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** A weight has two digits at most before the point: more are a number of goods, as always. */
const WEIGHT = /^(?:\d{1,2}(?:[.,]\d*)?|[.,]\d+)$/u;
const PRICE = /^(?:\d{1,7}(?:[.,]\d*)?|[.,]\d+)$/u;

export function askWeight(
  { words }: TillContext,
  state: RegisterState,
  weighs: WeighedGoods,
): RegisterState {
  const { weighs: before } = state;
  const waits = before === undefined || before.sku === weighs.sku ? weighs : { ...weighs, before };
  return hinted({ ...withEntryDone(state), weighs: waits }, asks(words, weighs));
}

/**
 * Whatever else is rung up meanwhile, goods that wait go on waiting and are asked for again; those that
 * have their weight make way for others that waited before them. Esc alone forgets them.
 */
export function keepWeighing(
  till: TillContext,
  { before, event }: { readonly before: RegisterState; readonly event: KeyInput },
  after: RegisterState,
): RegisterState {
  const { weighs, session } = before;
  if (event.type === "key" && event.key === "escape") return after;
  const isOver = after.weighs !== undefined || after.screen !== "register";
  if (weighs === undefined || isOver || after.session !== session) return after;
  const isWeighed = weighedText(till, before) !== undefined || hasMoreOf(weighs.sku, before, after);
  const waits = isWeighed ? weighs.before : weighs;
  if (waits === undefined) return after;
  const next = { ...after, weighs: waits };
  const { message = { level: "hint" as const, text: "" } } = after;
  if (message.level === "error") return next;
  const text = `${message.text} ${asks(till.words, waits)}`.trim();
  return withMessage(next, message.level, text);
}

/** A line of them that was not there: they were named once more, with their weight. */
function hasMoreOf(sku: string, before: RegisterState, after: RegisterState): boolean {
  const known = new Set(before.order?.lines.map(({ id }) => id));
  return after.order?.lines.some((line) => line.sku === sku && !known.has(line.id)) === true;
}

/** The goods of a text that is refused for want of nothing but their weight or their price. */
export function lackingGoods(fault: EntryFault, text: string): WeighedGoods | undefined {
  if (fault.type !== "by-weight" && fault.type !== "no-fixed-price") return undefined;
  const { sku, name } = fault;
  return { sku, name, text, lacks: fault.type === "by-weight" ? "weight" : "price" };
}

function asks({ plan }: Words, { name, lacks }: WeighedGoods): string {
  return lacks === "price" ? plan.whatPrice({ name }) : plan.howMuch({ name });
}

/**
 * The line as it would be with the goods after their weight, or before their price; undefined for what is
 * neither.
 */
export function weighedText(
  till: TillContext,
  { weighs, text }: Pick<RegisterState, "weighs" | "text">,
): string | undefined {
  const typed = text.trim();
  if (weighs === undefined) return undefined;
  const goods = weighs.text.trim();
  if (weighs.lacks === "price") {
    return PRICE.test(typed) && !isNumberOfGoods(till, typed) ? `${goods}=${typed}` : undefined;
  }
  if (!WEIGHT.test(typed)) return undefined;
  return goods.startsWith("<") ? `<${typed}*${goods.slice(1)}` : `${typed}*${goods}`;
}

/** A PLU means its goods, as it always does. */
function isNumberOfGoods(till: TillContext, typed: string): boolean {
  if (!/^\d{3,}$/u.test(typed)) return false;
  const reading = till.read(typed);
  if (reading.type !== "nothing") return reading.type === "goods";
  return lackingGoods(reading.fault, typed) !== undefined;
}

/** Verbs whose object the goods that wait are, or that leave them waiting. */
const KEEPS_WAITING: ReadonlySet<CommandId> = new Set([
  "help",
  "more",
  "away",
  "messages",
  "lock",
  "quit",
]);

/** Why a verb has to wait for the goods that lack their weight or an option; they would be lost. */
export function whyGoodsFirst(
  till: TillContext,
  state: RegisterState,
  verb: CommandId,
): string | undefined {
  const { screen, weighs, list } = state;
  const { plan } = till.words;
  if (screen !== "register" || verb === "lock") return undefined;
  // Goods that were typed are still on the line; of scanned ones nothing would be left.
  const asked = goodsAskedIn(list);
  if (asked !== undefined && (asked.keepsText || !KEEPS_WAITING.has(verb))) {
    const { name } = asked.product;
    return list?.type === "choice"
      ? plan.optionFirst({ name, group: list.group.name })
      : plan.fateFirst({ name });
  }
  if (weighs === undefined || KEEPS_WAITING.has(verb)) return undefined;
  if (weighedText(till, state) !== undefined) return plan.enterFirst({ goods: weighs.name });
  return weighs.lacks === "price"
    ? plan.priceFirst({ name: weighs.name })
    : plan.weightFirst({ name: weighs.name });
}

/** Esc: the weight first, then the goods. */
export function leaveWeighing(state: RegisterState): RegisterState | undefined {
  const { weighs, text } = state;
  if (weighs === undefined) return undefined;
  const back = { ...withEntryDone(state), message: undefined };
  return text === "" ? back : { ...back, weighs };
}
