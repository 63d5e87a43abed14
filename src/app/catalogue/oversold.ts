/**
 * Goods of which tills that were apart have sold more than there was: more than somebody had counted, or
 * any at all once they were sold out. What was sold stays sold: a person has to tell the guests, and says
 * what is left, which ends it.
 */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideSetLeft, type LeftNow } from "../../domain/commands/set-left.ts";
import { fieldValue, LIMITED_TAG } from "../../domain/folds/entry-fold.ts";
import { type EntryState } from "../../domain/folds/entry-state.ts";
import { leftOf, limitOf, soldOutBy } from "../../domain/goods-left.ts";
import { type StreamId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { localMeasure, type Locale } from "../../domain/locale.ts";
import { thousandths } from "../../domain/money/amounts.ts";
import { magnitude } from "../../domain/quantity.ts";
import { tillNameOf } from "../till-name.ts";
import { type Till } from "../till.ts";
import { type SoldWhileOut } from "./sold-while-out.ts";

export interface Oversold {
  readonly sku: string;
  readonly name: string;
  /** How many, in words. */
  readonly beyond: string;
  /** The tills that sold it when it was sold out; empty where the stock was counted. */
  readonly tills: string;
  readonly sentence: string;
}

/** The quantity sold beyond the stock; `tills` are known where there was no stock at all. */
type Beyond = Omit<SoldWhileOut, "tills"> & Partial<Pick<SoldWhileOut, "tills">>;

export function listOversold(till: Till, locale: Locale = "en"): ReadonlyArray<Oversold> {
  return till.ledger.read((view) =>
    view.tagged(LIMITED_TAG).flatMap((stream) => {
      const id = streamName(stream);
      const entry = view.state("cat", id);
      const sku = skuOf(stream);
      const sold = beyondOf(till, view, { sku, entry });
      if (sold === undefined) return [];
      // The event's schema has checked it.
      const called = fieldValue(entry, "name") as string | undefined;
      const name = called ?? sku;
      const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
      const beyond = localMeasure(sold.quantity, soldBy, locale);
      const admission = till.ledger.admission();
      const tills = (sold.tills ?? []).map((origin) => tillNameOf(admission, origin)).join(", ");
      const what =
        tills === ""
          ? `${beyond} more of ${name} were sold than there were`
          : `${beyond} of ${name}, which was sold out, sold on ${tills}`;
      const sentence = `${what}: look who ordered it, then say what is left (!${name}).`;
      return [{ sku, name, beyond, tills, sentence }];
    }),
  );
}

/** A person who is asked may confirm the stock that is set already. */
export function decideLeft(
  till: Till,
  context: DecisionContext,
  { product, left }: Pick<LeftNow, "product" | "left">,
): Decision {
  const isAsked = listOversold(till).some(({ sku }) => sku === product.sku);
  return decideSetLeft(context, { product, left, isAsked });
}

function beyondOf(
  till: Till,
  view: LedgerView,
  { sku, entry }: { readonly sku: string; readonly entry: EntryState },
): Beyond | undefined {
  const soldOut = soldOutBy(entry);
  if (soldOut.length > 0) return till.soldWhileOut(view, sku, soldOut);
  const limit = limitOf(entry);
  const left = limit === undefined ? 0 : leftOf(view, limit);
  return left < 0 ? { quantity: magnitude(thousandths(left)) } : undefined;
}

/** Returns the SKU of `cat/product/SKU`. */
function skuOf(stream: StreamId): string {
  const id = streamName(stream);
  return id.slice(id.indexOf("/") + 1);
}
