/**
 * Today alone: what a box reads that has no past yet. Rows are folded of what was told, sums are its teller's word,
 * and what the box says itself counts on top.
 */

import { type Origin } from "../../domain/identity.ts";
import { type StageOne } from "../log/stage-one.ts";
import { toTransaction } from "../log/stored-transaction.ts";
import { createProjection } from "../projection/projection.ts";
import { type Revisions } from "../projection/revisions.ts";
import { type RowCache } from "../projection/row-cache.ts";
import { presentBase } from "./present-base.ts";
import { type ReadPiece } from "./present-pieces.ts";
import { type PresentFacts, type PresentTable } from "./present-table.ts";
import { type Loaded } from "./shown-present.ts";
import { ownOrigins, type TakingDeps } from "./take-present.ts";

interface ToldAlone {
  readonly facts: PresentFacts;
  readonly stageOne: StageOne;
  readonly pieces: () => ReadonlyArray<ReadPiece>;
  readonly revisions: Revisions;
  readonly cache: RowCache;
}

export function createToldAlone(
  deps: TakingDeps,
  table: PresentTable,
  { facts, stageOne, pieces, revisions, cache }: ToldAlone,
): Loaded {
  const { store } = deps;
  const projection = createProjection(
    presentBase(deps, table, { facts, stageOne, pieces }),
    revisions,
    cache,
  );
  /** The last events of this box's own chains that are shown. */
  const ownSeqs = new Map<Origin, number>(facts.own.map(({ origin, seq }) => [origin, seq]));

  let lookedAt: number | undefined;

  /** Shows what other processes of this box have said since: this one's own deeds are applied. */
  function catchUp(): void {
    const version = store.dataVersion();
    if (lookedAt === version) return;
    lookedAt = version;
    for (const origin of ownOrigins(deps)) {
      for (const row of store.ofOrigin(origin, 1 + (ownSeqs.get(origin) ?? 0))) {
        const transaction = toTransaction(row);
        if (stageOne.isAdmitted(transaction)) projection.apply(transaction);
        ownSeqs.set(origin, row.last);
      }
    }
  }

  catchUp();
  return {
    facts,
    view: projection.view,
    lastHlc: projection.lastHlc,
    knownTo: (origin) => facts.ends.find((end) => end.origin === origin)?.seq ?? 0,
    admission: stageOne.admission,
    founding: stageOne.founding,
    result: stageOne.result,
    keyOf: stageOne.keyOf,
    catchUp,
    applied: (transaction) => {
      const { origin, first, last } = transaction;
      if (first <= (ownSeqs.get(origin) ?? 0)) return;
      projection.apply(transaction);
      ownSeqs.set(origin, last);
    },
  };
}
