/** A line of an order in words: `2 × Latte, Oat milk, “extra hot”`. */

import { serialText } from "../../domain/goods/serial-numbers.ts";
import { minor } from "../../domain/money/amounts.ts";
import { localRate } from "../../domain/text/locale.ts";
import { type LineView } from "../../domain/views.ts";
import { packWeightTexts } from "../pack-weight.ts";
import { shownModifiers } from "../shown-modifiers.ts";
import { type TillContext } from "../till-context.ts";

/** Its position, its goods and what they come to. */
export function lineSentence(till: TillContext, line: LineView): string {
  const { position, gross } = line;
  return till.words.plain.lineIs({
    position,
    goods: goodsOf(till, line),
    gross: till.money(gross),
  });
}

export function goodsOf(till: TillContext, line: LineView): string {
  const { plain, services } = till.words;
  const { chosen, usual } = shownModifiers(till, line);
  const options = [...chosen, ...usual].map(({ name, count }) =>
    count === 1 ? name : `${count} × ${name}`,
  );
  const off =
    line.discountRate === 0 ? till.money(line.off) : localRate(line.discountRate, till.locale);
  return [
    `${till.times(line.quantity, line.soldBy)}${line.name}`,
    ...packWeightTexts(till, line),
    ...options,
    ...(line.off === 0 ? [] : [plain.lessWith({ off })]),
    ...(line.promo === undefined
      ? []
      : [`${line.promo.names.join(", ")} ${till.money(minor(0 - line.promo.off))}`.trim()]),
    ...(line.service === undefined ? [] : [services[line.service]]),
    ...(line.serial === undefined ? [] : [serialText(line.serial).trim()]),
    ...(line.note === "" ? [] : [plain.quoted({ note: line.note })]),
  ].join(", ");
}
