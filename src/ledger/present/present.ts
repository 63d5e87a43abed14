/**
 * The present: what another till has told of today, by which a box reads and decides until the past is here.
 *
 * It stands beside the ledger and never in it: what is told on is this box's own chain and what it has heard
 * in order. It is folded by the folds that there are, of events that are signed like all others; what the box
 * itself does counts in both. Once all is here that its tellers had heard, the past takes over.
 *
 * A box that lacks everything reads what it was told alone (told-alone.ts). One that lacks the newest reads that on
 * top of what it has (over-past.ts), and less than that never.
 */

import { ok, type Result } from "../../domain/base/result.ts";
import { type DeviceId, type StreamId } from "../../domain/identity.ts";
import { receiptStreams } from "../../domain/present/present-streams.ts";
import { type Db } from "../database.ts";
import { type StoredTransaction } from "../log/stored-transaction.ts";
import { createRevisions, type Revisions } from "../projection/revisions.ts";
import { createRowCache } from "../projection/row-cache.ts";
import { createOverPast } from "./over-past.ts";
import { type PresentFault, readKept, type ReadPiece } from "./present-pieces.ts";
import {
  createPresentTable,
  type Lacked,
  type PresentFacts,
  type PresentTable,
} from "./present-table.ts";
import { type Loaded, type ShownPresent } from "./shown-present.ts";
import { stageOneOf, type TakenPresent, takenPresent, type TakingDeps } from "./take-present.ts";
import { type PresentTold } from "./tell-present.ts";
import { createToldAlone } from "./told-alone.ts";

/**
 * What has come of looking for a receipt: it is here, or can't be told because the past is; other tills are
 * asked; or none of them knows it, which is said once, and then they are asked anew.
 */
export type Search = "over" | "sought" | "nowhere";

export interface Present {
  /** Undefined where the past is here, or nothing was told yet. Call inside a transaction. */
  readonly shown: () => ShownPresent | undefined;
  /** Takes up what was stored and folded since. Call with the past caught up. */
  readonly catchUp: () => void;
  readonly isWanted: () => boolean;
  readonly lacked: () => Lacked | undefined;
  /** Says what this box lacks, for which it asks for the present; undefined: it asks no more. */
  readonly want: (lacked: Lacked | undefined) => void;
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
    catchUp: memory.catchUp,
    applied: memory.applied,
    reset: memory.reset,
    isWanted: () => table.lacked() !== undefined,
    lacked: table.lacked,
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
      const ruleBefore = memory.shown()?.result().text;
      const lacked = was?.lacked ?? table.lacked() ?? "everything";
      const telling = { teller, told, was, lacked, before, ruleBefore };
      const taken = takenPresent(deps, table, telling);
      if (!taken.ok) return taken;
      const { facts, news, changes } = taken.value;
      // A teller that has nothing newer than what is here has told nothing; later, streams alone may be new.
      if (was === undefined && lacked === "the newest" && news.length === 0) return ok(undefined);
      db.write(() => {
        if (was === undefined) table.clear();
        table.begin();
        for (const { piece } of news) table.keep(piece);
        table.addStreams(told.streams);
        table.tables().flush(changes, false);
        table.keepFacts(facts);
        table.want(lacked);
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

interface PresentMemory extends Pick<Present, "shown" | "catchUp" | "applied" | "reset"> {
  /** The pieces that were told, for the process that is told. */
  readonly pieces: () => ReadonlyArray<ReadPiece>;
  /** Shows what was told anew; `streams`: those that are other than before. */
  readonly show: (taken: Pick<TakenPresent, "facts" | "pieces" | "streams">) => void;
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

  /** Whatever was worked out of what was shown is worked out anew. */
  function startOver(): void {
    if (loaded?.facts.lacked === "everything") deps.revisions.startOver(revisions.newest());
    else deps.revisions.startOver();
    revisions.startOver(deps.revisions.newest());
    cache = createRowCache();
  }

  function forget(): void {
    if (loaded !== undefined) startOver();
    loaded = undefined;
    kept = undefined;
  }

  function load(facts: PresentFacts): Loaded {
    const { uncounted } = facts;
    if (facts.lacked === "the newest") {
      const told = { pieces: keptPieces(), streams: new Set(table.streams()), uncounted };
      const over = createOverPast(deps, told);
      return { facts, ...over, catchUp: over.refresh, applied: over.refresh };
    }
    const control = kept ?? table.controlPieces().map((piece) => readKept(piece, cut));
    const stageOne = stageOneOf(deps, control);
    const pieces = keptPieces;
    return createToldAlone(deps, table, { facts, stageOne, pieces, revisions, cache });
  }

  function shown(): Loaded | undefined {
    // It changes with what other processes write; this one knows what it was told.
    const version = store.dataVersion();
    if (lookedAt === version) return loaded;
    lookedAt = version;
    const facts = factsOf(deps, table);
    if (facts === undefined) {
      forget();
      return undefined;
    }
    if (loaded?.facts.revision !== facts.revision) {
      // Another process was told: anything may be new.
      startOver();
      kept = undefined;
      loaded = load(facts);
    }
    return loaded;
  }

  return {
    shown,
    catchUp: () => {
      shown()?.catchUp();
    },
    pieces: keptPieces,
    show: ({ facts, pieces, streams }) => {
      kept = pieces;
      if (loaded === undefined || facts.lacked === "the newest") startOver();
      else {
        for (const stream of streams) {
          cache.drop(stream);
          revisions.bump(stream);
        }
      }
      loaded = load(facts);
      lookedAt = store.dataVersion();
    },
    forget,
    applied: (transaction) => {
      loaded?.applied(transaction);
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
