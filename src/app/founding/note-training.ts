/**
 * The journal of the real shop says when somebody learned at a till, who it was, and how many receipts
 * came of it: a training must not be a till beside the books. A shop that is no real one notes nothing.
 */

import { err, ok } from "../../domain/base/result.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { toStreamId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { asStoreError } from "../store-errors.ts";
import { type Training } from "./open-training.ts";

/** Writes to the real shop's ledger, while somebody has it open or for that moment. */
export type WithLedger = (write: (ledger: Ledger) => void) => void;

export interface NotedTraining {
  /** Ends it, and notes what it made. */
  readonly end: () => void;
}

/** `staff`: number of who begins it; empty where nobody said who they are. */
export function noteTraining(
  training: Training,
  staff: string,
  withLedger: WithLedger,
): NotedTraining {
  let who = staff;
  withLedger((ledger) => {
    if (training.isToGoOn) who = beganLast(ledger);
    note(ledger, [
      ...training.cutShort.map((receipts) => endedBy("", receipts)),
      ...(training.isToGoOn ? [] : [{ kind: "training/began", body: { staff } } as const]),
    ]);
  });
  return {
    end: () => {
      const receipts = training.end();
      withLedger((ledger) => {
        note(ledger, [endedBy(who, receipts)]);
      });
    },
  };
}

/** Where the store can't be opened to write, or has no room, the training goes on unrecorded. */
export function onStore(store: string, deps: StoreDeps): WithLedger {
  return (write) => {
    try {
      const ledger = openLedger(store, deps);
      try {
        write(ledger);
      } finally {
        ledger.close();
      }
    } catch (cause) {
      if (asStoreError(cause) === undefined) throw cause;
    }
  };
}

type Note = Pick<Extract<Draft, { kind: "training/began" | "training/ended" }>, "kind" | "body">;

function endedBy(staff: string, receipts: number | null): Note {
  return { kind: "training/ended", body: { staff, receipts } };
}

function note(ledger: Ledger, notes: ReadonlyArray<Note>): void {
  if (notes.length === 0 || ledger.founding()?.demo !== false) return;
  const streams = [toStreamId("attention", ledger.identity.origin)];
  try {
    ledger.commit({
      by: "",
      name: "note training",
      decide: ({ admission, device, day }) =>
        admission.get(device)?.revoked === true || day === undefined
          ? err(undefined)
          : ok({ events: notes.map((one) => ({ ...one, streams }) as Draft) }),
    });
  } catch (cause) {
    if (asStoreError(cause) === undefined) throw cause;
  }
}

/** Who began the last training here, whose register hung or died. */
function beganLast(ledger: Ledger): string {
  const began = ledger
    .history(toStreamId("attention", ledger.identity.origin))
    .flatMap(({ events }) => events)
    .findLast(({ known }) => known?.kind === "training/began");
  return began?.known?.kind === "training/began" ? began.known.body.staff : "";
}
