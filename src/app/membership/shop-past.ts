/**
 * How much of the shop's past a box that joined has heard: the till that took it in named the ends of all
 * chains then, and they are kept until the box has come so far. Before that it would sell at prices of long
 * ago and let in the people of long ago. This box's own affair; what it sells meanwhile says so itself.
 */

import * as z from "zod";

import {
  type DeviceId,
  deviceIdSchema,
  deviceOf,
  type Origin,
  originSchema,
} from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type PresentFacts } from "../../ledger/present/present-table.ts";
import { type Store } from "../../ledger/store.ts";
import { FAR_EVENTS } from "../../mesh/gossip/far-behind.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { percent } from "../words/percent.ts";
import { tellDiffering } from "./differing-present.ts";
import { deviceNameOf } from "./till-name.ts";

/** The progress in events. */
export interface PastProgress {
  readonly held: number;
  readonly known: number;
}

const KEY = "shop-past";
/** The most ends, because one message of joining carries them; the shortest of more chains are left out. */
const ENDS_MAX = 1000;

/** The ends of chains by origin and number, as they are named at joining; none by older builds. */
export const pastEndsSchema = z
  .array(z.object({ origin: originSchema, seq: z.int().min(1) }))
  .max(ENDS_MAX);
export type PastEnds = z.infer<typeof pastEndsSchema>;

const keptSchema = z.object({
  /** The till that named the ends. */
  by: deviceIdSchema,
  ends: pastEndsSchema,
  /** A person was told what is missing, and went on all the same. */
  isAccepted: z.boolean(),
});
type Kept = z.infer<typeof keptSchema>;

/** Returns the ends of all chains here, for a box that joins. */
export function pastEnds({ heads }: Pick<Ledger, "heads">): PastEnds {
  return [...heads()]
    .map(([origin, { seq }]) => ({ origin, seq }))
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, ENDS_MAX);
}

export function keepPast(
  store: Pick<Store, "setLocal">,
  { by, ends }: Pick<Kept, "by" | "ends">,
): void {
  keep(store, { by, ends, isAccepted: false });
}

/** Returns how far this box is; undefined once it has all that was named, or where nothing was. */
export function pastProgress({
  store,
  head,
}: Pick<Ledger, "store" | "head">): PastProgress | undefined {
  const kept = keptIn(store);
  if (kept === undefined) return undefined;
  const eventsKept = kept.ends.reduce((sum, { seq }) => sum + seq, 0);
  const held = kept.ends.reduce(
    (sum, { origin, seq }) => sum + Math.min(seq, head(origin)?.seq ?? 0),
    0,
  );
  return held < eventsKept ? { held, known: eventsKept } : undefined;
}

/** Whether so much is missing that the box first asks for what today rests on. */
export function isPastLong(ledger: Pick<Ledger, "store" | "head">): boolean {
  const past = pastProgress(ledger);
  return past !== undefined && past.known - past.held >= FAR_EVENTS;
}

/** Whose word of today this box sells by, and how much of the past is here; undefined once all of it is. */
export function toldToday(
  ledger: Pick<Ledger, "head" | "present" | "admission">,
): { readonly till: string; readonly percent: string } | undefined {
  const facts = ledger.present.facts();
  if (facts === undefined) return undefined;
  const till = deviceNameOf(ledger.admission(), facts.teller);
  return { till, percent: percent(pastBehindToday(ledger, facts)) };
}

/** How much has come of what the teller had heard, counted from what was here when it told. */
function pastBehindToday(
  { head }: Pick<Ledger, "head">,
  { ends, had }: PresentFacts,
): { readonly done: number; readonly total: number } {
  const known = ends.reduce((sum, { seq }) => sum + seq, 0);
  const held = ends.reduce(
    (sum, { origin, seq }) => sum + Math.min(seq, head(origin)?.seq ?? 0),
    0,
  );
  return { done: Math.max(0, held - had), total: Math.max(0, known - had) };
}

/** A past of which nothing more comes for so long is not on its way: somebody claims what nobody shows. */
const STALLED_MS = 120_000;

/**
 * Returns a look at whether the past is here: then what another till told of today goes, or is asked for no more. Call
 * where all that is stored is folded, or may be.
 */
export function createPresentWatch(
  ledger: Pick<Ledger, "store" | "head" | "heads" | "present" | "commit" | "identity">,
  steadyMs: () => number,
): (status: Pick<MeshStatus, "peers" | "catchUp">) => void {
  const { present, heads, identity } = ledger;
  let heard = 0;
  let movedAtMs = Number.POSITIVE_INFINITY;
  return (status) => {
    const lacked = present.lacked();
    const now = heardOf(lacked === undefined ? [] : heads(), identity.key.device);
    if (lacked === undefined || now !== heard) movedAtMs = steadyMs();
    heard = now;
    // On a past of its own a box loses nothing by it; one that joins has nothing else to sell by.
    const isStalled = lacked === "the newest" && steadyMs() - movedAtMs >= STALLED_MS;
    settlePresent(ledger, status, isStalled);
  };
}

/** How many events of others are here. */
function heardOf(
  heads: Iterable<readonly [Origin, { readonly seq: number }]>,
  self: DeviceId,
): number {
  let events = 0;
  for (const [origin, { seq }] of heads) if (deviceOf(origin) !== self) events += seq;
  return events;
}

function settlePresent(
  ledger: Pick<Ledger, "store" | "head" | "present" | "commit" | "identity">,
  { peers, catchUp }: Pick<MeshStatus, "peers" | "catchUp">,
  isStalled: boolean,
): void {
  const { present } = ledger;
  if (!present.isWanted()) return;
  const isHeardOut = peers.some(({ isConnected, isHeardOut: isOut }) => isConnected && isOut);
  const isOver = isStalled || (catchUp === undefined && isHeardOut);
  if (present.facts() === undefined) {
    if (isOver) present.want(undefined);
    return;
  }
  present.settle(isOver, (what) => {
    tellDiffering(ledger, what);
  });
}

/** Whether somebody still has to be told how much is missing before the box sells. */
export function isPastAwaited(ledger: Pick<Ledger, "store" | "head">): boolean {
  return pastProgress(ledger) !== undefined && keptIn(ledger.store)?.isAccepted === false;
}

/** A person goes on all the same: the next start asks no more. */
export function acceptPast({ store }: Pick<Ledger, "store">): void {
  const kept = keptIn(store);
  if (kept !== undefined) keep(store, { ...kept, isAccepted: true });
}

/**
 * Returns a look at each status of the links, which ends the wait once all is here. A chain that its till
 * has lost since is no longer waited for: who named the ends then has told all that it holds now.
 */
export function createPastWatch(
  ledger: Pick<Ledger, "store" | "head" | "admission">,
): (status: Pick<MeshStatus, "peers" | "catchUp">) => void {
  const { store } = ledger;
  let isOver = keptIn(store) === undefined;
  return ({ peers, catchUp }) => {
    if (isOver) return;
    const by = keptIn(store)?.by;
    const isOut = by !== undefined && ledger.admission().get(by)?.revoked === true;
    const isHeardOutByAll = peers.some(
      ({ device, isConnected, isHeardOut }) =>
        isConnected && isHeardOut && (device === by || isOut),
    );
    if (pastProgress(ledger) !== undefined && (catchUp !== undefined || !isHeardOutByAll)) return;
    isOver = true;
    store.setLocal(KEY, "");
  };
}

function keep(store: Pick<Store, "setLocal">, kept: Kept): void {
  store.setLocal(KEY, JSON.stringify(kept));
}

function keptIn(store: Pick<Store, "local">): Kept | undefined {
  const text = store.local(KEY) ?? "";
  return text === "" ? undefined : keptSchema.safeParse(JSON.parse(text)).data;
}
