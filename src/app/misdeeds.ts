/**
 * Tills that sent what no till sends, until a person at this box has said that they have seen it: its
 * own affair, in no event. What comes after that is news again.
 */

import { z } from "zod";

import { type Clock } from "../domain/ports.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type Store } from "../ledger/store.ts";
import { type MeshView } from "./mesh-view.ts";

export type SeenMisdeed = MeshView["misdeeds"][number];

export interface MisdeedDeps {
  readonly till: { readonly ledger: Pick<Ledger, "store"> };
  readonly printing: { readonly mesh: () => MeshView | undefined };
  readonly clock: Clock;
}

const SEEN_KEY = "misdeeds-seen";
/** By device: when, by this box's clock. */
const seenSchema = z.record(z.string(), z.number());

/** Of one device the last one, and how many there were. */
export function openMisdeeds({
  till: { ledger },
  printing,
  clock,
}: MisdeedDeps): ReadonlyArray<SeenMisdeed> {
  const misdeeds = printing.mesh()?.misdeeds ?? [];
  if (misdeeds.length === 0) return [];
  const seen = seenMs(ledger.store);
  const nowMs = clock.nowMs();
  return misdeeds.filter(({ device, agoMs }) => {
    const atMs = seen[device];
    // A clock that was set back has seen nothing of what comes now.
    return atMs === undefined || atMs > nowMs || nowMs - agoMs > atMs;
  });
}

export function seeMisdeed(
  { till, clock }: Pick<MisdeedDeps, "till" | "clock">,
  device: string,
): void {
  const { store } = till.ledger;
  store.setLocal(SEEN_KEY, JSON.stringify({ ...seenMs(store), [device]: clock.nowMs() }));
}

function seenMs(store: Store): Readonly<Record<string, number>> {
  const text = store.local(SEEN_KEY);
  return text === undefined ? {} : (seenSchema.safeParse(JSON.parse(text)).data ?? {});
}
