/**
 * What Enter would do with the line, worked out from the state alone. The preview shows it and Enter
 * performs it: both ask this one function.
 */

import { assertNever } from "../domain/assert-never.ts";
import { parseReceiptBarcode } from "../domain/barcode.ts";
import { courseAfter } from "../domain/commands/set-course.ts";
import { foldName, foldText, isDigits } from "../domain/entry-text.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import {
  defaultModifiers,
  modifiersOfLine,
  optionByName,
  optionChanges,
  pickModifiers,
  unitPriceOf,
} from "../domain/entry/entry-modifiers.ts";
import {
  countedAs,
  type GoodsReading,
  type ReadCommand as EntryCommand,
  type Reading,
} from "../domain/entry/entry.ts";
import { localRate } from "../domain/locale.ts";
import {
  addMinor,
  minor,
  type MinorUnits,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../domain/money/amounts.ts";
import { type Discount, discountLine, lineGross } from "../domain/pricing.ts";
import { magnitude, formatQuantity } from "../domain/quantity.ts";
import { type LineView, type OrderView } from "../domain/views.ts";
import { type CommandId, commandOfWord, noSuchWord } from "./commands.ts";
import { planCustomer } from "./customer-plan.ts";
import { type Act, type Plan } from "./entry-act.ts";
import { hitsOf } from "./entry-hits.ts";
import {
  type Beyond,
  beyondLeft,
  beyondLine,
  leftPreview,
  leftSaid,
  priceAnswer,
} from "./left-words.ts";
import { type RegisterState } from "./register-state.ts";
import { repricePreview } from "./reprice.ts";
import { payer } from "./split.ts";
import { type TillContext } from "./till-context.ts";
import { lackingGoods, weighedText } from "./weighing.ts";
import { entrySentence, optionClause } from "./words.ts";

export function readLine(till: TillContext, state: RegisterState): Reading {
  const weighed = weighedText(till, state);
  if (weighed !== undefined) return till.read(weighed, state.weighs?.sku);
  const plain = withNearest(till.read(state.text), state);
  const chosen = state.hit === undefined ? undefined : hitsOf(plain)[state.hit];
  if (chosen === undefined) return plain;
  const meant = till.read(state.text, chosen.sku);
  if (meant.type === "goods" || state.nearest === undefined) return meant;
  // As if it had been spelled so: `3*bananna` is three of what was chosen.
  const { name } = state.nearest;
  const spelled = till.read(foldText(state.text).replace(name, foldName(chosen.name)), chosen.sku);
  return spelled.type === "goods" ? { ...spelled, hits: hitsOf(plain) } : spelled;
}

/** Goods that are spelled alike are hits, once somebody has looked for them. */
function withNearest(reading: Reading, { text, nearest }: RegisterState): Reading {
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
    const due = payer(state)?.cashDue() ?? zeroMinor;
    const why = till.words.pay.tooMuch({
      money: till.money(state.confirmedSum),
      due: till.money(due),
    });
    return { type: "refused", why };
  }
  const reading = readLine(till, state);
  switch (reading.type) {
    case "empty":
      return { type: "idle" };
    case "nothing":
      if (parseReceiptBarcode(state.text.trim()) !== undefined) {
        return verb("return", state.text.trim(), till.words.labels.return);
      }
      return {
        type: "refused",
        why: entrySentence(till.words, reading.fault),
        ...lackOf(reading.fault, weighedText(till, state) ?? state.text),
      };
    case "goods": {
      const left = reading.quantity > 0 ? till.leftOf(reading.product) : "";
      const preview = previewGoods(till, reading);
      const beyond = beyondLeft(till, reading.product, reading);
      if (beyond !== undefined) {
        return short(beyond, preview, { type: "add", goods: reading });
      }
      return ready(left === "" ? preview : `${preview}, ${left}`, { type: "add", goods: reading });
    }
    case "command":
      return planCommand(till, state, reading.command);
    default:
      return assertNever(reading, "reading");
  }
}

/** What Enter may still make of it: look for another spelling, or ask for the weight or the price. */
function lackOf(
  fault: EntryFault,
  text: string,
): Pick<Extract<Plan, { type: "refused" }>, "unknownName" | "weighs"> {
  if (fault.type === "nothing-called") return { unknownName: fault.typed };
  const weighs = lackingGoods(fault, text);
  return weighs === undefined ? {} : { weighs };
}

/** The line that commands are about: where the arrows stand, else the last one. */
export function selectedLine(state: RegisterState): LineView | undefined {
  const live = state.order?.lines.filter(({ voided }) => !voided) ?? [];
  return live.find(({ id }) => id === state.lineId) ?? live.at(-1);
}

/** The line that somebody has chosen by the arrows; undefined where the last one counts. */
export function chosenLine(state: RegisterState): LineView | undefined {
  const { lineId, stayedId } = state;
  const line = lineId === stayedId ? undefined : selectedLine(state);
  return line?.id === lineId ? line : undefined;
}

/** The order as others have changed it: their new line is not the one that this person's keys are about. */
export function withOrderNow(state: RegisterState, order: OrderView | undefined): RegisterState {
  const next = { ...state, order };
  const selected = selectedLine(state);
  if (selected === undefined || order?.id !== state.order?.id) return next;
  const stayed = { ...next, lineId: selected.id, stayedId: selected.id };
  const isOther = selectedLine(next)?.id !== selected.id;
  return isOther && selectedLine(stayed)?.id === selected.id ? stayed : next;
}

/** Goods with their price, as a text names them or as a list has completed them. */
type PricedGoods = Pick<
  GoodsReading,
  "product" | "quantity" | "missing" | "modifiers" | "price" | "isPack" | "unitPrice" | "total"
>;

export function previewGoods(till: TillContext, goods: PricedGoods): string {
  const { product, quantity } = goods;
  const group = goods.missing[0];
  if (group !== undefined)
    return till.words.plan.thenChoose({ name: product.name, group: group.name });
  const options = till.index().optionsOf(product);
  const usual = defaultModifiers(options);
  const changes = optionChanges(options, usual, goods.modifiers ?? usual);
  const name = [product.name, ...changes].join(" ");
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

function planCommand(till: TillContext, state: RegisterState, command: EntryCommand): Plan {
  const { words } = till;
  switch (command.type) {
    case "help":
      return verb("help", "", words.plan.help);
    case "word": {
      const known = commandOfWord(command.word, words);
      if (known === undefined) return refused(noSuchWord(command.word, words));
      const reason = known.available(state);
      if (reason !== true) return refused(reason);
      if (known.id === "reprice" && command.object === "") {
        return verb(known.id, "", repricePreview(till, state));
      }
      return verb(known.id, command.object, words.labels[known.id]);
    }
    case "ask":
      return planAsk(till, command.goods);
    case "left":
      return planLeft(till, command);
    case "order-discount":
      return planOrderDiscount(till, state, command);
    case "course":
      return planCourse(till, state, command);
    case "customer":
    case "new-customer":
      return planCustomer(till, state, command);
    case "more":
    case "set-price":
    case "discount":
    case "set-quantity":
    case "modify":
    case "note": {
      const line = selectedLine(state);
      if (line === undefined) return refused(words.plan.noLine);
      return planLine(till, line, command);
    }
    default:
      return assertNever(command, "command");
  }
}

type LineCommand = Extract<
  EntryCommand,
  {
    type: "more" | "set-price" | "discount" | "set-quantity" | "modify" | "note";
  }
>;

function planLine(till: TillContext, line: LineView, command: LineCommand): Plan {
  const words = till.words.plan;
  switch (command.type) {
    case "more": {
      // Another kilo is what nobody means who has put some more on the scales.
      if (line.soldBy === "weight") return refused(words.byWeight({ name: line.name }));
      const quantity = withSignOf(line, command.quantity);
      const more = till.times(command.quantity, line.soldBy);
      const gross = priceOf(line.unitPrice, quantity);
      const preview = `${returnPrefix(till, line)}+${more}${line.name} = ${till.money(gross)}`;
      const beyond = beyondLine(till, line, command.quantity);
      const act = { type: "more", line, quantity } as const;
      return beyond === undefined ? ready(preview, act) : short(beyond, preview, act);
    }
    case "set-quantity":
      return planQuantity(till, line, command.quantity);
    case "set-price": {
      const { price } = command;
      const prices = words.instead({ now: till.money(price), before: till.money(line.price) });
      const unit = addMinor(price, minor(line.unitPrice - line.price));
      const gross = priceOf(unit, line.quantity);
      // Its options cost what they did.
      const total = gross === price ? "" : ` = ${till.money(gross)}`;
      const preview = `${words.at({ name: line.name, price: prices })}${total}`;
      return ready(preview, { type: "set-price", line, price });
    }
    case "discount":
      return planDiscount(till, line, command);
    case "note":
      if (command.note === "" && line.note === "") return refused(words.noteHow);
      return ready(
        command.note === ""
          ? words.withoutNote({ name: line.name })
          : words.withNote({ name: line.name, note: command.note }),
        {
          type: "set-note",
          line,
          note: command.note,
        },
      );
    case "modify":
      return planModifiers(till, line, command);
    default:
      return assertNever(command, "line command");
  }
}

function planDiscount(
  till: TillContext,
  line: LineView,
  { rate, amount }: Extract<LineCommand, { type: "discount" }>,
): Plan {
  if (rate === 0 && amount === 0) {
    return ready(till.words.plan.noDiscount({ name: line.name }), {
      type: "discount",
      line,
      discount: null,
    });
  }
  // Off what it costs, or off what is given for it.
  const gross = minor(Math.abs(line.gross + line.off));
  if (amount > gross)
    return refused(till.words.plan.costs({ name: line.name, money: till.money(gross) }));
  const percent: Discount = { type: "percent", rate };
  const { net } = discountLine(gross, [percent, { type: "amount", amount }], "up");
  const off = till.money(minor(gross - net));
  const what = rate === 0 ? till.money(amount) : localRate(rate, till.locale);
  const goods = `${till.times(line.quantity, line.soldBy)}${line.name}`;
  const sign = line.quantity < 0 ? "" : "-";
  const preview = `${till.words.plan.off({ what, goods })} = ${sign}${off}`;
  return ready(preview, { type: "discount", line, discount: { rate, amount } });
}

function planOrderDiscount(
  till: TillContext,
  { order }: RegisterState,
  { rate, amount }: Extract<EntryCommand, { type: "order-discount" }>,
): Plan {
  const words = till.words.plan;
  const gross = sumMinor(order?.lines ?? [], (line) => Math.max(0, line.gross - line.covered));
  if (gross === 0) {
    const isEmpty = order === undefined || order.lines.every(({ voided }) => voided);
    return refused(isEmpty ? till.words.whyNot.orderEmpty : till.words.plan.nothingSold);
  }
  if (rate === 0 && amount === 0) {
    return ready(words.noOrderDiscount, { type: "discount-order", discount: null });
  }
  if (amount > gross) return refused(words.orderCosts({ money: till.money(gross) }));
  const percent: Discount = { type: "percent", rate };
  const { net } = discountLine(gross, [percent, { type: "amount", amount }], "up");
  const what = rate === 0 ? till.money(amount) : localRate(rate, till.locale);
  const preview = `${words.orderOff({ what })} = -${till.money(minor(gross - net))}`;
  return ready(preview, { type: "discount-order", discount: { rate, amount } });
}

/** From the line on where the arrows stand, else of what is added from now on. */
function planCourse(
  till: TillContext,
  state: RegisterState,
  command: Extract<EntryCommand, { type: "course" }>,
): Plan {
  const words = till.words.plan;
  const line = selectedLine(state);
  const from = chosenLine(state);
  const said = state.session?.course() ?? 0;
  const last = from === undefined && said > 0 ? said : (line?.course ?? 0);
  const course = command.course ?? courseAfter(last);
  if (course === undefined) return refused(words.lastCourse({ course: last }));
  const isSaid = said === course;
  if (from === undefined && isSaid) return refused(words.courseAlready({ course }));
  const preview =
    from === undefined ? words.course({ course }) : words.courseFrom({ name: from.name, course });
  return ready(preview, { type: "course", course, from });
}

function planQuantity(till: TillContext, line: LineView, quantity: Thousandths): Plan {
  const words = till.words.plan;
  if (line.soldBy === "each" && quantity % 1000 !== 0) {
    return refused(words.byPiece({ name: line.name }));
  }
  if (quantity < magnitude(line.quantity) && isSent(line)) {
    const fewer = formatQuantity(thousandths(line.quantity - quantity), "each");
    const object = line.soldBy === "weight" ? `${line.position}` : `${fewer}*${line.position}`;
    return refused(words.kitchenHas({ typed: object }));
  }
  const now = till.times(quantity, line.soldBy).replace(/ × $/u, "");
  const before = till.times(magnitude(line.quantity), line.soldBy).replace(/ × $/u, "");
  const preview = `${returnPrefix(till, line)}${line.name}: ${words.instead({ now, before })}`;
  const beyond = beyondLine(till, line, thousandths(quantity - line.quantity));
  const act = { type: "set-quantity", line, quantity: withSignOf(line, quantity) } as const;
  return beyond === undefined ? ready(preview, act) : short(beyond, preview, act);
}

function planModifiers(
  till: TillContext,
  line: LineView,
  command: Extract<LineCommand, { type: "modify" }>,
): Plan {
  const product = till.port.catalogue().productsBySku.get(line.sku);
  const options = product === undefined ? [] : till.index().optionsOf(product);
  if (options.length === 0) return refused(till.words.plan.noOptions({ name: line.name }));
  const numbers: number[] = [];
  for (const pick of command.picks) {
    const number = isDigits(pick) ? Number(pick) : optionByName(options, pick);
    if (number === undefined) {
      return refused(till.words.plan.noOption({ name: line.name, typed: pick }));
    }
    numbers.push(number);
  }
  const before = modifiersOfLine(options, line.modifiers);
  const picked = pickModifiers(options, before, numbers);
  if (!picked.ok) return refused(`${line.name}: ${optionClause(till.words, picked.fault)}`);
  const gross = priceOf(unitPriceOf(line.price, options, picked.value), line.quantity);
  const changes = optionChanges(options, before, picked.value);
  const name = [line.name, ...changes].join(" ");
  const preview = `${till.times(line.quantity, line.soldBy)}${name} = ${till.money(gross)}`;
  return ready(preview, { type: "set-modifiers", line, modifiers: picked.value, changes });
}

/** Price and nothing else: it adds nothing. */
function planAsk(till: TillContext, goods: string): Plan {
  const found = till.index().findExactly(goods) ?? till.index().findByWords(goods);
  if (found === undefined) return refused(till.words.plan.noGoods({ typed: goods }));
  const text = priceAnswer(till, found.product);
  return ready(text, { type: "answer", text });
}

function planLeft(till: TillContext, command: Extract<EntryCommand, { type: "left" }>): Plan {
  const read = leftSaid(till, command);
  if (!read.ok) return refused(read.fault);
  return ready(leftPreview(till, read.value), { type: "set-left", ...read.value });
}

export function isSent(line: LineView): boolean {
  return line.kitchen !== "none" && line.kitchen !== "unsent";
}

function returnPrefix(till: TillContext, { quantity }: Pick<LineView, "quantity">): string {
  return quantity < 0 ? `${till.words.plan.back} ` : "";
}

/** So much more of goods that come back is more that comes back. */
function withSignOf(line: LineView, quantity: Thousandths): Thousandths {
  return line.quantity < 0 ? thousandths(0 - quantity) : quantity;
}

export function priceOf(unitPrice: MinorUnits, quantity: Thousandths): MinorUnits {
  return lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
}

function ready(preview: string, act: Act): Plan {
  return { type: "ready", preview, act };
}

function refused(why: string): Plan {
  return { type: "refused", why };
}

function short({ hint, why }: Beyond, preview: string, act: Act): Plan {
  return { type: "refused", why: hint, short: { why, preview, act } };
}

function verb(id: CommandId, object: string, preview: string): Plan {
  return ready(object === "" ? preview : `${preview} ${object}`, { type: "verb", id, object });
}
