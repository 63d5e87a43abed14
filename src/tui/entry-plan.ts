/**
 * What Enter would do with the line, worked out from the state alone. The preview shows it and Enter
 * performs it: both ask this one function.
 */

import {
  addMinor,
  minor,
  type MinorUnits,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../domain/amounts.ts";
import { assertNever } from "../domain/assert-never.ts";
import { type Product, type TakenModifier } from "../domain/catalogue.ts";
import { type Command as EntryCommand } from "../domain/entry-command.ts";
import {
  defaultModifiers,
  modifiersOfLine,
  optionByName,
  optionChanges,
  pickModifiers,
  unitPriceOf,
} from "../domain/entry-modifiers.ts";
import { isDigits } from "../domain/entry-text.ts";
import { countedAs, type GoodsReading, type Reading } from "../domain/entry.ts";
import { type GivenDiscount } from "../domain/events/order-events.ts";
import { type Discount, discountLine, lineGross } from "../domain/pricing.ts";
import { formatQuantity } from "../domain/quantity.ts";
import { formatRate } from "../domain/rates.ts";
import { type LineView } from "../domain/views.ts";
import { type CommandId, commandOfWord } from "./commands.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export type Act =
  | { readonly type: "add"; readonly goods: GoodsReading }
  | { readonly type: "more"; readonly line: LineView; readonly quantity: Thousandths }
  | { readonly type: "set-quantity"; readonly line: LineView; readonly quantity: Thousandths }
  | {
      readonly type: "set-modifiers";
      readonly line: LineView;
      readonly modifiers: ReadonlyArray<TakenModifier>;
      /** As they are said: `+ Oat milk`. */
      readonly changes: ReadonlyArray<string>;
    }
  | { readonly type: "set-note"; readonly line: LineView; readonly note: string }
  | { readonly type: "set-price"; readonly line: LineView; readonly price: MinorUnits }
  | {
      readonly type: "discount";
      readonly line: LineView;
      readonly discount: GivenDiscount | null;
    }
  | { readonly type: "discount-order"; readonly discount: GivenDiscount | null }
  | { readonly type: "sell-out"; readonly product: Product; readonly isSoldOut: boolean }
  | { readonly type: "answer"; readonly text: string }
  | { readonly type: "verb"; readonly id: CommandId; readonly object: string }
  | { readonly type: "take-cash"; readonly amount: MinorUnits }
  /** All that is due, without an amount. */
  | { readonly type: "take-card"; readonly amount: MinorUnits };

export type Plan =
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "ready"; readonly preview: string; readonly act: Act };

export function readLine(till: TillContext, state: RegisterState): Reading {
  const plain = till.read(state.text);
  const chosen = state.hit === undefined ? undefined : hitsOf(plain)[state.hit];
  return chosen === undefined ? plain : till.read(state.text, chosen.sku);
}

export function hitsOf(reading: Reading): ReadonlyArray<Product> {
  return reading.type === "goods" || reading.type === "nothing" ? reading.hits : [];
}

export function planEntry(till: TillContext, state: RegisterState): Plan {
  if (state.confirmedSum !== undefined) {
    const preview = `cash ${till.money(state.confirmedSum)}`;
    return { type: "ready", preview, act: { type: "take-cash", amount: state.confirmedSum } };
  }
  const reading = readLine(till, state);
  switch (reading.type) {
    case "empty":
      return { type: "idle" };
    case "nothing":
      return { type: "refused", why: reading.why };
    case "goods":
      if (till.catalogue().soldOut.has(reading.product.sku)) {
        return refused(`${reading.product.name} is sold out; !* before it puts it back on sale.`);
      }
      return {
        type: "ready",
        preview: previewGoods(till, reading),
        act: { type: "add", goods: reading },
      };
    case "command":
      return planCommand(till, state, reading.command);
    default:
      return assertNever(reading, "reading");
  }
}

/** The line that commands are about: where the arrows stand, else the last one. */
export function selectedLine(state: RegisterState): LineView | undefined {
  const live = state.order?.lines.filter(({ voided }) => !voided) ?? [];
  return live.find(({ id }) => id === state.lineId) ?? live.at(-1);
}

function previewGoods(till: TillContext, goods: GoodsReading): string {
  const { product, quantity } = goods;
  const group = goods.missing[0];
  if (group !== undefined) return `${product.name}: then choose ${group.name}`;
  const options = till.index().optionsOf(product);
  const usual = defaultModifiers(options);
  const changes = optionChanges(options, usual, goods.modifiers ?? usual);
  const name = [product.name, ...changes].join(" ");
  const soldBy = countedAs(goods);
  const isOne = soldBy === "each" && quantity === 1000 && changes.length === 0;
  const times = isOne ? "" : till.times(quantity, soldBy);
  const isUsual = goods.isPack === true || product.openPrice || goods.price === product.price;
  if (goods.price !== undefined && !isUsual) {
    const prices = `${till.money(goods.price)} instead of ${till.money(product.price)}`;
    const total = isOne && goods.unitPrice === goods.price ? "" : ` = ${till.money(goods.total)}`;
    return `${times}${name} at ${prices}${total}`;
  }
  return `${times}${name} = ${till.money(goods.total)}`;
}

function planCommand(till: TillContext, state: RegisterState, command: EntryCommand): Plan {
  switch (command.type) {
    case "help":
      return verb("help", "", "help");
    case "word": {
      const known = commandOfWord(command.word);
      if (known === undefined)
        return refused(`There is no :${command.word}; F10 has all commands.`);
      const reason = known.available(state);
      if (reason !== true) return refused(reason);
      return verb(known.id, command.object, known.label);
    }
    case "ask":
      return planAsk(till, command.goods);
    case "sell-out":
      return planSellOut(till, command);
    case "order-discount":
      return planOrderDiscount(till, state, command);
    case "more":
    case "set-price":
    case "discount":
    case "set-quantity":
    case "modify":
    case "note": {
      const line = selectedLine(state);
      if (line === undefined) return refused("There is no line yet that this could change.");
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
  switch (command.type) {
    case "more": {
      const more = till.times(command.quantity, line.soldBy);
      const gross = priceOf(line.unitPrice, command.quantity);
      const preview = `+${more}${line.name} = ${till.money(gross)}`;
      return ready(preview, { type: "more", line, quantity: command.quantity });
    }
    case "set-quantity":
      return planQuantity(till, line, command.quantity);
    case "set-price": {
      const { price } = command;
      const prices = `${till.money(price)} instead of ${till.money(line.price)}`;
      const unit = addMinor(price, minor(line.unitPrice - line.price));
      const gross = priceOf(unit, line.quantity);
      // Its options cost what they did.
      const total = gross === price ? "" : ` = ${till.money(gross)}`;
      const preview = `${line.name} at ${prices}${total}`;
      return ready(preview, { type: "set-price", line, price });
    }
    case "discount":
      return planDiscount(till, line, command);
    case "note":
      if (command.note === "" && line.note === "")
        return refused("A note follows the sign: 'no ice.");
      return ready(
        command.note === "" ? `${line.name} without its note` : `${line.name} “${command.note}”`,
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
    return ready(`no discount on ${line.name}`, { type: "discount", line, discount: null });
  }
  const gross = addMinor(line.gross, line.off);
  if (amount > gross) return refused(`${line.name} costs ${till.money(gross)}.`);
  const percent: Discount = { type: "percent", rate };
  const { net } = discountLine(gross, [percent, { type: "amount", amount }], "up");
  const off = till.money(minor(gross - net));
  const what = rate === 0 ? till.money(amount) : formatRate(rate);
  const goods = `${till.times(line.quantity, line.soldBy)}${line.name}`;
  const preview = `${what} off ${goods} = -${off}`;
  return ready(preview, { type: "discount", line, discount: { rate, amount } });
}

function planOrderDiscount(
  till: TillContext,
  { order }: RegisterState,
  { rate, amount }: Extract<EntryCommand, { type: "order-discount" }>,
): Plan {
  const gross = sumMinor(order?.lines ?? [], (line) => Math.max(0, line.gross - line.covered));
  if (gross === 0) return refused("The order is empty.");
  if (rate === 0 && amount === 0) {
    return ready("no discount on the order", { type: "discount-order", discount: null });
  }
  if (amount > gross) return refused(`The order costs ${till.money(gross)}.`);
  const percent: Discount = { type: "percent", rate };
  const { net } = discountLine(gross, [percent, { type: "amount", amount }], "up");
  const what = rate === 0 ? till.money(amount) : formatRate(rate);
  const preview = `${what} off the order = -${till.money(minor(gross - net))}`;
  return ready(preview, { type: "discount-order", discount: { rate, amount } });
}

function planQuantity(till: TillContext, line: LineView, quantity: Thousandths): Plan {
  if (line.soldBy === "each" && quantity % 1000 !== 0) {
    return refused(`${line.name} is sold by the piece: *3.`);
  }
  if (quantity < line.quantity && isSent(line)) {
    const fewer = formatQuantity(thousandths(line.quantity - quantity), "each");
    const object = line.soldBy === "weight" ? `${line.position}` : `${fewer}*${line.position}`;
    return refused(`The kitchen has it: F5 voids with a reason (${object} F5).`);
  }
  const now = till.times(quantity, line.soldBy).replace(/ × $/u, "");
  const before = till.times(line.quantity, line.soldBy).replace(/ × $/u, "");
  const preview = `${line.name}: ${now} instead of ${before}`;
  return ready(preview, { type: "set-quantity", line, quantity });
}

function planModifiers(
  till: TillContext,
  line: LineView,
  command: Extract<LineCommand, { type: "modify" }>,
): Plan {
  const product = till.port.catalogue().productsBySku.get(line.sku);
  const options = product === undefined ? [] : till.index().optionsOf(product);
  if (options.length === 0) return refused(`${line.name} has no options.`);
  const numbers: number[] = [];
  for (const pick of command.picks) {
    const number = isDigits(pick) ? Number(pick) : optionByName(options, pick);
    if (number === undefined) {
      return refused(`${line.name} has no option that begins with ${pick}.`);
    }
    numbers.push(number);
  }
  const before = modifiersOfLine(options, line.modifiers);
  const picked = pickModifiers(options, before, numbers);
  if (!picked.ok) return refused(`${line.name}: ${picked.fault}`);
  const gross = priceOf(unitPriceOf(line.price, options, picked.value), line.quantity);
  const changes = optionChanges(options, before, picked.value);
  const name = [line.name, ...changes].join(" ");
  const preview = `${till.times(line.quantity, line.soldBy)}${name} = ${till.money(gross)}`;
  return ready(preview, { type: "set-modifiers", line, modifiers: picked.value, changes });
}

/** Price and nothing else: it adds nothing. */
function planAsk(till: TillContext, goods: string): Plan {
  const found = till.index().findExactly(goods) ?? till.index().findByWords(goods);
  if (found === undefined) return refused(`No goods are called ${goods}.`);
  const text = priceAnswer(till, found.product);
  return ready(text, { type: "answer", text });
}

function planSellOut(
  till: TillContext,
  { goods, isSoldOut }: Extract<EntryCommand, { type: "sell-out" }>,
): Plan {
  const found = till.index().findExactly(goods) ?? till.index().findByWords(goods);
  if (found === undefined) return refused(`No goods are called ${goods}.`);
  const { product } = found;
  const preview = `${product.name}: ${isSoldOut ? "sold out" : "there again"}`;
  return ready(preview, { type: "sell-out", product, isSoldOut });
}

export function priceAnswer(till: TillContext, product: Product): string {
  if (till.catalogue().soldOut.has(product.sku)) return `${product.name} is sold out.`;
  return `${product.name} ${product.openPrice ? "has no fixed price" : till.listPrice(product)}`;
}

export function isSent(line: LineView): boolean {
  return line.kitchen === "sent" || line.kitchen === "printed";
}

function priceOf(unitPrice: MinorUnits, quantity: Thousandths): MinorUnits {
  return lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
}

function ready(preview: string, act: Act): Plan {
  return { type: "ready", preview, act };
}

function refused(why: string): Plan {
  return { type: "refused", why };
}

function verb(id: CommandId, object: string, preview: string): Plan {
  return ready(object === "" ? preview : `${preview} ${object}`, { type: "verb", id, object });
}
