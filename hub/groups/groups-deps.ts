/** What the office works on groups of shops with. */

import { type ShopId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { withModel } from "./group-folder.ts";
import { marksIn, type ModelSource, sourceOf } from "./model-marks.ts";

export interface GroupsDeps {
  readonly hub: string;
  readonly store: StoreDeps;
  /** Does a piece of work on a shop's ledger; undefined where that ledger can't be opened now. */
  readonly inShop: <Value>(shop: ShopId, work: (ledger: Ledger) => Value) => Value | undefined;
  /** Hears which shops a group has now; missing while no office runs, which reads them when it begins. */
  readonly onShops?: (group: string, shops: ReadonlyArray<ShopId>) => Promise<void>;
}

/** Does a piece of work on a group's model. Throws StoreError where it can't be opened. */
export function inModel<Value>(
  { hub, store }: GroupsDeps,
  name: string,
  work: (model: Ledger) => Value,
): Promise<Awaited<Value>> {
  return withModel(hub, name, { store, work });
}

/** Returns what tells a model from what its shops have of it. */
export function sourceIn(
  { inShop }: GroupsDeps,
  model: Ledger,
  shops: ReadonlyArray<ShopId>,
): ModelSource {
  const marks = shops.flatMap((shop) => inShop(shop, (ledger) => ledger.read(marksIn)) ?? []);
  return sourceOf(model, marks);
}
