/**
 * Fills a ledger from parts of chains that lie in any order, some of them missing or damaged: as much
 * of each chain as hangs together, checked like what any peer says.
 */

import { type Ledger } from "../ledger.ts";
import { StoreError } from "../store-error.ts";

export interface Part {
  /** Loads records for `receive`, in the order of their chain; undefined when they can't be read. */
  readonly load: () => Promise<ReadonlyArray<Uint8Array> | undefined>;
}

/** The bytes of one write: enough that the disk's sync costs little, and one segment at least. */
const BYTES_AT_ONCE = 256 * 1024;

/**
 * Takes what there is, over and over, as long as something new is taken: a part may wait for one that
 * stands later.
 */
export async function refill(
  ledger: Ledger,
  parts: ReadonlyArray<Part>,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  let waiting = parts;
  for (let taken = true; taken && waiting.length > 0;) {
    taken = false;
    const still: Part[] = [];
    for (const part of waiting) {
      const records = await part.load();
      if (records === undefined) continue;
      const left = takeRecords(ledger, records);
      taken ||= left.length < records.length;
      if (left.length === 0) onProgress?.(parts.length - waiting.length, parts.length);
      // A part that waits as a whole is read again later, because all such parts may not fit in
      // memory.
      else
        still.push(left.length === records.length ? part : { load: () => Promise.resolve(left) });
    }
    waiting = still;
    onProgress?.(parts.length - waiting.length, parts.length);
  }
}

/** Returns the records that could not be taken now: one before them is missing, or their author is unknown. */
function takeRecords(
  ledger: Ledger,
  records: ReadonlyArray<Uint8Array>,
): ReadonlyArray<Uint8Array> {
  const left: Uint8Array[] = [];
  for (const some of inBatches(records)) {
    ledger.db.write(() => {
      left.push(...some.filter((bytes) => !isTaken(ledger.receive(bytes))));
    });
    // Now, or all of the shop would be folded in one piece of memory.
    while (ledger.foldSome());
  }
  return left;
}

function isTaken(result: ReturnType<Ledger["receive"]>): boolean {
  if (!result.ok && result.fault.type === "receive/no-room") {
    const message = "There is no room on this disk for the whole shop: make room, or take another.";
    throw new StoreError("store/full", message);
  }
  return result.ok;
}

function* inBatches(records: ReadonlyArray<Uint8Array>): Generator<ReadonlyArray<Uint8Array>> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const record of records) {
    batch.push(record);
    size += record.length;
    if (size < BYTES_AT_ONCE) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
