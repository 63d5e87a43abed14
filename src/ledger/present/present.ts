/**
 * The present: what another till has told of today, by which a box reads and decides until the past is here.
 *
 * It stands beside the ledger and never in it: what is told on is this box's own chain and what it has heard
 * in order. It is folded by the folds that there are, of events that are signed like all others; what the box
 * itself does counts in both. Once all is here that its tellers had heard, the past takes over.
 */

import { ok, type Result } from "../../domain/base/result.ts";
import { type DeviceId, type Origin, type StreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { receiptStreams } from "../../domain/present/present-streams.ts";
import { type Db } from "../database.ts";
import { type StageOne } from "../log/stage-one.ts";
import { type StoredTransaction, toTransaction } from "../log/stored-transaction.ts";
import { createProjection, type Projection } from "../projection/projection.ts";
import { createRevisions, type Revisions } from "../projection/revisions.ts";
import { createRowCache } from "../projection/row-cache.ts";
import { presentBase } from "./present-base.ts";
import { type PresentFault, readKept, type ReadPiece } from "./present-pieces.ts";
import { createPresentTable, type PresentFacts, type PresentTable } from "./present-table.ts";
import {
  ownOrigins,
  stageOneOf,
  type TakenPresent,
  takenPresent,
  type TakingDeps,
} from "./take-present.ts";
import { type PresentTold } from "./tell-present.ts";

/** What is shown and decided on while the past is not here. */
export interface ShownPresent {
  readonly facts: PresentFacts;
  readonly view: LedgerView;
  readonly stageOne: StageOne;
  readonly lastHlc: (stream: StreamId) => number;
}

/**
 * What has come of looking for a receipt: it is here, or can't be told because the past is; other tills are
 * asked; or none of them knows it, which is said once, and then they are asked anew.
 */
export type Search = "over" | "sought" | "nowhere";

export interface Present {
  /** Undefined where the past is here, or nothing was told yet. Call inside a transaction. */
  readonly shown: () => ShownPresent | undefined;
  readonly isWanted: () => boolean;
  /** Says whether this box asks for the present. */
  readonly want: (isWanted: boolean) => void;
  /** Takes what a till has told; a fault leaves everything as it was. */
  readonly take: (teller: DeviceId, told: PresentTold) => Result<undefined, PresentFault>;
  /** Shows what this process has just stored of its own chain. Call inside the write transaction. */
  readonly applied: (transaction: StoredTransaction) => void;
  /** Whether all of the stream that matters was told. */
  readonly holds: (stream: StreamId) => boolean;
  /** Whether a receipt was not told. Call inside a transaction. */
  readonly isMissing: (receipt: string) => boolean;
  /** Looks for a receipt that is missing. */
  readonly seek: (receipt: string) => Exclude<Search, "over">;
  /** The receipts for which tills have to be asked. Call inside a transaction. */
  readonly sought: () => ReadonlyArray<string>;
  /** No till that can be asked knows the receipt. */
  readonly foundNowhere: (receipt: string) => void;
  /** Forgets what is in memory: after a write that failed. */
  readonly reset: () => void;
  /** Whether all is stored that the tellers had heard. */
  readonly isPastHere: () => boolean;
  /** Takes the present away, so that the past is shown. Call when all that is stored is folded. */
  readonly drop: () => void;
}

export interface PresentDeps extends TakingDeps {
  readonly db: Db;
  /** Those of the past, which is shown before and after. */
  readonly revisions: Revisions;
}

export function createPresent(deps: PresentDeps): Present {
  const { db, store } = deps;
  const table = createPresentTable(db, store);
  const memory = createMemory(deps, table);

  function isMissing(receipt: string): boolean {
    const view = memory.shown()?.view;
    return view !== undefined && receiptStreams(view, [receipt]).length === 0;
  }

  return {
    shown: memory.shown,
    applied: memory.applied,
    reset: memory.reset,
    isWanted: table.isWanted,
    want: table.want,
    holds: table.hasStream,
    isMissing,
    seek: (receipt) => {
      const search = table.sought().find((one) => one.receipt === receipt);
      if (search?.nowhere === 0) return "sought";
      db.write(() => {
        if (search === undefined) table.keepSought({ receipt, nowhere: 0 });
        else table.endSearch(receipt);
      });
      return search === undefined ? "sought" : "nowhere";
    },
    sought: () =>
      table
        .sought()
        .flatMap(({ receipt, nowhere }) => (nowhere === 0 && isMissing(receipt) ? [receipt] : [])),
    foundNowhere: (receipt) => {
      db.write(() => table.keepSought({ receipt, nowhere: 1 }));
    },
    take: (teller, told) => {
      const was = factsOf(deps, table);
      // By itself an old receipt is no present.
      if (was === undefined && told.what === "asked") return ok(undefined);
      const before = was === undefined ? [] : memory.pieces();
      const ruleBefore = memory.shown()?.stageOne.result().text;
      const taken = takenPresent(deps, table, { teller, told, was, before, ruleBefore });
      if (!taken.ok) return taken;
      const { facts, news, changes } = taken.value;
      db.write(() => {
        if (was === undefined) table.clear();
        table.begin();
        for (const { piece } of news) table.keep(piece);
        table.addStreams(told.streams);
        table.tables().flush(changes, false);
        table.keepFacts(facts);
        table.want(true);
      });
      memory.show(taken.value);
      return ok(undefined);
    },
    isPastHere: () => {
      const facts = factsOf(deps, table);
      return facts !== undefined && facts.ends.every((end) => store.withEnd(end) !== undefined);
    },
    drop: () => {
      db.write(() => {
        table.clear();
      });
      memory.forget();
    },
  };
}

/** What is in memory of the present, as of a revision of its facts. */
interface Loaded extends ShownPresent {
  readonly projection: Projection;
  /** The last events of this box's own chains that are shown. */
  readonly ownSeqs: Map<Origin, number>;
}

interface PresentMemory extends Pick<Present, "shown" | "applied" | "reset"> {
  /** The pieces that were told, for the process that is told. */
  readonly pieces: () => ReadonlyArray<ReadPiece>;
  /** Shows what was told anew; `streams`: those that are other than before. */
  readonly show: (taken: Pick<TakenPresent, "facts" | "pieces" | "stageOne" | "streams">) => void;
  readonly forget: () => void;
}

/** Keeps the present in memory, and up to what any process was told or has said of this box's own chains. */
function createMemory(deps: PresentDeps, table: PresentTable): PresentMemory {
  const { store, cut } = deps;
  const revisions = createRevisions();
  let cache = createRowCache();
  let loaded: Loaded | undefined;
  /** The store's version with which the facts were looked up. */
  let lookedAt: number | undefined;
  /** The pieces in memory, for the process that is told. */
  let kept: ReadonlyArray<ReadPiece> | undefined;

  function keptPieces(): ReadonlyArray<ReadPiece> {
    kept ??= table.pieces().map((piece) => readKept(piece, cut));
    return kept;
  }

  function forget(): void {
    // Whatever was worked out of one of the two is worked out anew of the other.
    if (loaded !== undefined) deps.revisions.startOver(revisions.newest());
    loaded = undefined;
    kept = undefined;
    cache = createRowCache();
  }

  function startOver(): void {
    revisions.startOver(deps.revisions.newest());
    cache = createRowCache();
  }

  function load(facts: PresentFacts, stageOne: StageOne): Loaded {
    const projection = createProjection(
      presentBase(deps, table, { facts, stageOne, pieces: keptPieces }),
      revisions,
      cache,
    );
    const ownSeqs = new Map(facts.own.map(({ origin, seq }) => [origin, seq]));
    const { view, lastHlc } = projection;
    const next = { facts, stageOne, projection, view, lastHlc, ownSeqs };
    catchUp(next);
    return next;
  }

  /** Shows what this box has said itself since, in whichever process. */
  function catchUp({ ownSeqs, projection, stageOne }: Loaded): void {
    for (const origin of ownOrigins(deps)) {
      for (const row of store.ofOrigin(origin, 1 + (ownSeqs.get(origin) ?? 0))) {
        const transaction = toTransaction(row);
        if (stageOne.isAdmitted(transaction)) projection.apply(transaction);
        ownSeqs.set(origin, row.last);
      }
    }
  }

  function shown(): Loaded | undefined {
    const version = store.dataVersion();
    if (lookedAt === version) return loaded;
    lookedAt = version;
    const facts = factsOf(deps, table);
    if (facts === undefined) {
      forget();
      return undefined;
    }
    if (loaded?.facts.revision === facts.revision) catchUp(loaded);
    else {
      // Another process was told: anything may be new.
      startOver();
      kept = undefined;
      const pieces = table.controlPieces().map((piece) => readKept(piece, cut));
      loaded = load(facts, stageOneOf(deps, pieces));
    }
    return loaded;
  }

  return {
    shown,
    pieces: keptPieces,
    show: ({ facts, pieces, stageOne, streams }) => {
      kept = pieces;
      if (loaded === undefined) startOver();
      else {
        for (const stream of streams) {
          cache.drop(stream);
          revisions.bump(stream);
        }
      }
      loaded = load(facts, stageOne);
      lookedAt = store.dataVersion();
    },
    forget,
    applied: (transaction) => {
      if (loaded === undefined) return;
      const { ownSeqs, projection } = loaded;
      const { origin, first, last } = transaction;
      if (first <= (ownSeqs.get(origin) ?? 0)) return;
      projection.apply(transaction);
      ownSeqs.set(origin, last);
    },
    reset: () => {
      if (loaded === undefined) return;
      startOver();
      loaded = undefined;
      lookedAt = undefined;
    },
  };
}

/** What another build folded is of no use to this one, which asks again. */
function factsOf({ versions }: PresentDeps, table: PresentTable): PresentFacts | undefined {
  const facts = table.facts();
  return facts?.versions === versions ? facts : undefined;
}
