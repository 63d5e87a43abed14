/** What is left of goods, as the line says it: before Enter, after it, and why there is not so much. */

import { type Command } from "../acts/typed-command.ts";
import { assertNever } from "../domain/assert-never.ts";
import { type Product } from "../domain/catalogue.ts";
import { type LeftOfGoods, readLeft } from "../domain/entry/entry-left.ts";
import { localMeasure } from "../domain/locale.ts";
import { thousandths } from "../domain/money/amounts.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type TillContext } from "./till-context.ts";
import { colonOf } from "./words.ts";

/** Or a sentence why nothing is said of them. */
export function leftSaid(
  till: TillContext,
  command: Extract<Command, { type: "left" }>,
): Result<LeftOfGoods, string> {
  const words = till.words.plan;
  const reading = readLeft(command, till.index());
  switch (reading.type) {
    case "left": {
      const { product, left } = reading;
      return ok({ product, left });
    }
    case "two": {
      const soldOut = leftPreview(till, { product: reading.soldOut, left: thousandths(0) });
      return err(words.twoReadings({ one: soldOut, other: leftPreview(till, reading.counted) }));
    }
    case "no-count":
      return err(
        words.noCount({
          name: reading.product.name,
          isByWeight: reading.product.soldBy === "weight",
        }),
      );
    case "no-goods":
      return err(words.noGoods({ typed: command.goods }));
    default:
      return assertNever(reading, "reading");
  }
}

/** `Salmon: 6 left`. */
export function leftPreview(till: TillContext, { product, left }: LeftOfGoods): string {
  const words = till.words.plan;
  const { name, soldBy } = product;
  if (left === null) return words.thereAgain({ name });
  if (left === 0) return words.soldOut({ name });
  return name + colonOf(till) + words.left({ count: localMeasure(left, soldBy, till.locale) });
}

/** Once it is so. */
export function leftDone(till: TillContext, { product, left }: LeftOfGoods): string {
  const { done, plan } = till.words;
  const { name, soldBy } = product;
  if (left === null) return done.thereAgain({ name });
  if (left === 0) return done.soldOut({ name });
  return done.left({ name, left: plan.left({ count: localMeasure(left, soldBy, till.locale) }) });
}

/** What it costs, and what is left of it. */
export function priceAnswer(till: TillContext, product: Product): string {
  const words = till.words.plan;
  if ((till.port.left(product.sku) ?? 1) <= 0) return words.isSoldOut({ name: product.name });
  const price = product.openPrice
    ? words.noFixedPrice({ name: product.name })
    : `${product.name} ${till.listPrice(product)}`;
  const left = till.leftOf(product);
  return left === "" ? price : `${price}, ${left}`;
}
