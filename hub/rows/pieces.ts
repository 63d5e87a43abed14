/** What a ledger consists of, kept beside the rows, so that the database alone can bring a shop back. */

import { sql } from "kysely";

import { deviceOf, type Origin } from "../../src/domain/identity.ts";
import { type Piece, piecesOf } from "../../src/ledger/exchange.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { insertRows, type Rows } from "./rows-database.ts";
import { type OwnRow } from "./tables.ts";

type PieceName = Omit<OwnRow<"piece">, "bytes">;

/** Pieces of a commit: a full segment has some 60 KB. */
const PIECES_AT_ONCE = 64;

/** Returns the transactions that came after an arrival and are not packed. */
export function tailPieces(
  { store }: Ledger,
  { after, to }: { readonly after: number; readonly to: number },
): ReadonlyArray<OwnRow<"piece">> {
  return store.tail
    .after(after, to - after)
    .filter(({ arrival }) => arrival <= to)
    .map(({ origin, first, last, hash, bytes }) => {
      return { origin, last, hash, packed: false, first, bytes };
    });
}

/**
 * Writes the pieces that are missing, and takes away what has gone into a segment; of the tail as far as an arrival.
 * Returns how many it wrote.
 */
export async function matchPieces(commit: Rows, ledger: Ledger, arrival: number): Promise<number> {
  const { shop } = ledger.identity;
  const written = new Map((await writtenPieces(commit, shop)).map((name) => [textOf(name), name]));
  const { lacking, names } = ledger.read(() => {
    const pieces = ledger.store
      .origins()
      .flatMap((origin) => piecesOf(ledger.store, origin, 1))
      .filter(({ isPacked, place }) => isPacked || place <= arrival);
    const missing = pieces.filter((piece) => !written.has(textOf(toName(piece))));
    return {
      names: new Set(pieces.map((piece) => textOf(toName(piece)))),
      lacking: missing
        .slice(0, PIECES_AT_ONCE)
        .map((piece) => Object.assign({ bytes: piece.bytes() }, toName(piece))),
    };
  });
  await insertRows(commit, shop, { piece: lacking });
  // What stands in a segment is let go of once that is written.
  if (lacking.length < PIECES_AT_ONCE) {
    const gone = [...written].filter(([name]) => !names.has(name)).map(([, piece]) => piece);
    await removePieces(commit, shop, gone);
  }
  return lacking.length;
}

/** Whether the ledger has all that is written; of a device that was shut out some may have been thrown away. */
export async function holdsWritten(rows: Rows, ledger: Ledger): Promise<boolean> {
  const written = await writtenPieces(rows, ledger.identity.shop);
  const admission = ledger.admission();
  return ledger.read(() =>
    written.every(({ origin, last, hash }) => {
      const end = { origin: origin as Origin, seq: last, hash: hash as Piece["hash"] };
      const isOut = admission.get(deviceOf(end.origin))?.revoked === true;
      return isOut || ledger.store.withEnd(end) !== undefined;
    }),
  );
}

async function writtenPieces(rows: Rows, shop: string): Promise<ReadonlyArray<PieceName>> {
  const { rows: found } = await sql<PieceName>`
    SELECT origin, last, hash, packed, first FROM till.piece WHERE shop = ${shop}`.execute(rows);
  return found;
}

async function removePieces(
  commit: Rows,
  shop: string,
  gone: ReadonlyArray<PieceName>,
): Promise<void> {
  if (gone.length === 0) return;
  await sql`
    DELETE FROM till.piece AS piece
    USING unnest(
      ${gone.map(({ origin }) => origin)}::text[], ${gone.map(({ last }) => last)}::bigint[],
      ${gone.map(({ hash }) => hash)}::text[], ${gone.map(({ packed }) => packed)}::boolean[]
    ) AS gone (origin, last, hash, packed)
    WHERE piece.shop = ${shop} AND piece.origin = gone.origin AND piece.last = gone.last
      AND piece.hash = gone.hash AND piece.packed = gone.packed`.execute(commit);
}

function toName({ origin, last, hash, isPacked: packed, first }: Piece): PieceName {
  return { origin, last, hash, packed, first };
}

function textOf({ origin, last, hash, packed }: PieceName): string {
  return `${origin} ${last} ${hash} ${packed ? "packed" : "tail"}`;
}
