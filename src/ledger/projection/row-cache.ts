/**
 * Rows of streams kept in memory from one flush to the next, so that what is asked for again and again,
 * such as an open order, is read and parsed once. Bounded by how much text they are.
 */

import { type StreamId } from "../../domain/identity.ts";
import { type StreamRow } from "./stream-row.ts";

export interface RowCache {
  readonly get: (stream: StreamId) => StreamRow | undefined;
  /** `size`: characters of the row as it stands on the disk. */
  readonly put: (stream: StreamId, row: StreamRow, size: number) => void;
  readonly drop: (stream: StreamId) => void;
}

/**
 * The limit in characters; in memory a row takes some five times as much. A busy day's open orders
 * fit many times over.
 */
const CHARACTERS_MAX = 2_000_000;

export function createRowCache(): RowCache {
  const rows = new Map<StreamId, { readonly row: StreamRow; readonly size: number }>();
  let total = 0;

  function drop(stream: StreamId): void {
    total -= rows.get(stream)?.size ?? 0;
    rows.delete(stream);
  }

  return {
    get: (stream) => {
      const known = rows.get(stream);
      // Last used, last dropped; as long as nothing is near to being dropped, order is no matter.
      if (known !== undefined && total > CHARACTERS_MAX / 2) {
        rows.delete(stream);
        rows.set(stream, known);
      }
      return known?.row;
    },
    put: (stream, row, size) => {
      drop(stream);
      rows.set(stream, { row, size });
      total += size;
      for (const oldest of rows.keys()) {
        if (total <= CHARACTERS_MAX) return;
        drop(oldest);
      }
    },
    drop,
  };
}
