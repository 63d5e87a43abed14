/**
 * The shops of an office. A ledger that is open takes some megabytes, so that those of quiet shops are closed: a shop is
 * opened again when a box of it dials, or when the office has something to write there. Nothing is lost by it, because
 * boxes keep what the office has not acknowledged, and dial again.
 */

import { isSelfRevoked } from "../src/app/membership/own-revocation.ts";
import { systemSteadyMs } from "../src/app/system/clock.ts";
import { systemMemoryBytes } from "../src/app/system/process.ts";
import { type ShopId } from "../src/domain/identity.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import { serverNameOf } from "../src/mesh/links/server-name.ts";
import { moveAway, shopsIn } from "./hub-folder.ts";
import { type LinkStatus, type Rebuilt } from "./hub-server.ts";
import { createOfficePace } from "./office-pace.ts";
import { type OfficeDeps, type OfficeShop, openOfficeShop } from "./office-shop.ts";
import { createRestoreDoor, type RestoreDoor } from "./restore-door.ts";

export interface OfficeShops {
  /** Opens what is new in the folder, and closes what is quiet; call it every second. */
  readonly look: () => void;
  /** Opens the shop of that name at the door; false where there is none. */
  readonly wake: (serverName: string) => boolean;
  /** Undefined where the office has no such shop. */
  readonly inShop: <Value>(shop: ShopId, work: (ledger: Ledger) => Value) => Value | undefined;
  readonly status: () => LinkStatus["shops"];
  /** Resolves when the rows say what every open ledger does. */
  readonly idle: () => Promise<void>;
  readonly rebuild: () => Promise<Rebuilt>;
  /** Takes a shop out of the office, and returns where its ledger is then. */
  readonly leave: (shop: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

export interface OfficeShopsDeps extends Omit<OfficeDeps, "pace" | "onSheet"> {
  /** The most ledgers that are open; missing: what a quarter of the memory holds. */
  readonly openMax?: number | undefined;
}

interface Entry {
  readonly shop: ShopId;
  /** Undefined while it is closed. */
  office: OfficeShop | undefined;
  /** Settles when it is closed. */
  closing: Promise<void> | undefined;
  /** Somebody asked for it while it was being closed. */
  isWanted: boolean;
  /** The office lets it go, or ends. */
  isGone: boolean;
  /** Undefined before it was opened first. */
  openedAtMs: number | undefined;
  /** As it was when it was closed. */
  status: LinkStatus["shops"][number];
}

type OpenEntry = Entry & { office: OfficeShop };

/** What an open shop takes, with its page cache and its link. */
const OPEN_BYTES = 6 * 1024 * 1024;
const OPEN_MIN = 50;
/** Looks after a start that open the shops which nobody has asked for yet: each holds up the others for that long. */
const OPENED_AT_ONCE = 20;
/** A shop that was opened, or heard, is closed after so long without anything. */
const QUIET_MS = 60_000;
/** Where more shops dial than may be open they take turns, and each turn is worth its opening. */
const TURN_MS = 5000;

export function createOfficeShops(deps: OfficeShopsDeps): OfficeShops {
  const { hub } = deps;
  const opening = createOpening(deps);
  const { entries, open, opened, close, isFull } = opening;
  const byName = new Map<string, Entry>();

  function noteNew(): void {
    for (const shop of shopsIn(hub)) {
      if (entries.has(shop)) continue;
      const entry = newEntry(shop);
      entries.set(shop, entry);
      byName.set(serverNameOf(shop), entry);
    }
  }

  async function forget(entry: Entry): Promise<void> {
    entry.isGone = true;
    byName.delete(serverNameOf(entry.shop));
    await close(entry);
    await opening.closeRestoreDoor(entry.shop);
  }

  return {
    look: () => {
      noteNew();
      opening.openUnseen();
      opening.closeQuiet();
    },
    wake: (serverName) => {
      const entry = byName.get(serverName);
      if (entry === undefined || (entry.office === undefined && isFull())) return false;
      if (entry.closing === undefined) return opened(entry) !== undefined;
      entry.isWanted = true;
      return true;
    },
    inShop: (shop, work) => {
      const entry = entries.get(shop);
      const office = entry && opened(entry);
      return office === undefined ? undefined : work(office.ledger);
    },
    status: () =>
      [...entries.values()].map(({ office, status }) =>
        office === undefined ? status : statusOf(office),
      ),
    idle: async () => {
      for (const { office } of open()) await office.project();
    },
    rebuild: async () => {
      const begun: Array<Rebuilt[number]> = [];
      for (const entry of entries.values()) {
        await entry.closing;
        const wasClosed = entry.office === undefined;
        const office = opened(entry);
        if (office === undefined) continue;
        const { shop, ledger } = office;
        const name = ledger.founding()?.name ?? "";
        begun.push({ shop, name, isBegun: await office.rebuild() });
        if (!wasClosed) continue;
        await office.project();
        await close(entry);
      }
      return begun;
    },
    leave: async (wanted) => {
      const entry = entries.get(wanted as ShopId);
      if (entry === undefined) return undefined;
      await forget(entry);
      const folder = moveAway(hub, entry.shop);
      entries.delete(entry.shop);
      return folder;
    },
    close: async () => {
      for (const entry of entries.values()) await forget(entry);
    },
  };
}

function newEntry(shop: ShopId): Entry {
  return {
    shop,
    office: undefined,
    closing: undefined,
    isWanted: false,
    isGone: false,
    openedAtMs: undefined,
    status: { shop, name: "", connected: [], isShutOut: false },
  };
}

interface Opening {
  readonly entries: Map<ShopId, Entry>;
  readonly open: () => ReadonlyArray<OpenEntry>;
  /** Returns the shop, which is open now; undefined where that can't be. */
  readonly opened: (entry: Entry) => OfficeShop | undefined;
  readonly close: (entry: Entry) => Promise<void>;
  /** Whether no other shop may be opened, because none can be closed for it yet. */
  readonly isFull: () => boolean;
  /** Opens shops that were never open since the start: rows of them may be missing. */
  readonly openUnseen: () => void;
  /** Closes those that are quiet, and the quietest where too many are open. */
  readonly closeQuiet: () => void;
  readonly closeRestoreDoor: (shop: ShopId) => Promise<void>;
}

function createOpening(deps: OfficeShopsDeps): Opening {
  const { onFault, openMax = openMaxHere() } = deps;
  const entries = new Map<ShopId, Entry>();
  const restoreDoors = new Map<ShopId, RestoreDoor>();
  const pace = createOfficePace({ shops: () => open().length, steadyMs: systemSteadyMs });

  function open(): ReadonlyArray<OpenEntry> {
    return [...entries.values()].filter(isOpen);
  }

  function onSheet(shop: ShopId, sheetKey: string): void {
    const door = restoreDoors.get(shop) ?? createRestoreDoor(shop, deps);
    restoreDoors.set(shop, door);
    door.open(sheetKey);
  }

  function opened(entry: Entry): OfficeShop | undefined {
    if (entry.office !== undefined || entry.isGone) return entry.office;
    try {
      entry.office = openOfficeShop(entry.shop, { ...deps, pace, onSheet });
      if (entry.office !== undefined) entry.openedAtMs = systemSteadyMs();
    } catch (cause) {
      onFault(cause);
    }
    return entry.office;
  }

  async function closed(entry: Entry, office: OfficeShop): Promise<void> {
    try {
      entry.status = { ...statusOf(office), connected: [] };
      await office.close(() => {
        entry.office = undefined;
      });
    } catch (cause) {
      onFault(cause);
    }
    entry.closing = undefined;
    if (entry.isWanted) opened(entry);
    entry.isWanted = false;
  }

  function close(entry: Entry): Promise<void> {
    if (entry.office !== undefined) entry.closing ??= closed(entry, entry.office);
    return entry.closing ?? Promise.resolve();
  }

  function staying(): ReadonlyArray<OpenEntry> {
    return open().filter(({ closing }) => closing === undefined);
  }

  /** Returns those that may be closed for another one, the quietest first. */
  function spare(): ReadonlyArray<OpenEntry> {
    const turnBeganMs = systemSteadyMs() - TURN_MS;
    return staying()
      .filter(({ openedAtMs = 0 }) => openedAtMs < turnBeganMs)
      .toSorted((a, b) => a.office.stirredAtMs() - b.office.stirredAtMs());
  }

  return {
    entries,
    open,
    opened,
    close,
    isFull: () => staying().length >= openMax && spare().length === 0,
    openUnseen: () => {
      const unseen = [...entries.values()].filter(({ openedAtMs }) => openedAtMs === undefined);
      const room = Math.max(0, openMax - open().length);
      for (const entry of unseen.slice(0, Math.min(room, OPENED_AT_ONCE))) opened(entry);
    },
    closeQuiet: () => {
      const nowMs = systemSteadyMs();
      const quiet = staying().filter(
        ({ office }) => nowMs - office.stirredAtMs() >= QUIET_MS && office.isQuiet(),
      );
      const tooMany = Math.max(0, staying().length - quiet.length - openMax);
      const all = tooMany === 0 ? quiet : [...quiet, ...spare().slice(0, tooMany)];
      for (const entry of all) close(entry).catch(onFault);
    },
    closeRestoreDoor: async (shop) => {
      await restoreDoors.get(shop)?.close();
      restoreDoors.delete(shop);
    },
  };
}

function isOpen(entry: Entry): entry is OpenEntry {
  return entry.office !== undefined;
}

function openMaxHere(): number {
  return Math.max(OPEN_MIN, Math.floor(systemMemoryBytes() / 4 / OPEN_BYTES));
}

function statusOf({ shop, ledger, mesh }: OfficeShop): LinkStatus["shops"][number] {
  const peers = mesh.view()?.peers ?? [];
  const connected = peers.flatMap(({ device, isConnected }) => {
    const member = ledger.admission().get(device);
    return isConnected && member !== undefined ? [`${member.code} ${member.name}`] : [];
  });
  const isShutOut = isSelfRevoked(ledger);
  return { shop, name: ledger.founding()?.name ?? "", connected, isShutOut };
}
