/** Whether a till was ended properly: LOST is only who went without a word. */

import { deviceOf, type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";

/** By its own clock, when the till was ended properly; undefined for one that goes on, or went without a word. */
export function closedAtMs(ledger: Ledger, device: DeviceId): number | undefined {
  return ledger.read((view) => {
    const chains = [...ledger.heads()].filter(([origin]) => deviceOf(origin) === device);
    const ends = chains.flatMap(([origin, { seq }]) => {
      const { ended } = view.state("attention", origin);
      return ended?.seq === seq ? [ended.wallMs] : [];
    });
    const endedMs = Math.max(...ends);
    // One that began anew has several chains, and the last one says it.
    const others = chains.length > 1 && ends.length > 0 ? chains : [];
    const isLater = others.some(([origin, { seq, hash }]) => {
      const last = ledger.store.withEnd({ origin, seq, hash });
      return last === undefined || last.content.first.wall > endedMs;
    });
    return ends.length === 0 || isLater ? undefined : endedMs;
  });
}
