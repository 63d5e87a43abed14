/** The events of a ledger, handed out piece by piece: never all of them in memory. */

import { exportLines, type EventSelection } from "../../ledger/event-export.ts";
import { type WriteText } from "../system/write-atomically.ts";
import { type Till } from "../till/till.ts";

/** Enough that a write costs little per event. */
const PIECE_CHARACTERS = 64 * 1024;

export interface ExportEnds {
  readonly write: WriteText;
  /** Called after each transaction that was read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Returns how many events were written: fewer than there are when the reader has gone. */
export async function exportEvents(
  { ledger }: Till,
  selection: EventSelection,
  { write, onProgress }: ExportEnds,
): Promise<number> {
  let lines = 0;
  let piece = "";
  for (const line of exportLines(ledger, selection, onProgress)) {
    piece += `${line}\n`;
    lines += 1;
    if (piece.length < PIECE_CHARACTERS) continue;
    if (!(await write(piece))) return lines - 1;
    piece = "";
  }
  await write(piece);
  // The first line is the export's head.
  return lines - 1;
}
