/** Brings a shop what the model of its group says: compared, and written into the shop's ledger as one batch. */

import { type BusinessDay, type DeviceId, type ShopId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { nextDay } from "../../domain/prices/dated-values.ts";
import { suggestedDay } from "../../domain/shop-time.ts";
import { commitBatch } from "../../ledger/commit-batch.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { changeDrafts } from "./change-drafts.ts";
import { compareShop, type FieldChange } from "./compare-shop.ts";
import { type Entry, entriesOf, stateOf } from "./entry-fields.ts";

export interface Publication {
  readonly model: ReadonlyArray<Entry>;
  readonly free: ReadonlySet<string>;
  /** Whether values of the shop's own give way as well, except those of free fields. */
  readonly insists: boolean;
}

export interface ShopChanges {
  readonly shop: ShopId;
  readonly name: string;
  readonly currency: string;
  /** The business day of the shop; missing where nothing of it has been heard. */
  readonly day?: BusinessDay;
  readonly changes: ReadonlyArray<FieldChange>;
  /** The entries among them that the shop has not yet. */
  readonly added: ReadonlyArray<Pick<Entry, "type" | "id" | "stream">>;
}

type TimeDeps = Pick<StoreDeps, "clock" | "random" | "offsetMinutes">;

export function modelEntries(model: Ledger): ReadonlyArray<Entry> {
  return model.read(entriesOf);
}

/** Returns what a publication would change. Nothing for a shop of which too little was heard to say. */
export function changesIn(ledger: Ledger, publication: Publication, deps: TimeDeps): ShopChanges {
  const { shop } = ledger.identity;
  const founding = ledger.founding();
  const { name = "", currency = "" } = founding ?? {};
  if (founding === undefined || ledger.growth() !== undefined) {
    return { shop, name, currency, changes: [], added: [] };
  }
  const offices = officesOf(ledger);
  return ledger.read((view) => {
    const day = dayOf(view, ledger, deps);
    const changes = compareShop({
      ...publication,
      offices,
      day,
      nextDay: nextDay(view, day),
      shopState: (stream) => stateOf(view, stream),
    });
    const changed = new Set(changes.map(({ stream }) => stream));
    const added = publication.model.filter(({ stream }) => {
      return changed.has(stream) && Object.keys(stateOf(view, stream).fields).length === 0;
    });
    return { shop, name, currency, day, changes, added };
  });
}

/** Writes what `changesIn` says, all of it or nothing. Durable when it returns. */
export function publishIn(ledger: Ledger, publication: Publication, deps: TimeDeps): ShopChanges {
  const found = changesIn(ledger, publication, deps);
  const { day, changes } = found;
  if (day === undefined) return found;
  const events = changeDrafts(changes);
  commitBatch(ledger, { by: "", name: "publish", events, day }, deps.random);
  return found;
}

/** The devices that were ever head office: what one that was shut out has published is no word of the shop's own. */
function officesOf(ledger: Ledger): ReadonlySet<DeviceId> {
  const devices = [...ledger.admission().values()];
  return new Set(
    devices.flatMap(({ device, rights }) =>
      rights.includes("hub") && !rights.includes("till") ? [device] : [],
    ),
  );
}

/** The day that the shop is on by the office's clock, and none before the last one that the office wrote on. */
function dayOf(view: LedgerView, ledger: Ledger, deps: TimeDeps): BusinessDay {
  const founding = ledger.founding();
  const own = ledger.head(ledger.identity.origin)?.day;
  const { zone = "UTC", cutover = 0 } = founding ?? {};
  const { clock, offsetMinutes } = deps;
  const today = suggestedDay(view, { zone, cutover }, { atMs: clock.nowMs(), offsetMinutes });
  return own !== undefined && own > today ? own : today;
}
