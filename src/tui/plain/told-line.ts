/** A line of an order in words: `2 × Latte, Oat milk, “extra hot”`. */

import { formatRate } from "../../domain/rates.ts";
import { type LineView } from "../../domain/views.ts";
import { type TillContext } from "../till-context.ts";
import { toldModifiers } from "../told-modifiers.ts";
import { lessWith } from "./plain-sentences.ts";

export function goodsOf(till: TillContext, line: LineView): string {
  const options = toldModifiers(till, line).map(({ name, count }) =>
    count === 1 ? name : `${count} × ${name}`,
  );
  const off = line.discountRate === 0 ? till.money(line.off) : formatRate(line.discountRate);
  return [
    `${till.times(line.quantity, line.soldBy)}${line.name}`,
    ...options,
    ...(line.off === 0 ? [] : [lessWith(off)]),
    ...(line.service === undefined ? [] : [till.words.services[line.service]]),
    ...(line.note === "" ? [] : [`“${line.note}”`]),
  ].join(", ");
}
