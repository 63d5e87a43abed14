/**
 * Tills whose events can't be valid: a body of a version that this build writes, and that it can't read.
 * No newer build reads it either, since whoever loosens a schema raises its version. So it isn't the
 * till here that needs an update, and the event counts for nothing on any till; its author is at fault.
 *
 * A till that is shut out is no question any more, also where a close has named what it said.
 */

import * as z from "zod";

import { invalidEvents, type UnreadEvent } from "../../domain/doubts/unknown-events.ts";
import { deviceOf, type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";

export interface NonsenseOf {
  readonly device: DeviceId;
  readonly events: ReadonlyArray<UnreadEvent>;
}

type NonsenseLedger = Pick<Ledger, "admission" | "identity" | "read" | "store">;

const SEEN_KEY = "nonsense-seen";
/** How many events of each device a person at this box has seen. */
const seenSchema = z.record(z.string(), z.int());

/** Returns what each till has said, this one's too. */
export function listNonsense(
  ledger: Pick<Ledger, "admission" | "read">,
): ReadonlyArray<NonsenseOf> {
  const devices = ledger.admission();
  const byDevice = Map.groupBy(ledger.read(invalidEvents), ({ id }) => deviceOf(id));
  return [...byDevice]
    .filter(([device]) => devices.get(device)?.revoked !== true)
    .map(([device, events]) => ({ device, events }));
}

/** Returns what other tills have said since a person at this box has seen it. */
export function unseenNonsense(ledger: NonsenseLedger): ReadonlyArray<NonsenseOf> {
  const seen = seenCounts(ledger);
  const self = ledger.identity.key.device;
  return listNonsense(ledger).filter(
    ({ device, events }) => device !== self && events.length > (seen[device] ?? 0),
  );
}

export function seeNonsense(ledger: NonsenseLedger, device: DeviceId): void {
  const said = listNonsense(ledger).find((one) => one.device === device);
  if (said === undefined) return;
  const seen = { ...seenCounts(ledger), [device]: said.events.length };
  ledger.store.setLocal(SEEN_KEY, JSON.stringify(seen));
}

function seenCounts({ store }: Pick<Ledger, "store">): Readonly<Record<string, number>> {
  const text = store.local(SEEN_KEY);
  return text === undefined ? {} : (seenSchema.safeParse(JSON.parse(text)).data ?? {});
}
