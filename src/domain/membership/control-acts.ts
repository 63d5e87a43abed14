/** Control acts with their place: what stage 1 is given, and how it tells them apart. */

import { type KnownEvent } from "../events/kinds.ts";
import { type ChainEnd, deviceOf } from "../identity.ts";

export type Founding = Extract<KnownEvent, { readonly kind: "shop/founded" }>;
export type Revocation = Extract<KnownEvent, { readonly kind: "device/revoked" }>;
export type Settlement = Extract<KnownEvent, { readonly kind: "chain/admitted" | "chain/retired" }>;
export type DayClose = Extract<KnownEvent, { readonly kind: "day/closed" }>;

export interface PlacedAct<Act extends KnownEvent = KnownEvent> {
  readonly event: Act;
  /** The end of its transaction. */
  readonly place: ChainEnd;
  /** Whether the recovery sheet signed it: then it counts, whoever carries it. */
  readonly bySheet: boolean;
}

export function ofKind<Kind extends KnownEvent["kind"]>(
  acts: ReadonlyArray<PlacedAct>,
  ...kinds: ReadonlyArray<Kind>
): ReadonlyArray<PlacedAct<Extract<KnownEvent, { readonly kind: Kind }>>> {
  const wanted: ReadonlySet<string> = new Set(kinds);
  return acts.filter((act): act is PlacedAct<Extract<KnownEvent, { readonly kind: Kind }>> =>
    wanted.has(act.event.kind),
  );
}

/** The ends that an act names, of whatever device: whether they are here changes what counts. */
export function headsOf(event: KnownEvent): ReadonlyArray<ChainEnd> {
  switch (event.kind) {
    case "device/revoked":
      return event.body.heads;
    case "chain/admitted":
    case "chain/retired":
      return [event.body];
    case "day/closed":
      return event.body.frontier;
    default:
      return [];
  }
}

/**
 * The chains for which an act vouches: they end in what it names. Nobody vouches for their own, or a stolen
 * key would choose among its own branches; and whoever retires a chain doesn't vouch for it.
 */
export function vouchedBy({ event }: PlacedAct): ReadonlyArray<ChainEnd> {
  if (event.kind === "chain/retired") return [];
  const author = deviceOf(event.key.origin);
  return headsOf(event).filter(({ origin }) => deviceOf(origin) !== author);
}

/** Sorts by author, then by position on the author's chain, which is the same on every till. */
export function inActOrder(acts: Iterable<PlacedAct>): ReadonlyArray<PlacedAct> {
  const byId = new Map([...acts].map((act) => [`${act.place.hash} ${act.event.key.seq}`, act]));
  return [...byId.values()].toSorted(compareActs);
}

export function compareActs(a: PlacedAct, b: PlacedAct): number {
  const [one, other] = [a.event.key, b.event.key];
  if (one.origin !== other.origin) return one.origin < other.origin ? -1 : 1;
  if (one.seq !== other.seq) return one.seq - other.seq;
  return a.place.hash === b.place.hash ? 0 : a.place.hash < b.place.hash ? -1 : 1;
}
