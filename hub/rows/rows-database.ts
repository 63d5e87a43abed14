/**
 * The database of head office: one that runs in the process, in a folder, or a PostgreSQL server. Both take the same
 * SQL, and give the same types: a whole number is a number, a day is `2026-11-28`.
 */

import { Kysely, PGliteDialect, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";

import { migrations } from "./migrations.ts";
import { type OwnRow, type ShopRows, STREAM_TABLES, TABLES, type TableName } from "./tables.ts";

export type RowsPlace =
  | { readonly type: "folder"; readonly dir: string }
  /** `postgres://user@host/database` */
  | { readonly type: "server"; readonly url: string };

export type Rows = Kysely<unknown>;

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;

/**
 * Opens the database, and brings its tables to what this program knows. Throws RowsError. `onStatement` hears each
 * statement that was run.
 */
export async function openRows(
  place: RowsPlace,
  onStatement: (text: string) => void = () => undefined,
): Promise<Rows> {
  const rows = new Kysely<unknown>({
    dialect: await dialectOf(place),
    log: ({ query }) => {
      onStatement(query.sql);
    },
  });
  try {
    await migrate(rows);
    return rows;
  } catch (cause) {
    await rows.destroy();
    throw cause;
  }
}

/** The database can't be used, in a sentence. */
export class RowsError extends Error {}

/** Returns why the database can't be used; undefined for any other fault. */
export function whyNoRows(cause: unknown): string | undefined {
  if (cause instanceof RowsError) return cause.message;
  if (!(cause instanceof Error)) return undefined;
  const isServers =
    "severity" in cause || /^Connection terminated|timeout exceeded/u.test(cause.message);
  const isOnTheWay = "syscall" in cause && cause.syscall === "connect";
  if (!isServers && !isOnTheWay) return undefined;
  const code = "code" in cause ? String(cause.code) : "";
  return `${cause.message === "" ? code : cause.message}.`;
}

/**
 * Returns the code of a fault that lies in what was to be written (SQLSTATE classes 22 and 23) and not in the database;
 * undefined for any other.
 */
export function dataFault(cause: unknown): string | undefined {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /^2[23][0-9A-Z]{3}$/u.test(code) ? code : undefined;
}

async function dialectOf(place: RowsPlace): Promise<PGliteDialect | PostgresDialect> {
  if (place.type === "server") {
    const { default: pg } = await import("pg");
    const types = {
      getTypeParser: (oid: number, format?: "text" | "binary"): unknown =>
        PARSERS[oid] ?? pg.types.getTypeParser(oid, format),
    } as NonNullable<ConstructorParameters<typeof pg.Pool>[0]>["types"];
    const pool = new pg.Pool({ connectionString: place.url, types, max: 4 });
    // The server went away while nobody asked it anything: whoever asks next is told. Unheard it would end the process.
    pool.on("error", () => undefined);
    return new PostgresDialect({ pool });
  }
  const { PGlite } = await import("@electric-sql/pglite");
  const pglite = await PGlite.create(place.dir, {
    parsers: PARSERS,
    // It comes without waiting for the disk; the log of each commit is written through.
    startParams: [
      ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
      "-c",
      "fsync=on",
      "-c",
      "wal_sync_method=open_datasync",
    ],
  });
  return new PGliteDialect({ pglite });
}

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: wholeNumber,
  [NUMERIC]: wholeNumber,
  [DATE]: (text) => text,
};

/** Sums are whole numbers, so `numeric` is one too. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RowsError(`${text} is no amount that can be told.`);
  return value;
}

async function migrate(rows: Rows): Promise<void> {
  const migrator = new Migrator({ db: rows, provider: migrations });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (!(error instanceof Error)) throw new RowsError("The tables could not be made.");
  // The migrator names a step that it finds done and does not know.
  const isNewer = /previously executed migration \S+ is missing/u.test(error.message);
  throw new RowsError(
    isNewer
      ? "The database is of a newer program: update this one."
      : `The tables could not be made: ${error.message}.`,
    { cause: error },
  );
}

/** Returns the marks that were written with the rows of these streams. */
export async function marksIn(
  rows: Rows,
  shop: string,
  streams: ReadonlyArray<string>,
): Promise<ReadonlyArray<OwnRow<"mark">>> {
  const { rows: found } = await sql<OwnRow<"mark">>`
    SELECT stream, what, mark FROM till.mark
    WHERE shop = ${shop} AND stream = ANY(${[...streams]}::text[])`.execute(rows);
  return found;
}

/** Writes rows anew: those of these streams are as given afterwards, whatever stood there. */
export async function replaceStreams(
  rows: Rows,
  {
    shop,
    streams,
    made,
  }: { readonly shop: string; readonly streams: ReadonlyArray<string>; readonly made: ShopRows },
): Promise<void> {
  for (const table of STREAM_TABLES) {
    await sql`DELETE FROM ${sql.table(`till.${table}`)} WHERE shop = ${shop} AND stream = ANY(${[...streams]}::text[])`.execute(
      rows,
    );
  }
  await insertRows(rows, shop, made);
}

export async function insertRows(rows: Rows, shop: string, made: ShopRows): Promise<void> {
  const all = Object.entries(made) as ReadonlyArray<[TableName, ReadonlyArray<Values>]>;
  for (const [table, own] of all) if (own.length > 0) await insertInto(rows, { table, shop, own });
}

type Values = Readonly<Record<string, unknown>>;

/** Arrays, so that the statement is the same for any number of rows. */
async function insertInto(
  rows: Rows,
  {
    table,
    shop,
    own,
  }: { readonly table: TableName; readonly shop: string; readonly own: ReadonlyArray<Values> },
): Promise<void> {
  const columns = Object.entries(TABLES[table]);
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const arrays = sql.join(
    columns.map(([name, type]) => {
      const values = own.map((row) => (name === "shop" ? shop : row[name]));
      return type === "bytea"
        ? sql`${(values as ReadonlyArray<Uint8Array>).map(hexText)}::text[]::bytea[]`
        : sql`${values}::${sql.raw(type)}[]`;
    }),
  );
  await sql`INSERT INTO ${sql.table(`till.${table}`)} (${names}) SELECT * FROM unnest(${arrays})`.execute(
    rows,
  );
}

/** The clients write arrays of bytes each in their own way. */
function hexText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString("hex")}`;
}
