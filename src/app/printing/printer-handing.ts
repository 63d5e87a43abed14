/**
 * A till that is shut down properly gives its printers away before it goes, and takes them back when it
 * comes: so tickets go elsewhere at once, and no till has to guess from a silence.
 */

import { leavePrinters, takePrintersBack } from "../../domain/commands/hand-printers.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { pause } from "../../domain/pause.ts";
import { type Clock } from "../../domain/ports.ts";
import { err, ok } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { storeErrorOf } from "../../ledger/store-error.ts";
import { type GlanceView } from "../mesh-view.ts";

/** Whoever goes waits so long for another till to hear of it. */
const FAREWELL_MS_MAX = 1000;
const LOOK_EVERY_MS = 20;

export function takeBack(ledger: Ledger): void {
  const self = ledger.identity.key.device;
  if (ledger.read((view) => takePrintersBack(view, self)).length === 0) return;
  ledger.commit({
    by: "",
    name: "take printers back",
    decide: ({ view }) => {
      const events = takePrintersBack(view, self);
      return events.length === 0 ? err("had already" as const) : ok({ events });
    },
  });
}

/** Nothing where no other till is there to hear of it: this one has them when it comes again. */
export async function handOver(
  ledger: Ledger,
  clock: Clock,
  mesh: () => GlanceView | undefined,
): Promise<void> {
  const heir = heirIn(ledger, mesh());
  if (heir === undefined) return;
  if (!hasHanded(ledger, heir)) return;
  for (let waitedMs = 0; waitedMs < FAREWELL_MS_MAX; waitedMs += LOOK_EVERY_MS) {
    if ((mesh()?.safeOn ?? 1) > 0) return;
    await pause(clock, LOOK_EVERY_MS);
  }
}

/** A disk that is full or broken keeps nobody from leaving: the others wait for it as for one that fell silent. */
function hasHanded(ledger: Ledger, heir: DeviceId): boolean {
  const self = ledger.identity.key.device;
  try {
    return ledger.commit({
      by: "",
      name: "hand printers over",
      decide: ({ view }) => {
        const events = leavePrinters(view, self, heir);
        return events.length === 0 ? err("has none" as const) : ok({ events });
      },
    }).ok;
  } catch (cause) {
    if (storeErrorOf(cause) === undefined) throw cause;
    return false;
  }
}

/** The connected till whose letter comes first: whichever it is, everybody hears it from the event. */
function heirIn(ledger: Ledger, mesh: GlanceView | undefined): DeviceId | undefined {
  const connected = (mesh?.peers ?? []).flatMap(({ device, isConnected }) =>
    isConnected ? (ledger.admission().get(device) ?? []) : [],
  );
  const fit = connected.filter(({ revoked, rights }) => !revoked && rights.includes("till"));
  return fit.toSorted((one, other) => (one.code < other.code ? -1 : 1))[0]?.device;
}
