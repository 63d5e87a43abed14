/**
 * Groups of shops: each has a model shop, a ledger of its own that no till joins, which says what its shops sell, to which
 * rules. Which shops it has, and what these may say themselves, stands in that ledger.
 */

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import * as z from "zod";

import { ok } from "../../src/domain/base/result.ts";
import { type ShopId, shopIdSchema, toStreamId } from "../../src/domain/identity.ts";
import { fieldValue, VALUE_FIELD } from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { hasLedger, openLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";

const GROUPS = "groups";
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/u;
const KEY = "hub-group";
/** Each shop has its own kitchen. */
const USUALLY_FREE = ["product.station"];

export interface GroupFacts {
  readonly shops: ReadonlyArray<ShopId>;
  /** Names of fields that a shop may change by itself. */
  readonly free: ReadonlyArray<string>;
}

const factsSchema = z.object({ shops: z.array(shopIdSchema), free: z.array(z.string()) });

export function isGroupName(name: string): boolean {
  return NAME.test(name);
}

/** Returns the folder of a group's model, whether it is there or not. */
export function groupFolder(hub: string, name: string): string {
  return path.join(hub, GROUPS, name);
}

export function groupsIn(hub: string): ReadonlyArray<string> {
  const folder = path.join(hub, GROUPS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => isGroupName(name) && hasLedger(path.join(folder, name)))
    .toSorted();
}

/** Opens the model for a piece of work. Throws StoreError where it can't be opened. */
export async function withModel<Value>(
  hub: string,
  name: string,
  { store, work }: { readonly store: StoreDeps; readonly work: (model: Ledger) => Value },
): Promise<Awaited<Value>> {
  const ledger = openLedger(groupFolder(hub, name), store);
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

export function readGroup(model: Ledger): GroupFacts {
  const value = model.read((view) => fieldValue(view.state("set", KEY), VALUE_FIELD));
  return factsSchema.safeParse(value).data ?? { shops: [], free: USUALLY_FREE };
}

export function writeGroup(model: Ledger, { shops, free }: GroupFacts): void {
  const value = { shops: [...shops], free: [...free] };
  model.commit({
    by: "",
    name: "keep a group",
    decide: ({ view }) => {
      const over = openWriteIds(view.state("set", KEY).fields[VALUE_FIELD]);
      const streams = [toStreamId("set", KEY)];
      return ok({ events: [{ kind: "setting/set", streams, body: { value, over } }] });
    },
  });
}
