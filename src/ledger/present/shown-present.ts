/** The present as it is read and decided on. */

import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type DeviceId, type Origin, type StreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Admission, type StageOneResult } from "../../domain/membership/admission.ts";
import { type StoredTransaction } from "../log/stored-transaction.ts";
import { type PresentFacts } from "./present-table.ts";

/** What is shown and decided on while the past is not here. */
export interface ShownPresent {
  readonly facts: PresentFacts;
  readonly view: LedgerView;
  readonly lastHlc: (stream: StreamId) => number;
  /** The number up to which a chain is known by what was told; 0 for one of which nothing was. */
  readonly knownTo: (origin: Origin) => number;
  readonly admission: () => Admission;
  readonly founding: () => ShopFounded | undefined;
  readonly result: () => StageOneResult;
  /** Raw public key of a device that was told of, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
}

/** The same in memory. */
export interface Loaded extends ShownPresent {
  /** Shows what was stored meanwhile, as far as it matters here. Call with the past caught up. */
  readonly catchUp: () => void;
  /** Shows what this process has just stored of its own chain. Call inside the write transaction. */
  readonly applied: (transaction: StoredTransaction) => void;
}
