/** Takes what other devices have written, one piece or several at a time. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type Db } from "./database.ts";
import { type DiskRoom } from "./disk-room.ts";
import { type SegmentAhead } from "./read-ahead.ts";
import {
  findPredecessor,
  parcelAhead,
  type Parcel,
  readParcel,
  type Received,
  type ReceiveFault,
  receiveSegment,
  receiveTransaction,
  type ReceivingDeps,
} from "./receiving.ts";

export interface Receiver {
  /**
   * Takes a transaction or a segment of another device. Taking it twice is no error. A segment is folded
   * by `foldSome`, or by whoever looks next.
   */
  readonly receive: (bytes: Uint8Array) => ReceiveResult;
  /**
   * Takes several in their order, each as `receive` does. Transactions that follow each other are stored in one
   * write, which waits for the disk once; one that is refused leaves the others as they are. `aheadOf`: what
   * this very process has read of a piece ahead of its turn.
   */
  readonly receiveAll: (
    pieces: ReadonlyArray<Uint8Array>,
    aheadOf?: AheadOf,
  ) => ReadonlyArray<ReceiveResult>;
}

/** Returns what was read of a segment ahead of its turn; undefined for most pieces. */
export type AheadOf = (piece: Uint8Array) => SegmentAhead | undefined;

type ReceiveResult = Result<Received, ReceiveFault>;

interface ReceiverDeps extends ReceivingDeps {
  readonly db: Db;
  readonly room: DiskRoom;
  /** Folds what is stored, without the lock. */
  readonly catchUp: () => void;
  /** Runs `work` in a write transaction; what it folded goes where that fails. */
  readonly write: <Value>(work: () => Value) => Value;
  /** Called after a write that stored something. */
  readonly changed: () => void;
}

export function createReceiver(deps: ReceiverDeps): Receiver {
  const { db, room, catchUp, write, changed, cut } = deps;

  function read(bytes: Uint8Array, aheadOf: AheadOf | undefined): Result<Parcel, ReceiveFault> {
    if (room.state() !== "plenty") return err({ type: "receive/no-room" });
    const ahead = aheadOf?.(bytes);
    return ahead === undefined ? readParcel(bytes, cut) : ok(parcelAhead(bytes, ahead));
  }

  /** Each of these is one transaction. */
  function storeRun(run: ReadonlyArray<Parcel>): ReadonlyArray<ReceiveResult> {
    if (run.length === 0) return [];
    catchUp();
    const results = write(() => run.map((parcel) => receiveTransaction(deps, parcel)));
    if (results.some((result) => result.ok && result.value.type === "stored")) changed();
    return results;
  }

  function storeSegment(parcel: Parcel): ReceiveResult {
    const { segment } = parcel;
    if (segment === undefined) throw new Error("A single transaction is stored in a run.");
    db.transaction(() => {
      findPredecessor(deps, parcel);
    }).deferred();
    // Listeners hear of a segment only after it is folded.
    return write(() => receiveSegment(deps, { ...parcel, segment }));
  }

  function receiveAll(
    pieces: ReadonlyArray<Uint8Array>,
    aheadOf?: AheadOf,
  ): ReadonlyArray<ReceiveResult> {
    const results: ReceiveResult[] = [];
    let run: Parcel[] = [];
    for (const bytes of pieces) {
      const parcel = read(bytes, aheadOf);
      if (parcel.ok && parcel.value.segment === undefined) {
        run.push(parcel.value);
        continue;
      }
      results.push(...storeRun(run));
      run = [];
      results.push(parcel.ok ? storeSegment(parcel.value) : parcel);
    }
    return [...results, ...storeRun(run)];
  }

  return {
    receive: (bytes) => {
      const [result] = receiveAll([bytes]);
      if (result === undefined) throw new Error("A piece has a result.");
      return result;
    },
    receiveAll,
  };
}
