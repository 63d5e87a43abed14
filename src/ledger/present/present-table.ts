/**
 * What this box was told of the present: the pieces as they were signed, and the rows that were folded of
 * them, in a set of tables of their own. All of it goes once the past is here.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import {
  businessDaySchema,
  chainEndSchema,
  deviceIdSchema,
  type Hash,
  type Origin,
  originSchema,
  type StreamId,
} from "../../domain/identity.ts";
import { type Db } from "../database.ts";
import { createTables, dropTables } from "../projection/generations.ts";
import { createProjectionTables, type ProjectionTables } from "../projection/projection-tables.ts";
import { type Store } from "../store.ts";

/** A piece that was told and checked. */
export interface KeptPiece {
  readonly origin: Origin;
  readonly first: number;
  /** The hash of its last event. */
  readonly hash: Hash;
  /** The hash that its first event follows, by its teller's word: a wrong one doesn't lead to the signed end. */
  readonly previous: Hash;
  /** 1 where something in it says who belongs to the shop. */
  readonly control: 0 | 1;
  readonly bytes: Uint8Array;
}

/** What a box lacks that asks for the present: all of a past, or the end of one that it has folded. */
const LACKED = ["everything", "the newest"] as const;
const lackedSchema = lazy(() => z.enum(LACKED));
export type Lacked = (typeof LACKED)[number];

const placesSchema = lazy(() => z.array(z.object({ origin: originSchema, seq: z.int().min(0) })));
const givenSchema = lazy(() =>
  z.object({ counts: z.record(z.string(), z.int().min(0)), to: placesSchema() }),
);
const factsSchema = lazy(() =>
  z.object({
    /** What the box lacked when it was told first. */
    lacked: lackedSchema(),
    /** The till that told the figures, and its arrival up to which it has told. */
    teller: deviceIdSchema,
    arrival: z.int().min(0),
    /** What must be here before the past takes over: the ends of all chains that tellers had heard. */
    ends: z.array(chainEndSchema),
    /** The last events of this box's own chains that the figures hold; what it did after them counts on top. */
    own: placesSchema(),
    /** The same when the box was told first: the pieces hold what of these events matters. */
    ownAtFirst: placesSchema().default([]),
    /** The events that were here when the box was told first, of those that the teller had heard. */
    had: z.int().min(0).default(0),
    /** How many numbers this box has given itself up to these places, by the keys of their sums. */
    given: givenSchema().default({ counts: {}, to: [] }),
    /** How far this box's own chains went when it was told first: what came after was said by what it was told. */
    begun: placesSchema().default([]),
    /** The largest key in the pieces that was no wrong clock's. */
    seenHlc: z.number().min(0),
    /** The last business days of chains, by rising day. */
    days: z.array(businessDaySchema),
    /** What is in the pieces and counts for nothing, by the tellers' word. */
    uncounted: z.array(chainEndSchema),
    /** How the build folds that folded it. */
    versions: z.string(),
    /** Rises with everything that is told. */
    revision: z.int().min(1),
  }),
);
export type PresentFacts = z.infer<ReturnType<typeof factsSchema>>;
/** How far chains go. */
export type Places = PresentFacts["own"];

export function seqOf(places: Places, origin: Origin): number {
  return places.find((one) => one.origin === origin)?.seq ?? 0;
}

export interface SoughtReceipt {
  readonly receipt: string;
  /** 1 where no till that was asked knows it. */
  readonly nowhere: 0 | 1;
}

export interface PresentTable {
  /** Undefined while nothing was told, and once the past is here. */
  readonly facts: () => PresentFacts | undefined;
  readonly keepFacts: (facts: PresentFacts) => void;
  /** What this box lacks: it asks for the present until the past is here. Undefined where it doesn't. */
  readonly lacked: () => Lacked | undefined;
  readonly want: (lacked: Lacked | undefined) => void;
  readonly keep: (piece: KeptPiece) => void;
  readonly pieces: () => ReadonlyArray<KeptPiece>;
  /** Those with something that says who belongs to the shop. */
  readonly controlPieces: () => ReadonlyArray<KeptPiece>;
  readonly addStreams: (streams: Iterable<StreamId>) => void;
  readonly streams: () => ReadonlyArray<StreamId>;
  readonly hasStream: (stream: StreamId) => boolean;
  /** The numbers of receipts that are looked for. */
  readonly sought: () => ReadonlyArray<SoughtReceipt>;
  readonly keepSought: (sought: SoughtReceipt) => void;
  readonly endSearch: (receipt: string) => void;
  /** The folded rows, from `begin` on. */
  readonly tables: () => ProjectionTables;
  /** Makes the tables of the folded rows, where they are not there yet. */
  readonly begin: () => void;
  /** Takes everything away. */
  readonly clear: () => void;
}

const FACTS_KEY = "present";
const WANTED_KEY = "present-wanted";
/** The folded rows stand beside those of the generations, which are numbered from 1. */
const TABLES = 0;

export function createPresentTable(
  db: Db,
  { local, setLocal }: Pick<Store, "local" | "setLocal">,
): PresentTable {
  const insert = lazy(() =>
    db.prepare<[KeptPiece]>(
      `INSERT OR IGNORE INTO present_piece VALUES
       (:origin, :first, :hash, :previous, :control, :bytes)`,
    ),
  );
  const all = lazy(() =>
    db.prepare<[], KeptPiece>("SELECT * FROM present_piece ORDER BY origin, first, hash"),
  );
  const addStream = lazy(() =>
    db.prepare<[StreamId]>("INSERT OR IGNORE INTO present_stream VALUES (?)"),
  );
  const streams = lazy(() =>
    db.prepare<[], { readonly stream: StreamId }>("SELECT stream FROM present_stream"),
  );
  const hasStream = lazy(() =>
    db.prepare<[StreamId]>("SELECT 1 FROM present_stream WHERE stream = ?"),
  );
  const sought = lazy(() => db.prepare<[], SoughtReceipt>("SELECT * FROM present_receipt"));
  const keepSought = lazy(() =>
    db.prepare<[SoughtReceipt]>(
      "INSERT OR REPLACE INTO present_receipt VALUES (:receipt, :nowhere)",
    ),
  );
  const endSearch = lazy(() =>
    db.prepare<[string]>("DELETE FROM present_receipt WHERE receipt = ?"),
  );
  let tables: ProjectionTables | undefined;
  let known: { readonly text: string; readonly facts: PresentFacts } | undefined;
  return {
    facts: () => {
      const text = local(FACTS_KEY) ?? "";
      if (text === "") return undefined;
      if (known?.text !== text) known = { text, facts: factsSchema().parse(JSON.parse(text)) };
      return known.facts;
    },
    keepFacts: (facts) => {
      setLocal(FACTS_KEY, JSON.stringify(facts));
    },
    lacked: () => LACKED.find((one) => one === local(WANTED_KEY)),
    want: (lacked) => {
      setLocal(WANTED_KEY, lacked ?? "");
    },
    keep: (piece) => {
      insert().run(piece);
    },
    pieces: () => all().all(),
    controlPieces: () =>
      all()
        .all()
        .filter(({ control }) => control === 1),
    addStreams: (added) => {
      for (const stream of added) addStream().run(stream);
    },
    streams: () =>
      streams()
        .all()
        .map(({ stream }) => stream),
    hasStream: (stream) => hasStream().get(stream) !== undefined,
    sought: () => sought().all(),
    keepSought: (one) => {
      keepSought().run(one);
    },
    endSearch: (receipt) => {
      endSearch().run(receipt);
    },
    tables: () => {
      tables ??= createProjectionTables(db, TABLES);
      return tables;
    },
    begin: () => {
      createTables(db, TABLES, "IF NOT EXISTS");
    },
    clear: () => {
      for (const name of ["piece", "stream", "receipt"]) db.exec(`DELETE FROM present_${name}`);
      dropTables(db, TABLES);
      tables = undefined;
      setLocal(FACTS_KEY, "");
      setLocal(WANTED_KEY, "");
    },
  };
}
