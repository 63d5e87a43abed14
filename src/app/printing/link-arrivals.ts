/**
 * Notices that this box may reach its printers again: a link to another till has come, or the box has
 * an address that it did not have. A radio that comes and goes is noticed so often and no oftener.
 */

import { type Clock } from "../../domain/ports.ts";
import { type GlanceView } from "../membership/mesh-view.ts";

export interface LinkArrivals {
  /** Compares with the last look. What is there at the first one has not arrived. */
  readonly look: () => void;
  readonly close: () => void;
}

interface LinkArrivalsDeps {
  readonly clock: Clock;
  /** Undefined while this process has no links. */
  readonly glance: () => Pick<GlanceView, "peers"> | undefined;
  /** Returns the addresses of this box on its networks. */
  readonly addresses: () => ReadonlyArray<string>;
  /** Called at once for the first arrival; those within the rest after it make one call at its end. */
  readonly onArrival: () => void;
}

/** A paper after a hole must be out within 3 s, and a printer is not to be dialled at each flicker. */
export const ARRIVAL_REST_MS = 2000;

export function createLinkArrivals(deps: LinkArrivalsDeps): LinkArrivals {
  const { clock, onArrival } = deps;
  let seen: ReadonlySet<string> | undefined;
  let cancelRest: (() => void) | undefined;
  let isDue = false;

  function arrive(): void {
    if (cancelRest !== undefined) {
      isDue = true;
      return;
    }
    cancelRest = clock.after(ARRIVAL_REST_MS, () => {
      cancelRest = undefined;
      if (!isDue) return;
      isDue = false;
      arrive();
    });
    onArrival();
  }

  return {
    look: () => {
      const before = seen;
      const now = new Set(waysOf(deps));
      seen = now;
      if (before !== undefined && [...now].some((way) => !before.has(way))) arrive();
    },
    close: () => cancelRest?.(),
  };
}

function waysOf({
  glance,
  addresses,
}: Pick<LinkArrivalsDeps, "glance" | "addresses">): ReadonlyArray<string> {
  const linked = (glance()?.peers ?? []).filter(({ isConnected }) => isConnected);
  return [...linked.map(({ device }) => device), ...addresses()];
}
