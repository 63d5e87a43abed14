/**
 * When head office was linked last, and how far it had heard this shop then: kept for the status line and the check of
 * the box, which are asked also while it is away. This box's own affair, in no event.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Store } from "../../ledger/store.ts";
import { type LackedEvents, type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type GlanceView, type MeshView } from "../membership/mesh-view.ts";
import { officesOf, peerOf } from "./mesh-report.ts";

const KEY = "office-heard";
/** Nobody is told of a power cut: then it is known this well. */
const KEPT_EVERY_MS = 60_000;

const noteSchema = lazy(() =>
  z.record(
    z.string(),
    z.object({
      /** By this box's clock, ms since 1970. */
      atMs: z.number(),
      /** The number up to which it held each chain. */
      holds: z.record(z.string(), z.int()),
    }),
  ),
);
type OfficeNotes = z.infer<ReturnType<typeof noteSchema>>;

/** Returns what looks at the links: it notes at times, and once an office goes. */
export function createOfficeNotes(
  ledger: Ledger,
  clock: Pick<Clock, "nowMs">,
): (status: Pick<MeshStatus, "peers">) => void {
  const { store } = ledger;
  const seen = new Map<DeviceId, OfficeNotes[string]>();
  let keptAtMs = clock.nowMs();

  function keep(nowMs: number): void {
    keptAtMs = nowMs;
    store.setLocal(KEY, JSON.stringify({ ...notesOf(store), ...Object.fromEntries(seen) }));
    seen.clear();
  }

  return ({ peers }) => {
    const nowMs = clock.nowMs();
    let isGone = false;
    for (const { device, isConnected, lacks } of peers) {
      if (lacks === undefined) continue;
      if (isConnected) seen.set(device, { atMs: nowMs, holds: holdsOf(ledger, lacks) });
      else isGone ||= seen.has(device);
    }
    if (seen.size > 0 && (isGone || Math.abs(nowMs - keptAtMs) >= KEPT_EVERY_MS)) keep(nowMs);
  };
}

function holdsOf(ledger: Ledger, lacks: ReadonlyArray<LackedEvents>): OfficeNotes[string]["holds"] {
  const firsts = new Map(lacks.map(({ origin, first }) => [origin, first]));
  return Object.fromEntries(
    [...ledger.heads()].map(([origin, { seq }]) => [origin, (firsts.get(origin) ?? seq + 1) - 1]),
  );
}

function notesOf(store: Pick<Store, "local">): OfficeNotes {
  const text = store.local(KEY);
  return text === undefined ? {} : (noteSchema().safeParse(JSON.parse(text)).data ?? {});
}

export interface OfficeSeen {
  readonly device: DeviceId;
  readonly isConnected: boolean;
  /** By this box's clock; undefined where it was never linked to this box. */
  readonly atMs: number | undefined;
}

/** Returns the office that the shop has and dials; undefined where it has none. The one heard last, of several. */
export function officeSeen(
  ledger: Ledger,
  view: Pick<GlanceView, "peers"> | undefined,
  nowMs: number,
): OfficeSeen | undefined {
  const offices = officesOf(ledger);
  if (offices.length === 0 || ledger.read((look) => readSetting(look, "hub")) === "")
    return undefined;
  const found = offices.map(({ device }): OfficeSeen => {
    const peer = view?.peers.find((one) => one.device === device);
    const agoMs = peer?.heardAgoMs ?? undefined;
    const atMs = agoMs === undefined ? notesOf(ledger.store)[device]?.atMs : nowMs - agoMs;
    return { device, isConnected: peer?.isConnected === true, atMs };
  });
  return found.toSorted((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0))[0];
}

/** Returns what the office has not heard of what is here, by chain; undefined where nobody knows. */
export function lackedByOffice(
  ledger: Ledger,
  view: MeshView | undefined,
  device: DeviceId,
): ReadonlyArray<LackedEvents> | undefined {
  const live = peerOf(view, device)?.lacks;
  if (live !== undefined) return live;
  const holds = notesOf(ledger.store)[device]?.holds;
  if (holds === undefined) return undefined;
  return [...ledger.heads()].flatMap(([origin, { seq: last }]) => {
    const first = (holds[origin] ?? 0) + 1;
    return first > last ? [] : [{ origin, first, last }];
  });
}
