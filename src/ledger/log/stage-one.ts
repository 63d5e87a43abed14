/**
 * Stage 1 over what is stored: who belongs to the shop, and which transactions count for it.
 *
 * Each device is named by the hash of its key, so an act that gives a device another key is void
 * from the start: nobody can speak in another device's name, or take its voice away. The same goes
 * for the founding: the name of the shop commits to all that it says.
 */

import { type DeviceEnrolled, type ShopFounded } from "../../domain/events/control-events.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  isFirstOrigin,
  type Origin,
  type ShopId,
} from "../../domain/identity.ts";
import {
  type Admission,
  type AdmittedDevice,
  maySay,
  concernsStageOne,
  stageOneOf,
  type StageOneResult,
} from "../../domain/membership/admission.ts";
import { type DoubtReason } from "../../domain/membership/chain-pass.ts";
import { isCounted } from "../../domain/membership/chain-rule.ts";
import {
  type ChainLink,
  type ChainShape,
  createChainShape,
} from "../../domain/membership/chain-shape.ts";
import { headsOf, type PlacedAct } from "../../domain/membership/control-acts.ts";
import { batchPartOf } from "./batch-part.ts";
import { deviceIdOf, shopIdOf } from "./chain.ts";
import { type Content, parseBody } from "./envelope.ts";
import { isSheetEnrolment } from "./sheet-act.ts";
import { isControl, type StoredTransaction } from "./stored-transaction.ts";
import { type TransactionRow } from "./transaction-row.ts";

/** Why a stored transaction counts for nothing. */
export type QuarantineReason =
  | DoubtReason
  /** No enrolment of its device counts. */
  | "device/not-enrolled"
  /** The device may not write this kind, or may not have written one before it. */
  | "kind/not-allowed"
  /** The batch has not ended, or broke off. */
  | "batch/unfinished"
  /** The batch broke off, and a person has confirmed that. */
  | "batch/retired";

export interface StageOne {
  /** Takes control acts in, in any order. */
  readonly note: (transaction: StoredTransaction) => void;
  /** Takes in a transaction of a forked origin that lies beyond the part that all branches share. */
  readonly noteLink: (link: ChainLink) => void;
  readonly result: () => StageOneResult;
  readonly admission: () => Admission;
  readonly founding: () => ShopFounded | undefined;
  readonly shape: () => ChainShape;
  /** A transaction of a forked origin, by its hash. */
  readonly linkAt: (hash: Hash) => ChainLink | undefined;
  /** Raw public key of a device with any stored enrolment, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Who said its first enrolment that is stored, whether it counts or not. */
  readonly sponsorOf: (device: DeviceId) => DeviceId | undefined;
  /** Whether a control act says something of the chain that ends here. */
  readonly isNamed: (end: ChainEnd) => boolean;
  /** Something that an act names has come: work it out anew. */
  readonly lookAgain: () => void;
  /** Whether a transaction counts. Ask in the order of its chain: a refused one bars the rest. */
  readonly isAdmitted: (transaction: StoredTransaction) => boolean;
  /**
   * Whether all trade of a device up to an end counts, because the device may write everything and nothing of it
   * is barred. Ask it of no control act and of no part of a batch.
   */
  readonly admitsTrade: (end: ChainEnd) => boolean;
  /** Why a transaction that was asked for doesn't count; undefined when it does. */
  readonly reasonOf: (transaction: StoredTransaction) => QuarantineReason | undefined;
  /** The first number from which an unforked origin has parts that the end of their batch brings in. */
  readonly joinedFrom: (end: StoredTransaction) => number | undefined;
  /** The ends of batches that are here. */
  readonly endedBatches: () => ReadonlyArray<Hash>;
  /** The first number from which an origin has parts of batches that are held back. */
  readonly heldFrom: (origin: Origin) => number | undefined;
  /** The first number, by origin, from which a device wrote what it may not. */
  readonly barred: () => ReadonlyMap<Origin, number>;
  /** Everybody is asked anew. */
  readonly forgetBarred: () => void;
}

export interface StageOneDeps {
  readonly shop: ShopId;
  readonly founder: DeviceId;
  /** Returns who says whether a transaction that ends so is stored: as of now, also when asked later. */
  readonly holdsNow: () => (end: ChainEnd) => boolean;
  /** Returns the stored transactions of an origin from that number on, in order, those of all branches. */
  readonly storedFrom: (origin: Origin, seq: number) => Iterable<TransactionRow>;
  readonly barredBefore?: Iterable<readonly [Origin, number]>;
  readonly keysBefore?: ReadonlyArray<KeyBefore>;
}

/** The key of a device whose enrolment is no longer stored, while some of its events are. */
export interface KeyBefore {
  readonly device: DeviceId;
  /** Raw, hexadecimal. */
  readonly key: string;
  readonly sponsor: DeviceId;
}

export function createStageOne(deps: StageOneDeps): StageOne {
  const { shop, founder, holdsNow, storedFrom, barredBefore = [], keysBefore = [] } = deps;
  const keys = new Map<DeviceId, string>(keysBefore.map(({ device, key }) => [device, key]));
  const sponsors = new Map(keysBefore.map(({ device, sponsor }) => [device, sponsor]));
  const acts: Array<Omit<PlacedAct, "bySheet">> = [];
  const links = new Map<Hash, ChainLink>();
  const named = new Set<Hash>();
  const later: ChainEnd[] = [];
  const batches = createBatches(storedFrom);
  const bars = createBars(barredBefore, (hash) => links.get(hash));
  let known: { readonly result: StageOneResult; readonly shape: ChainShape } | undefined;

  function current(): NonNullable<typeof known> {
    if (known !== undefined) return known;
    const shape = createChainShape(links.values(), { holds: holdsNow(), later });
    const placed = withSheet(acts, { shop, founder });
    known = { shape, result: stageOneOf({ founder, acts: placed, shape }) };
    return known;
  }

  function reasonOf(transaction: StoredTransaction): QuarantineReason | undefined {
    return judge(transaction, { ...current(), bars, batches });
  }

  return {
    note: (transaction) => {
      // Trade says nothing of devices; sorting all acts anew for each sale took minutes a year.
      if (!isControl(transaction.content)) return;
      batches.note(transaction);
      const { origin, first, last: seq, hash, events } = transaction;
      if (first === 1 && !isFirstOrigin(origin)) later.push({ origin, seq, hash });
      for (const { known: event } of events) {
        if (event === undefined || !concernsStageOne(event.kind) || !isOwnName(event, shop))
          continue;
        acts.push({ event, place: { origin, seq, hash } });
        for (const end of headsOf(event)) named.add(end.hash);
        if (event.kind === "shop/founded" || event.kind === "device/enrolled") {
          const { device, key } = event.body;
          keys.set(device, key);
          sponsors.set(device, sponsors.get(device) ?? deviceOf(origin));
        }
      }
      known = undefined;
    },
    noteLink: (link) => {
      links.set(link.hash, link);
      known = undefined;
    },
    result: () => current().result,
    admission: () => current().result.devices,
    founding: () => current().result.founding,
    shape: () => current().shape,
    linkAt: (hash) => links.get(hash),
    keyOf: (device) => keys.get(device),
    sponsorOf: (device) => sponsors.get(device),
    isNamed: ({ hash }) => named.has(hash),
    lookAgain: () => {
      known = undefined;
    },
    isAdmitted: (transaction) => reasonOf(transaction) === undefined,
    admitsTrade: (end) => {
      const { result } = current();
      const device = result.devices.get(deviceOf(end.origin));
      return (
        device?.rights.includes("till") === true &&
        end.seq <= result.ruleOf(end.origin).until &&
        bars.isOpen(end.origin)
      );
    },
    reasonOf,
    joinedFrom: batches.joinedFrom,
    endedBatches: batches.ended,
    heldFrom: (origin) => {
      const { result, shape } = current();
      const device = result.devices.get(deviceOf(origin));
      const rule = result.ruleOf(origin);
      return batches.heldFrom(origin, {
        shape,
        counts: (batch, end) =>
          isCounted(rule, end) &&
          (device === undefined || isSoundBatch({ batch, end }, { device, batches, shape })),
      });
    },
    barred: bars.byOrigin,
    forgetBarred: () => {
      bars.forget();
      batches.forgetSound();
    },
  };
}

function judge(
  transaction: StoredTransaction,
  known: {
    readonly result: StageOneResult;
    readonly shape: ChainShape;
    readonly bars: Bars;
    readonly batches: Batches;
  },
): QuarantineReason | undefined {
  const { result, shape, bars, batches } = known;
  const { origin, last: seq, content } = transaction;
  const device = result.devices.get(deviceOf(origin));
  if (device === undefined) return "device/not-enrolled";
  const place: ChainEnd = {
    origin,
    seq,
    // The hash is read lazily, because it has to be worked out in a segment and only a fork needs
    // it.
    get hash() {
      return transaction.hash;
    },
  };
  const rule = result.ruleOf(origin);
  if (!isCounted(rule, place)) return result.reasonOf(place);
  if (bars.has(transaction)) return "kind/not-allowed";
  const ends = batches.endsOf(transaction, shape);
  if (!isAllowed(device, content, ends !== undefined)) {
    bars.add(transaction);
    return "kind/not-allowed";
  }
  if (ends === undefined) return undefined;
  const counting = ends.filter((end) => isCounted(rule, end));
  if (counting.length > 0) {
    const { batch = "" } = batchPartOf(content) ?? {};
    const isWhole = counting.some((end) =>
      isSoundBatch({ batch, end }, { device, batches, shape }),
    );
    return isWhole ? undefined : "kind/not-allowed";
  }
  if (ends[0] !== undefined) return result.reasonOf(ends[0]);
  const { batch = "" } = batchPartOf(content) ?? {};
  return result.isBatchRetired({ origin, batch, seq }) ? "batch/retired" : "batch/unfinished";
}

/**
 * Nothing bars a till, so its batch counts by its end alone. An office's batch counts if nothing up to its end is
 * barred: the parts before the bar would count without those after it otherwise.
 */
function isSoundBatch(
  { batch, end }: { readonly batch: string; readonly end: ChainEnd },
  {
    device,
    batches,
    shape,
  }: { readonly device: AdmittedDevice; readonly batches: Batches; readonly shape: ChainShape },
): boolean {
  return (
    device.rights.includes("till") ||
    batches.isSound({ batch, end }, { shape, isAllowed: (it) => isAllowed(device, it, true) })
  );
}

/** Whether a device may write all that a transaction says. Tills and head office may write in batches. */
function isAllowed(device: AdmittedDevice, { events }: Content, isInBatch: boolean): boolean {
  const maySayAll = events.every(({ header: { kind, streams }, bodyBytes }) =>
    maySay(device, { kind, streams, body: () => parseBody(bodyBytes) }),
  );
  return (
    maySayAll && (!isInBatch || device.rights.some((right) => right === "till" || right === "hub"))
  );
}

/** Devices whose rights are others than before. */
export function changedRights(before: Admission, after: Admission): ReadonlySet<DeviceId> {
  const all = new Set([...before.keys(), ...after.keys()]);
  return new Set(
    [...all].filter((device) => rightsText(before.get(device)) !== rightsText(after.get(device))),
  );
}

interface Bars {
  /** Whether nothing of the origin is barred, on whichever branch. */
  readonly isOpen: (origin: Origin) => boolean;
  readonly has: (transaction: StoredTransaction) => boolean;
  readonly add: (transaction: StoredTransaction) => void;
  readonly byOrigin: () => ReadonlyMap<Origin, number>;
  readonly forget: () => void;
}

/** Finds where a device wrote what it may not: on a chain by its number, beyond a fork by its branch. */
function createBars(
  before: Iterable<readonly [Origin, number]>,
  linkAt: (hash: Hash) => ChainLink | undefined,
): Bars {
  const seqs = new Map<Origin, number>(before);
  const links = new Set<Hash>();
  return {
    isOpen: (origin) => links.size === 0 && !seqs.has(origin),
    has: (transaction) => {
      const { origin, first } = transaction;
      const from = seqs.get(origin);
      if (from !== undefined && from <= first) return true;
      if (links.size === 0) return false;
      const { hash } = transaction;
      if (links.has(hash)) return true;
      const link = linkAt(hash);
      if (link === undefined || !links.has(link.previous)) return false;
      links.add(hash);
      return true;
    },
    add: ({ origin, first, hash }) => {
      if (linkAt(hash) === undefined) seqs.set(origin, first);
      else links.add(hash);
    },
    byOrigin: () => seqs,
    forget: () => {
      seqs.clear();
      links.clear();
    },
  };
}

/** A name that is a hash says itself what may stand under it. */
function isOwnName(act: KnownEvent, shop: ShopId): boolean {
  switch (act.kind) {
    case "shop/founded": {
      const { key, device } = act.body;
      return deviceIdOf(key) === device && shopIdOf(act.body) === shop;
    }
    case "device/enrolled":
      return deviceIdOf(act.body.key) === act.body.device;
    default:
      return true;
  }
}

/** The sheet's key is in the founding, which may be heard later than what the sheet signed. */
function withSheet(
  acts: ReadonlyArray<Omit<PlacedAct, "bySheet">>,
  { shop, founder }: { readonly shop: ShopId; readonly founder: DeviceId },
): ReadonlyArray<PlacedAct> {
  const founding = acts.map(({ event }) => event).find(isFounding(founder));
  const sheetKey = founding?.body.sheetKey;
  function isSigned(body: DeviceEnrolled): boolean {
    return sheetKey !== undefined && isSheetEnrolment(body, { shop, sheetKey });
  }
  return acts.map(({ event, place }) => ({
    event,
    place,
    bySheet: event.kind === "device/enrolled" && isSigned(event.body),
  }));
}

type Founding = Extract<KnownEvent, { readonly kind: "shop/founded" }>;

function isFounding(founder: DeviceId): (act: KnownEvent) => act is Founding {
  return (act): act is Founding =>
    act.kind === "shop/founded" && deviceOf(act.key.origin) === founder;
}

function rightsText(device: AdmittedDevice | undefined): string {
  return JSON.stringify(device?.rights);
}

/** A transaction of a batch, by the place of its last event. */
interface Batched {
  readonly batch: string;
  readonly first: number;
  readonly end: ChainEnd;
}

interface Batches {
  /** Takes in where batches begin and end. */
  readonly note: (transaction: StoredTransaction) => void;
  /** Returns the ends of a transaction's batch on its own chain; undefined when it is in none. */
  readonly endsOf: (
    transaction: StoredTransaction,
    shape: ChainShape,
  ) => ReadonlyArray<ChainEnd> | undefined;
  /**
   * Whether everything on the chain from the batch's beginning to its end is allowed. Looks at each batch once, since
   * what lies before its end never changes.
   */
  readonly isSound: (
    named: { readonly batch: string; readonly end: ChainEnd },
    stage: {
      readonly shape: ChainShape;
      readonly isAllowed: (content: Content) => boolean;
    },
  ) => boolean;
  /** Looks at all batches anew: a device may say more than before. */
  readonly forgetSound: () => void;
  /**
   * Returns the first number from which a chain without forks has parts that this end brings in;
   * undefined for none.
   */
  readonly joinedFrom: (end: StoredTransaction) => number | undefined;
  /** Hashes of the ends that are here, sorted. */
  readonly ended: () => ReadonlyArray<Hash>;
  /** Returns the first number from which an origin has batches without an end that counts. */
  readonly heldFrom: (
    origin: Origin,
    stage: {
      readonly shape: ChainShape;
      readonly counts: (batch: string, end: ChainEnd) => boolean;
    },
  ) => number | undefined;
}

/**
 * Batches: work that is too big for one transaction, such as an import. Its transactions count
 * together or not at all, on every till alike.
 *
 * All of a batch is on one chain and under one name; other commands may stand in between, because a
 * sale waits for nobody. Where it ends is in the bytes (batch-part.ts): until that is here, the other
 * parts are held back, and those of work that broke off are held back for ever.
 */
function createBatches(storedFrom: StageOneDeps["storedFrom"]): Batches {
  const beginnings = new Map<string, Batched[]>();
  const ends = new Map<string, Batched[]>();
  const soundByEnd = new Map<Hash, boolean>();

  function endsAfter({ batch, end }: Batched, shape: ChainShape): ReadonlyArray<ChainEnd> {
    return (ends.get(keyOf(end.origin, batch)) ?? [])
      .map((last) => last.end)
      .filter((last) => shape.isOnChain(end, last));
  }

  return {
    note: (transaction) => {
      const part = batchPartOf(transaction.content);
      const batched = toBatched(transaction);
      if (batched === undefined) return;
      const key = keyOf(transaction.origin, batched.batch);
      if (part?.part === 1) addTo(beginnings, key, batched);
      if (part?.parts !== undefined) addTo(ends, key, batched);
    },
    endsOf: (transaction, shape) => {
      const batched = toBatched(transaction);
      if (batched === undefined) return undefined;
      const own = beginnings.get(keyOf(transaction.origin, batched.batch)) ?? [];
      const hasBegun = own.some(({ end }) => shape.isOnChain(end, batched.end));
      // A part of nothing is no part: it must not be held back where nobody looks for it.
      return hasBegun ? endsAfter(batched, shape) : undefined;
    },
    isSound: ({ batch, end }, { shape, isAllowed: isAllowedPart }) => {
      const known = soundByEnd.get(end.hash);
      if (known !== undefined) return known;
      const own = beginnings.get(keyOf(end.origin, batch)) ?? [];
      const isSound = between(storedFrom(end.origin, firstOf(own)), end, shape).every(
        ({ content }) => isAllowedPart(content),
      );
      soundByEnd.set(end.hash, isSound);
      return isSound;
    },
    forgetSound: () => {
      soundByEnd.clear();
    },
    joinedFrom: (transaction) => {
      const batched = toBatched(transaction);
      if (batched === undefined) return undefined;
      const key = keyOf(transaction.origin, batched.batch);
      const [beginning] = beginnings.get(key) ?? [];
      if (beginning === undefined || beginning.first >= batched.first) return undefined;
      // A name that was used before: that batch's end has brought in the parts up to there.
      let from = beginning.first;
      for (const { end } of ends.get(key) ?? []) {
        if (end.seq < batched.first) from = Math.max(from, end.seq + 1);
      }
      return from;
    },
    ended: () => [...ends.values()].flatMap((own) => own.map(({ end }) => end.hash)).toSorted(),
    heldFrom: (origin, { shape, counts }) => {
      const held = [...beginnings.values()]
        .flat()
        .filter((beginning) => beginning.end.origin === origin)
        .filter(
          (beginning) => !endsAfter(beginning, shape).some((end) => counts(beginning.batch, end)),
        );
      return held.length === 0 ? undefined : firstOf(held);
    },
  };
}

/** A device may begin one batch as often as it likes: nothing is copied for it, and no call takes them as arguments. */
function addTo(all: Map<string, Batched[]>, key: string, batched: Batched): void {
  const own = all.get(key);
  if (own === undefined) all.set(key, [batched]);
  else own.push(batched);
}

function firstOf(all: ReadonlyArray<Batched>): number {
  return all.reduce((first, batched) => Math.min(first, batched.first), Number.POSITIVE_INFINITY);
}

/** Returns the transactions up to that end that are on its branch. */
function between(
  stored: Iterable<TransactionRow>,
  end: ChainEnd,
  shape: ChainShape,
): ReadonlyArray<TransactionRow> {
  const found: TransactionRow[] = [];
  for (const row of stored) {
    if (row.last > end.seq) break;
    const place = {
      origin: end.origin,
      seq: row.last,
      get hash() {
        return row.hash;
      },
    };
    if (shape.isOnChain(place, end)) found.push(row);
  }
  return found;
}

/** Most are in none: then nobody has to work out a hash. */
function toBatched(transaction: StoredTransaction): Batched | undefined {
  const part = batchPartOf(transaction.content);
  if (part === undefined) return undefined;
  const { origin, first, last, hash } = transaction;
  return { batch: part.batch, first, end: { origin, seq: last, hash } };
}

function keyOf(origin: Origin, batch: string): string {
  return `${origin} ${batch}`;
}
