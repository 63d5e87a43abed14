/** Writes what a till does by itself about rights to guarded goods and vouchers. */

import { err, ok } from "../../domain/base/result.ts";
import { guardDrafts } from "../../domain/commands/stock/take-rights.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type GiftReason, type Right } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { type Origin, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Standing } from "../../domain/stock/rights.ts";
import { type Ledger } from "../../ledger/ledger.ts";

/** A transaction has room for so many; the next look does the others. */
const AT_ONCE = 100;
/** What is sold by weight or volume is shared in hundredths of its unit. */
const GRAIN = ONE_IN_STOCK / 100;

/** The fault that ends a transaction in which there is nothing to write. */
const NOTHING = { type: "rights/nothing" } as const;

/** Decides and writes. Most looks have nothing to write, and a write would make another process wait. */
export function writeRights(
  ledger: Ledger,
  decide: (view: LedgerView) => ReadonlyArray<Draft>,
): void {
  if (ledger.read(decide).length === 0) return;
  ledger.commit({
    by: "",
    name: "share rights",
    decide: ({ view, origin: me, storedTo, counts }) => {
      const drafts = counts ? decide(view).slice(0, AT_ONCE) : [];
      if (drafts.length === 0) return err(NOTHING);
      const guarded = guardDrafts({ view, till: me, storedTo }, drafts);
      return guarded.ok ? ok({ events: guarded.value }) : err(NOTHING);
    },
  });
}

export function giftDraft(to: Origin, of: ReadonlyArray<Right>, why: GiftReason): Draft {
  const streams = of.map(({ sku }) => toStreamId("stock", sku));
  return { kind: "rights/given", streams, body: { to, of: [...of], why } };
}

export function balanceOf({ accounts }: Standing, origin: Origin): number {
  return accounts.find((one) => one.origin === origin)?.balance ?? 0;
}

/** Whether a till has most of something among these; the first by name of those that have as much. */
export function isRichest(standing: Standing, me: Origin, among: ReadonlyArray<Origin>): boolean {
  const mine = balanceOf(standing, me);
  return among.every((origin) => {
    const balance = balanceOf(standing, origin);
    return balance < mine || (balance === mine && origin >= me);
  });
}

/** What is sold by the piece is given by the piece. */
export function grainOf({ soldBy, unit }: Pick<Product, "soldBy" | "unit">): number {
  return soldBy === "each" && unit === "" ? ONE_IN_STOCK : GRAIN;
}
