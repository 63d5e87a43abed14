/**
 * A box sold by what another till had told it of today, and some of that was otherwise: it says so itself, every
 * till lists it, and a person looks.
 */

import { ok } from "../../domain/base/result.ts";
import { type PresentDiffered } from "../../domain/events/present-events.ts";
import { type Differed, DIFFERED_TAG } from "../../domain/folds/attention-fold.ts";
import { type Origin, streamName, toStreamId } from "../../domain/identity.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { openOf, type Resolvable } from "../../domain/state/attention.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { deviceNameOf, tillNameOf } from "./till-name.ts";

export interface DifferedPresent {
  readonly said: Differed;
  /** The till that sold by it. */
  readonly origin: Origin;
  readonly till: string;
  readonly teller: string;
  readonly item: Resolvable<"present/differed">;
}

/** Says it once: a box that ended before what it was told was gone finds it again. */
export function tellDiffering(
  { commit, identity }: Pick<Ledger, "commit" | "identity">,
  body: PresentDiffered,
): void {
  const { origin } = identity;
  commit({
    by: "",
    name: "tell what was told otherwise",
    decide: ({ view }) => {
      const { differed = [] } = view.state("attention", origin);
      const isSaid = differed.some((one) => textOf(one) === textOf(body));
      const streams = [toStreamId("attention", origin)];
      return ok({ events: isSaid ? [] : [{ kind: "present/differed", streams, body }] });
    },
  });
}

function textOf({ teller, entries, amount, figures }: PresentDiffered): string {
  return JSON.stringify([teller, entries, amount, figures]);
}

/** Returns those that nobody has seen yet, of all tills. */
export function listDiffering(
  ledger: Pick<Ledger, "read" | "admission">,
): ReadonlyArray<DifferedPresent> {
  return ledger.read((view) =>
    view.tagged(DIFFERED_TAG).flatMap((stream) => {
      const origin = streamName(stream) as Origin;
      const { differed = [], resolved } = view.state("attention", origin);
      const devices = ledger.admission();
      return differed.flatMap((said): DifferedPresent | [] => {
        const item = toItem(said);
        if (openOf([item], resolved).length === 0) return [];
        const teller = deviceNameOf(devices, said.teller);
        return { said, origin, till: tillNameOf(devices, origin), teller, item };
      });
    }),
  );
}

function toItem({ id }: Differed): DifferedPresent["item"] {
  return { type: "present/differed", subject: id, amount: zeroMinor, voices: [id] };
}
