/**
 * Goods of which tills that were apart have sold more than somebody had counted. What was sold stays
 * sold: a person has to tell the guests, and says what is left, which ends it.
 */

import { thousandths } from "../domain/amounts.ts";
import { fieldValue, LIMITED_TAG } from "../domain/folds/entry-fold.ts";
import { leftOf, limitOf } from "../domain/goods-left.ts";
import { streamName } from "../domain/identity.ts";
import { localMeasure, type Locale } from "../domain/locale.ts";
import { magnitude } from "../domain/quantity.ts";
import { type Till } from "./till.ts";

export interface Oversold {
  readonly sku: string;
  readonly name: string;
  /** How many, in words. */
  readonly beyond: string;
  readonly sentence: string;
}

export function listOversold({ ledger }: Till, locale: Locale = "en"): ReadonlyArray<Oversold> {
  return ledger.read((view) =>
    view.tagged(LIMITED_TAG).flatMap((stream) => {
      const id = streamName(stream);
      const entry = view.state("cat", id);
      const limit = limitOf(entry);
      const left = limit === undefined ? 0 : leftOf(view, limit);
      if (left >= 0) return [];
      // The event's schema has checked it.
      const called = fieldValue(entry, "name") as string | undefined;
      const sku = id.slice(id.indexOf("/") + 1);
      const name = called ?? sku;
      const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
      const beyond = localMeasure(magnitude(thousandths(left)), soldBy, locale);
      const sentence = `${beyond} more of ${name} were sold than there were: look who ordered it, then say what is left (!${name}).`;
      return [{ sku, name, beyond, sentence }];
    }),
  );
}
