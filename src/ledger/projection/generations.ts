/**
 * Generations of the folded state: each is a set of tables, folded by one set of rules.
 *
 * When the rules change (an update folds otherwise, or stage 1 has come to another result) a new one
 * grows beside the one that is in use, and takes its place when it is complete. The one of the build
 * before stays, so that going back to that build finds its rows as it left them.
 */

import { type Db } from "../database.ts";
import { createProjectionTables, type ProjectionTables } from "./projection-tables.ts";

export interface Generation {
  readonly id: number;
  /** How the build folded that made it. */
  readonly versions: string;
  /** Stage 1's result that it was folded under. */
  readonly epoch: string;
  /** The last arrival that it holds. */
  readonly flushed: number;
  /** JSON, for whoever goes on with it: where devices were barred, and forks. */
  readonly barred: string;
  readonly forked: string;
}

export type GenerationFacts = Pick<Generation, "epoch" | "flushed" | "barred" | "forked">;

export interface Generations {
  /** The complete one that a build's rules made, though others may have sold on since. */
  readonly ready: (versions: string) => Generation | undefined;
  /** The complete one, whoever made it, that holds most. */
  readonly newest: () => Generation | undefined;
  /** The one that a build is making. */
  readonly growing: (versions: string) => Generation | undefined;
  readonly tables: (id: number) => ProjectionTables;
  /** Makes an empty one that grows. */
  readonly begin: (made: Omit<Generation, "id">) => number;
  readonly note: (id: number, facts: GenerationFacts) => void;
  /**
   * Finishes a generation, which replaces the others made by the same rules; of other builds the
   * last one stays.
   */
  readonly finish: (generation: Pick<Generation, "id" | "versions">) => void;
  /** Takes away some rows of what is not needed any more; false when there is nothing left to do. */
  readonly sweep: (rows: number) => boolean;
  readonly drop: (id: number) => void;
}

/** States of a generation. */
const GROWING = 0;
const READY = 1;
const GONE = 2;

export function createGenerations(db: Db): Generations {
  const columns = "id, versions, epoch, flushed, barred, forked";
  const ready = db.prepare<[string], Generation>(
    `SELECT ${columns} FROM generation WHERE versions = ? AND state = ${READY}
     ORDER BY id DESC LIMIT 1`,
  );
  const newest = db.prepare<[], Generation>(
    `SELECT ${columns} FROM generation WHERE state = ${READY} ORDER BY flushed DESC, id DESC LIMIT 1`,
  );
  const growing = db.prepare<[string], Generation>(
    `SELECT ${columns} FROM generation WHERE versions = ? AND state = ${GROWING}
     ORDER BY id DESC LIMIT 1`,
  );
  const insert = db.prepare<[Omit<Generation, "id"> & { readonly state: number }]>(
    `INSERT INTO generation (versions, epoch, flushed, barred, forked, state)
     VALUES (:versions, :epoch, :flushed, :barred, :forked, :state)`,
  );
  const note = db.prepare<[GenerationFacts & { readonly id: number }]>(
    `UPDATE generation SET epoch = :epoch, flushed = :flushed, barred = :barred, forked = :forked
     WHERE id = :id`,
  );
  const setState = db.prepare<[number, number]>("UPDATE generation SET state = ? WHERE id = ?");
  const others = db.prepare<[number], Pick<Generation, "id" | "versions">>(
    `SELECT id, versions FROM generation WHERE id <> ? AND state = ${READY} ORDER BY id DESC`,
  );
  const dropUnfinished = db.prepare<[number]>(
    `UPDATE generation SET state = ${GONE} WHERE state = ${GROWING} AND id < ?`,
  );
  const known = new Map<number, ProjectionTables>();

  function tables(id: number): ProjectionTables {
    const made = known.get(id) ?? createProjectionTables(db, id);
    known.set(id, made);
    return made;
  }

  return {
    ready: (versions) => ready.get(versions),
    newest: () => newest.get(),
    growing: (versions) => growing.get(versions),
    tables,
    begin: (made) => {
      const id = Number(insert.run({ ...made, state: GROWING }).lastInsertRowid);
      createTables(db, id);
      return id;
    },
    note: (id, facts) => {
      note.run({ id, ...facts });
    },
    finish: ({ id, versions }) => {
      setState.run(READY, id);
      // A build that was replaced before it had finished begins again, should it come back.
      dropUnfinished.run(id);
      const rest = others.all(id);
      const before = rest.find((other) => other.versions !== versions);
      for (const other of rest) if (other !== before) setState.run(GONE, other.id);
    },
    sweep: createSweep(db, {
      tables,
      forget: (id) => {
        known.delete(id);
      },
    }),
    drop: (id) => {
      setState.run(GONE, id);
    },
  };
}

function createSweep(
  db: Db,
  { tables, forget }: Pick<Generations, "tables"> & { readonly forget: (id: number) => void },
): Generations["sweep"] {
  const gone = db.prepare<[], { readonly id: number }>(
    `SELECT id FROM generation WHERE state = ${GONE} LIMIT 1`,
  );
  const remove = db.prepare<[number]>("DELETE FROM generation WHERE id = ?");
  return (rows) => {
    const next = gone.get();
    if (next === undefined) return false;
    if (!tables(next.id).empty(rows)) return true;
    forget(next.id);
    dropTables(db, next.id);
    remove.run(next.id);
    return true;
  };
}

export function createTables(db: Db, id: number, unless: "" | "IF NOT EXISTS" = ""): void {
  db.exec(`
    CREATE TABLE ${unless} projection_${id} (stream TEXT PRIMARY KEY, row ANY NOT NULL) WITHOUT ROWID;
    CREATE TABLE ${unless} sums_${id} (key TEXT PRIMARY KEY, amount INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE ${unless} tags_${id} (
      tag TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (tag, stream)
    ) WITHOUT ROWID;
  `);
}

export function dropTables(db: Db, id: number): void {
  for (const name of ["projection", "sums", "tags"]) db.exec(`DROP TABLE IF EXISTS ${name}_${id}`);
}
