/** The tills that count in a business day, and what is known here of each: by the ledger, and by the links. */

import { closedDay } from "../../domain/day/closed-day.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { seriesOf } from "../../domain/events/series.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  type Origin,
} from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type DayChain, type DayTill, judgeTill, type TillFacts } from "../../report/day-tills.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { listDevices, type ShopDevice } from "../mesh/devices.ts";
import { heardOutOf } from "../mesh/heard-out.ts";
import { peerOf } from "../mesh/mesh-report.ts";
import { type Till } from "../till/till.ts";

export interface DayTillsDeps {
  readonly till: Till;
  readonly clock: Pick<Clock, "nowMs">;
  /** The state of the mesh; undefined while nobody is connected. It was asked for before this is. */
  readonly view: MeshView | undefined;
}

/** Returns the tills in the order of their letters. A till that may not sell has no part in a day's money. */
export function dayTills(deps: DayTillsDeps, day: BusinessDay): ReadonlyArray<DayTill> {
  const { till } = deps;
  return till.ledger.read((view) => {
    const control = controlFacts(till.ledger);
    const { without } = closedDay(view, day);
    return listDevices(till)
      .filter((device) => device.rights.includes("till"))
      .filter((device) => device.isSelf || isOfShop(till.ledger, device, { control, day }))
      .map((device) => {
        const gone = without.find((one) => one.device === device.device);
        return judgeTill(factsOf(deps, device, { ...control, without: gone?.reason }), day);
      });
  });
}

/** Who may not enrol or shut out must not make a till one of a day's; which chain a chain follows each says itself. */
interface ControlFacts {
  readonly enrolledOn: ReadonlyMap<DeviceId, BusinessDay>;
  /** The last word: until then it may have been one of the shop. */
  readonly shutOut: ReadonlyMap<DeviceId, Revocation>;
  readonly incarnations: ReadonlyMap<Origin, Incarnation>;
}

interface Revocation {
  readonly day: BusinessDay;
  readonly at: WallTime;
  readonly reason: string;
}

interface Incarnation {
  readonly n: number;
  readonly follows: ChainEnd | null;
}

function controlFacts({ store, controlActs }: Ledger): ControlFacts {
  const enrolledOn = new Map<DeviceId, BusinessDay>();
  const shutOut = new Map<DeviceId, Revocation>();
  const incarnations = new Map<Origin, Incarnation>();

  function note(event: KnownEvent, day: BusinessDay): void {
    if (event.kind === "device/enrolled") {
      const { device } = event.body;
      const known = enrolledOn.get(device);
      enrolledOn.set(device, known !== undefined && known < day ? known : day);
    } else if (event.kind === "device/revoked") {
      const { device, reason } = event.body;
      const { wallMs, offsetMinutes } = event.act;
      const known = shutOut.get(device);
      if (known !== undefined && known.day > day) return;
      shutOut.set(device, { day, at: { wallMs, offsetMinutes }, reason });
    } else if (event.kind === "incarnation/started") {
      const { n, follows } = event.body;
      incarnations.set(event.key.origin, { n, follows });
    }
  }

  const counting = new Set(controlActs().map(({ place }) => place.hash));
  for (const row of store.control()) {
    const { events } = toTransaction(row);
    for (const { known } of events) {
      const isCounting = known?.kind === "incarnation/started" || counting.has(row.hash);
      if (known !== undefined && isCounting) note(known, row.content.first.day);
    }
  }
  return { enrolledOn, shutOut, incarnations };
}

/**
 * Whether a device belonged to the shop on the day: from its enrolment, or its first event where a
 * clock was wrong, to its revocation.
 */
function isOfShop(
  { store }: Ledger,
  { device, revoked, chains }: ShopDevice,
  { control, day }: { readonly control: ControlFacts; readonly day: BusinessDay },
): boolean {
  const out = revoked ? control.shutOut.get(device) : undefined;
  if (out !== undefined && out.day < day) return false;
  const enrolled = control.enrolledOn.get(device);
  if (enrolled === undefined || enrolled <= day) return true;
  return chains.some(({ origin }) => (store.at(origin, 1)?.content.first.day ?? day) <= day);
}

function factsOf(
  { till, clock, view }: DayTillsDeps,
  device: ShopDevice,
  { without, ...control }: ControlFacts & Pick<TillFacts, "without">,
): TillFacts {
  const { ledger, dayAt } = till;
  const { device: id, code, name, isSelf, revoked } = device;
  const peer = revoked ? undefined : peerOf(view, id);
  const note = heardOutOf(ledger.store)[id];
  const chains = chainsOf(ledger, device, control);
  const nowMs = clock.nowMs();
  const out = revoked ? control.shutOut.get(id) : undefined;
  const agoMs = peer?.heardAgoMs ?? undefined;
  const linkMs = Math.max(agoMs === undefined ? -Infinity : nowMs - agoMs, note?.atMs ?? -Infinity);
  const isConnected = peer?.isConnected === true;
  return {
    device: id,
    code,
    name,
    isSelf,
    chains,
    heardAt: isSelf ? undefined : heardAt(till, { chains, linkMs, nowMs }),
    isConnected,
    isInStep: isConnected && peer.isHeardOut,
    inStepOn: note && dayAt(note.theirsMs),
    shutOut: out && { at: out.at, reason: out.reason },
    without,
  };
}

/**
 * Returns when a till was last heard, by this box's clock. Its events may be newer where another
 * till passed them on, unless its clock is ahead.
 */
function heardAt(
  { offsetMinutes }: Till,
  {
    chains,
    linkMs,
    nowMs,
  }: {
    readonly chains: ReadonlyArray<DayChain>;
    readonly linkMs: number;
    readonly nowMs: number;
  },
): WallTime | undefined {
  const said = chains.map(({ at }) => at).toSorted((a, b) => b.wallMs - a.wallMs);
  const last = said.find(({ wallMs }) => wallMs > linkMs && wallMs <= nowMs);
  if (last !== undefined) return last;
  if (!Number.isFinite(linkMs)) return said[0];
  return { wallMs: linkMs, offsetMinutes: offsetMinutes(linkMs) };
}

/** Returns the chains of a device; of a fork's branches the one that grew last stands for both. */
function chainsOf(
  { store, head }: Ledger,
  { code, chains }: ShopDevice,
  { incarnations }: ControlFacts,
): ReadonlyArray<DayChain> {
  const followed = [...incarnations.values()].flatMap(({ follows }) => follows ?? []);
  const origins = Map.groupBy(chains, ({ origin }) => origin);
  return [...origins]
    .map(([origin, ends]) => ({ origin, n: incarnations.get(origin)?.n ?? 1, ends }))
    .toSorted((a, b) => a.n - b.n)
    .flatMap(({ origin, n, ends: [end] }): ReadonlyArray<DayChain> => {
      const known = head(origin);
      if (end === undefined || known === undefined) return [];
      const next = followed.find((follows) => follows.origin === origin);
      return [
        {
          series: seriesOf(code, origin, n),
          seq: known.seq,
          day: known.day,
          at: end.at,
          isContinued: next !== undefined && store.withEnd(next) !== undefined,
        },
      ];
    });
}
