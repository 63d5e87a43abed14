/**
 * The numbers that a box which is told today gives itself. Figures are their teller's word, and by a wrong one the box
 * would give a number twice, or leave some out for ever: so it counts its own.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { isOwnNumberKey, numberKeyOf, NUMBERED_KINDS } from "../../domain/present/own-numbers.ts";
import { type StageOne } from "../log/stage-one.ts";
import { eventsOfKinds, toTransaction } from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type Store } from "../store.ts";
import { type Places, type PresentFacts, seqOf } from "./present-table.ts";
import { rowsBetween } from "./rows-between.ts";
import { type PresentTold } from "./tell-present.ts";

type Given = PresentFacts["given"];

interface Counting {
  readonly own: Places;
  readonly stageOne: StageOne;
  /** What was counted before; undefined where who counts is another now. */
  readonly was: Given | undefined;
}

/** Counts the numbers that the own chains have given up to these places, as far as they are here. */
export function numbersGiven(
  store: Pick<Store, "head" | "ofOrigin">,
  { own, stageOne, was }: Counting,
): Given {
  const to = own.map(({ origin, seq }) => {
    return { origin, seq: Math.min(seq, store.head(origin)?.seq ?? 0) };
  });
  const before =
    was?.to.every(({ origin, seq }) => seq <= seqOf(to, origin)) === true ? was : NONE_GIVEN;
  const counts = new Map(Object.entries(before.counts));
  for (const { origin, seq } of to) {
    const rows = rowsBetween(store, { origin, from: seqOf(before.to, origin), to: seq });
    for (const key of numberKeys(rows, stageOne)) counts.set(key, 1 + (counts.get(key) ?? 0));
  }
  return { counts: Object.fromEntries(counts), to };
}

function* numberKeys(rows: Iterable<TransactionRow>, stageOne: StageOne): Generator<string> {
  for (const row of rows) {
    const one = toTransaction(row);
    const events = stageOne.isAdmitted(one) ? eventsOfKinds(one, NUMBERED_KINDS) : [];
    for (const { known } of events) {
      const key = known && numberKeyOf(known);
      if (key !== undefined) yield key;
    }
  }
}

export const NONE_GIVEN: Given = { counts: {}, to: [] };

/**
 * Returns the sums that were told, with this box's own numbers as it has counted them. Where it has lost something of
 * its chains it begins anew, and gives other numbers.
 */
export function withOwnNumbers(
  { device, store }: { readonly device: DeviceId; readonly store: Pick<Store, "head"> },
  sums: PresentTold["sums"],
  { stageOne, facts }: { readonly stageOne: StageOne; readonly facts: PresentFacts },
): PresentTold["sums"] {
  const { own, given } = facts;
  if (own.some(({ origin, seq }) => (store.head(origin)?.seq ?? 0) < seq)) return sums;
  const self = { device, code: stageOne.admission().get(device)?.code };
  return [...sums.filter(([key]) => !isOwnNumberKey(key, self)), ...Object.entries(given.counts)];
}
