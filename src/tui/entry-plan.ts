/**
 * The plan of Enter for the line, worked out from the state alone. The preview shows it and Enter
 * performs it: both call this one function.
 */

import { beyondLeft } from "../acts/goods-left.ts";
import { type Command, type LineReading } from "../acts/typed-command.ts";
import { assertNever } from "../domain/base/assert-never.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import { defaultModifiers, optionChanges } from "../domain/entry/entry-modifiers.ts";
import { countedAs, type GoodsReading } from "../domain/entry/entry.ts";
import { parseReceiptBarcode } from "../domain/goods/barcode.ts";
import { type Product } from "../domain/goods/catalogue.ts";
import { lineGross } from "../domain/goods/pricing.ts";
import { type MinorUnits, type Thousandths, zeroMinor } from "../domain/money/amounts.ts";
import { foldName, foldText } from "../domain/text/entry-text.ts";
import { magnitude } from "../domain/text/quantity.ts";
import { type LineView } from "../domain/views.ts";
import { isVoucherCode, withoutCode } from "../domain/vouchers/voucher-code.ts";
import { entrySentence } from "../words/screen-words.ts";
import {
  type CommandId,
  commandOfPlainWord,
  commandOfWord,
  howBegun,
  noSuchWord,
} from "./commands.ts";
import { planCustomer } from "./customer-plan.ts";
import { type Plan, readyPlan, refusedPlan } from "./entry-act.ts";
import { hitsOf } from "./entry-hits.ts";
import { planAct, planWord } from "./perform-act.ts";
import { mayBePin } from "./pin-on-line.ts";
import { type RegisterState } from "./register-state.ts";
import { cashDueNow } from "./split.ts";
import { deliveryOnLine } from "./stock-on-line.ts";
import { type TillContext } from "./till-context.ts";
import { lackingGoods, weighedText } from "./weighing.ts";

export function readLine(till: TillContext, state: RegisterState): LineReading {
  const weighed = weighedText(till, state);
  if (weighed !== undefined) return till.read(weighed, state.weighs?.sku);
  const plain = withNearest(till.read(state.text), state);
  const chosen = state.hit === undefined ? undefined : hitsOf(plain)[state.hit];
  if (chosen === undefined) return plain;
  const meant = till.read(state.text, chosen.sku);
  // What is chosen of goods that the text alone doesn't say stands among the same goods.
  if (meant.type === "goods" && plain.type === "nothing") return { ...meant, hits: plain.hits };
  if (meant.type === "goods" || state.nearest === undefined) return meant;
  // The text is read with the chosen spelling: `3*bananna` is three of the chosen goods.
  const { name } = state.nearest;
  const spelled = till.read(foldText(state.text).replace(name, foldName(chosen.name)), chosen.sku);
  return spelled.type === "goods" ? { ...spelled, hits: hitsOf(plain) } : spelled;
}

/** Goods that are spelled alike are hits, once somebody has looked for them. */
function withNearest(reading: LineReading, { text, nearest }: RegisterState): LineReading {
  if (reading.type !== "nothing" || reading.hits.length > 0) return reading;
  return nearest?.text === text ? { ...reading, hits: nearest.products } : reading;
}

/** A beginning that only wants more: goods after `3*`, an option after `100/`. */
export function isUnfinished(till: TillContext, state: RegisterState): boolean {
  const reading = readLine(till, state);
  if (reading.type !== "nothing") return false;
  const { fault } = reading;
  if (fault.type === "of-what") return state.text.trimEnd().endsWith("*");
  return fault.type === "option" && fault.why.type === "which";
}

export function planEntry(till: TillContext, state: RegisterState): Plan {
  if (state.confirmedSum !== undefined) {
    const due = cashDueNow(state) ?? zeroMinor;
    const why = till.words.pay.tooMuch({
      money: till.money(state.confirmedSum),
      due: till.money(due),
    });
    return refusedPlan(why);
  }
  const reading = readLine(till, state);
  switch (reading.type) {
    case "empty":
      return { type: "idle" };
    case "nothing":
      if (parseReceiptBarcode(state.text.trim()) !== undefined) {
        return verb("return", state.text.trim(), till.words.labels.return);
      }
      if (isVoucherCode(state.text)) {
        return verb("voucher", state.text.trim(), till.words.labels.voucher);
      }
      if (mayBePin(till, state, reading)) return refusedPlan(till.words.plan.noNumber);
      return {
        type: "refused",
        why: meantCommand(till, reading.fault) ?? entrySentence(till.words, reading.fault),
        ...lackOf(till, reading.fault, weighedText(till, state) ?? state.text),
      };
    case "goods": {
      const left = reading.quantity > 0 ? till.leftOf(reading.product) : "";
      const preview = previewGoods(till, reading);
      const beyond = beyondLeft(till, reading.product, reading);
      const act = { type: "add", goods: reading } as const;
      if (beyond !== undefined) {
        return { type: "refused", why: beyond.hint, short: { why: beyond.why, act } };
      }
      return readyPlan(left === "" ? preview : `${preview}, ${left}`, act);
    }
    case "command":
      return planCommand(till, state, reading.command);
    default:
      return assertNever(reading, "reading");
  }
}

/** Says how the command is begun that a plain word, such as `help`, means; undefined for other texts. */
function meantCommand({ words }: TillContext, fault: EntryFault): string | undefined {
  if (fault.type !== "nothing-called") return undefined;
  const command = commandOfPlainWord(fault.typed, words);
  if (command === undefined) return undefined;
  return words.plan.isCommand({ typed: fault.typed, ...howBegun(command, words) });
}

/**
 * Returns what Enter may still do with the text: look for another spelling, or ask for the weight
 * or the price.
 */
function lackOf(
  till: TillContext,
  fault: EntryFault,
  text: string,
): Pick<Extract<Plan, { type: "refused" }>, "unknownName" | "weighs"> {
  if (meantCommand(till, fault) !== undefined) return {};
  if (fault.type === "nothing-called") return { unknownName: fault.typed };
  const weighs = lackingGoods(fault, text);
  return weighs === undefined ? {} : { weighs };
}

/** Goods with their price, as a text names them or as a list has completed them. */
type PricedGoods = Pick<
  GoodsReading,
  "product" | "quantity" | "missing" | "modifiers" | "price" | "isPack" | "unitPrice" | "total"
> &
  Pick<GoodsReading, "isEmpties">;

export function previewGoods(till: TillContext, goods: PricedGoods): string {
  const { product, quantity } = goods;
  const group = goods.missing[0];
  if (group !== undefined)
    return till.words.plan.thenChoose({ name: product.name, group: group.name });
  const options = till.index().optionsOf(product);
  const usual = defaultModifiers(options);
  const changes = optionChanges(options, usual, goods.modifiers ?? usual);
  const called = [product.name, ...changes].join(" ");
  const name = goods.isEmpties === true ? till.words.plan.emptiesOf({ name: called }) : called;
  const soldBy = countedAs(goods);
  const isBack = quantity < 0;
  const isOne = soldBy === "each" && magnitude(quantity) === 1000 && changes.length === 0;
  const times = isOne ? returnPrefix(till, { quantity }) : till.times(quantity, soldBy);
  const sum = isBack ? ` ${till.money(goods.total)}` : ` = ${till.money(goods.total)}`;
  const now = till.priceNow(product);
  const isUsual = goods.isPack === true || product.openPrice || goods.price === now.price;
  if (goods.price !== undefined && !isUsual) {
    const { at, instead } = till.words.plan;
    const prices = instead({ now: till.money(goods.price), before: till.money(now.price) });
    const total = !isBack && isOne && goods.unitPrice === goods.price ? "" : sum;
    return `${at({ name: `${times}${name}`, price: prices })}${total}`;
  }
  const list = goods.price === undefined && now.list !== "" ? `, ${now.list}` : "";
  return `${times}${name}${sum}${list}`;
}

function planCommand(till: TillContext, state: RegisterState, command: Command): Plan {
  const { words } = till;
  switch (command.type) {
    case "help":
      return verb("help", "", words.plan.help);
    case "word": {
      const known = commandOfWord(command.word, words);
      if (known === undefined) return refusedPlan(noSuchWord(command.word, words));
      const reason = known.available(state);
      if (reason !== true) return refusedPlan(reason);
      const drafted = known.id === "receive" ? deliveryOnLine(state) : undefined;
      if (drafted !== undefined && drafted.lines.length > 0) {
        const { number, lines } = drafted;
        const preview = words.receiveList.book({ count: lines.length });
        const object = `${number} ok`;
        return readyPlan(preview, { type: "verb", id: known.id, object, isMeant: true });
      }
      const act = command.object === "" ? planWord(till, state, known.id) : undefined;
      if (act !== undefined) return act;
      if (known.id === "quit") return verb(known.id, "", words.plan.locksAndQuits);
      return verb(known.id, command.object, words.labels[known.id]);
    }
    case "ask":
      return planAsk(till, command.goods);
    case "act":
      return planAct(till, state, command);
    case "customer":
    case "new-customer":
      return planCustomer(till, state, command);
    default:
      return assertNever(command, "command");
  }
}

/** Price and nothing else: it adds nothing. */
function planAsk(till: TillContext, goods: string): Plan {
  const found = till.index().findExactly(goods) ?? till.index().findByWords(goods);
  if (found === undefined) return refusedPlan(till.words.plan.noGoods({ typed: goods }));
  const text = priceAnswer(till, found.product);
  return readyPlan(text, { type: "answer", text });
}

export function isSent(line: LineView): boolean {
  return line.kitchen !== "none" && line.kitchen !== "unsent";
}

function returnPrefix(till: TillContext, { quantity }: Pick<LineView, "quantity">): string {
  return quantity < 0 ? `${till.words.plan.back} ` : "";
}

export function priceOf(unitPrice: MinorUnits, quantity: Thousandths): MinorUnits {
  return lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
}

function verb(id: CommandId, object: string, preview: string): Plan {
  const shown = object === "" ? preview : `${preview} ${withoutCode(object)}`;
  return readyPlan(shown, { type: "verb", id, object });
}

/** Returns the price of the goods, and their stock. */
export function priceAnswer(till: TillContext, product: Product): string {
  const words = till.words.plan;
  if ((till.port.left(product.sku) ?? 1) <= 0) return words.isSoldOut({ name: product.name });
  const price = product.openPrice
    ? words.noFixedPrice({ name: product.name })
    : `${product.name} ${till.listPrice(product)}`;
  const left = till.leftOf(product);
  return left === "" ? price : `${price}, ${left}`;
}
