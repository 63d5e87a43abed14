/** The mesh as whoever has the duties sees it, in a form in which it can be told to other processes. */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { type DeviceId, deviceIdSchema, originSchema } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { addressText } from "../../mesh/address.ts";
import { type CandidateView } from "../../mesh/dialling/address-book.ts";
import { type MeshGlance, type MeshStatus } from "../../mesh/gossip/mesh-status.ts";

const PEERS_MAX = 1000;
/** Anybody can make some up by multicast. */
const ADDRESSES_MAX = 100;

export const violationKindSchema = z.enum(["said", "silent", "dated", "greedy"]);

export const meshViewSchema = lazy(() =>
  z.object({
    /** The port that takes links, and for how long it has. */
    port: z.int(),
    openForMs: z.number(),
    /** The pairing that awaits a new till; null while none does. */
    awaits: z.object({ id: z.string(), port: z.int() }).nullable(),
    peers: z
      .array(
        z.object({
          device: deviceIdSchema,
          isConnected: z.boolean(),
          /** How long ago it was heard; null for one that a third one told of only. */
          heardAgoMs: z.number().nullable(),
          /** The time from the first to the last message since the program began. */
          heardForMs: z.number(),
          /** Whether somebody has worked at the till since the program began. */
          wasOpen: z.boolean(),
          roundTripMs: z.number().nullable(),
          clockAheadMs: z.number().nullable(),
          /** How long ago the last question was sent that it has answered; null for none. */
          answeredAgoMs: z.number().nullable(),
          /** The number of events that it is not known to hold. */
          behind: z.int(),
          /** Number of the last event of this till that it holds. */
          holdsOwn: z.int(),
          /** Whether all of its events are here. */
          isHeardOut: z.boolean(),
          remote: z.string().nullable(),
          /** Whether a person who signs in here can sign in there. */
          hasSecrets: z.boolean(),
          /** Whether a person who signs in there can sign in here, as far as its secrets are known. */
          lacksSameSecrets: z.boolean(),
          /**
           * The time for which the secrets have differed with nothing left to fetch; null where
           * they do not.
           */
          secretsDifferForMs: z.number().nullable(),
          /** Of head office: the events that it is not known to hold, by chain. */
          lacks: z
            .array(z.object({ origin: originSchema, first: z.int(), last: z.int() }))
            .optional(),
        }),
      )
      .max(PEERS_MAX),
    /** The events held, and those known to be somewhere; null when all are here. */
    catchUp: z.object({ held: z.int(), known: z.int() }).nullable(),
    /** The number of other tills that hold all events of this one; null while it has written nothing. */
    safeOn: z.int().nullable(),
    /** The number of copies of each till's last event, as far as it is known here. */
    safety: z.array(z.object({ device: deviceIdSchema, safeOn: z.int() })),
    /** Tills that are in several boxes at once. */
    copied: z.array(deviceIdSchema).max(PEERS_MAX),
    /** The disk has no room for what others tell. */
    isPaused: z.boolean(),
    /** The cost of each other till since the program began. */
    costs: z
      .array(
        z.object({
          device: deviceIdSchema,
          /** The processor time. */
          workMs: z.number(),
          /** The bytes over its links. */
          bytes: z.number(),
          /** How often it had used up its share, and had to wait. */
          waits: z.int(),
          /** Transactions of its own that had no place here, whoever offered them. */
          refused: z.int(),
        }),
      )
      .max(PEERS_MAX),
    violations: z
      .array(
        z.object({
          device: deviceIdSchema,
          kind: violationKindSchema,
          reason: z.string(),
          count: z.int(),
          /** How long ago the last one was. */
          agoMs: z.number(),
        }),
      )
      .max(PEERS_MAX),
    /** The addresses at which tills of the shop may be, and the results of dialling them. */
    addresses: z
      .array(
        z.object({
          /** `192.0.2.7:7777` */
          address: z.string(),
          sources: z.array(z.enum(["static", "remembered", "told", "heard"])),
          /** The till that a link through it has led to. */
          device: deviceIdSchema.nullable(),
          state: z.enum(["not needed", "dialled", "waiting", "left alone"]),
          /** Dials in a row that led nowhere, and how the last one ended. */
          failures: z.int(),
          lastEnd: z.enum(["unreachable", "stranger", "ourselves"]).nullable(),
        }),
      )
      .max(ADDRESSES_MAX),
  }),
);
export type MeshView = z.infer<ReturnType<typeof meshViewSchema>>;

type PeerView = MeshView["peers"][number];

/** The little of it that is asked several times a second. */
export interface GlanceView extends Pick<MeshView, "catchUp" | "safeOn"> {
  readonly peers: ReadonlyArray<Pick<PeerView, "device" | "isConnected" | "heardAgoMs">>;
}

export function toGlanceView(
  { peers, catchUp, safeOn }: MeshGlance,
  { steadyMs }: Pick<ViewPoint, "steadyMs">,
): GlanceView {
  return {
    peers: peers.map(({ device, isConnected, heardAtMs }) => ({
      device,
      isConnected,
      heardAgoMs: agoMs(heardAtMs, steadyMs),
    })),
    catchUp: catchUp ?? null,
    safeOn: safeOn ?? null,
  };
}

/** Null for what was never heard. */
function agoMs(heardAtMs: number, steadyMs: number): number | null {
  return Number.isFinite(heardAtMs) ? steadyMs - heardAtMs : null;
}

export interface ViewPoint {
  readonly port: number;
  /** The times by the same clock: since when it takes links, and now. */
  readonly openedAtMs: number;
  readonly awaits: MeshView["awaits"];
  readonly candidates: ReadonlyArray<CandidateView>;
  /** The violations of before this run too; missing where nobody keeps any. */
  readonly kept?: MeshView["violations"];
  /** The refused transactions, by the device whose chain they were on. */
  readonly refusals?: ReadonlyMap<DeviceId, { readonly transactions: number }> | undefined;
  readonly steadyMs: number;
}

export function toMeshView(
  { peers, catchUp, safeOn, safety, copied, isPaused, costs, violations }: MeshStatus,
  { port, openedAtMs, awaits, candidates, refusals, steadyMs, kept }: ViewPoint,
): MeshView {
  return {
    port,
    openForMs: steadyMs - openedAtMs,
    awaits,
    peers: peers.map((peer) => {
      const { device, isConnected, behind, holdsOwn } = peer;
      return {
        device,
        isConnected,
        heardAgoMs: agoMs(peer.heardAtMs, steadyMs),
        heardForMs: peer.heardForMs,
        wasOpen: peer.wasOpen,
        roundTripMs: peer.roundTripMs ?? null,
        clockAheadMs: peer.clockAheadMs ?? null,
        answeredAgoMs: peer.answeredAtMs === undefined ? null : agoMs(peer.answeredAtMs, steadyMs),
        behind,
        holdsOwn,
        isHeardOut: peer.isHeardOut,
        remote: peer.remote ?? null,
        hasSecrets: peer.hasSecrets,
        lacksSameSecrets: peer.lacksSameSecrets,
        secretsDifferForMs: peer.secretsDifferForMs ?? null,
        ...(peer.lacks === undefined ? {} : { lacks: [...peer.lacks] }),
      };
    }),
    catchUp: catchUp ?? null,
    safeOn: safeOn ?? null,
    safety: [...safety],
    copied: [...copied],
    isPaused,
    costs: costsOf(costs, refusals),
    violations:
      kept ??
      violations.map(({ device, kind, reason, count, atMs }) => ({
        device,
        kind,
        reason,
        count,
        agoMs: steadyMs - atMs,
      })),
    addresses: candidates
      .toSorted((one, other) => trust(other) - trust(one))
      .slice(0, ADDRESSES_MAX)
      .map(({ address, sources, device, state, failures, lastEnd }) => ({
        address: addressText(address),
        sources: [...sources],
        device: device ?? null,
        state,
        failures,
        lastEnd: lastEnd ?? null,
      })),
  };
}

/** A device without a link may have events that others pass on. */
function costsOf(
  costs: MeshStatus["costs"],
  refusals: ViewPoint["refusals"] = new Map(),
): MeshView["costs"] {
  const linked = new Map(costs.map((cost) => [cost.device, cost]));
  return [...new Set([...linked.keys(), ...refusals.keys()])].slice(0, PEERS_MAX).map((device) => {
    const { workMs, bytes, waits } = linked.get(device) ?? { workMs: 0, bytes: 0, waits: 0 };
    return { device, workMs, bytes, waits, refused: refusals.get(device)?.transactions ?? 0 };
  });
}

/** Returns the rank of an address: typed and proven ones come before claimed ones. */
function trust({ sources, device }: CandidateView): number {
  if (sources.includes("static")) return 2;
  return device === undefined && !sources.includes("remembered") ? 0 : 1;
}

/** Returns when a till was last heard, by the wall; undefined for one that is heard now, and where nobody knows. */
export function heardAtMs(
  view: Pick<GlanceView, "peers"> | undefined,
  device: DeviceId,
  nowMs: number,
): number | undefined {
  const peer = view?.peers.find((one) => one.device === device);
  if (peer === undefined || peer.isConnected || peer.heardAgoMs === null) return undefined;
  return nowMs - peer.heardAgoMs;
}

/** Whether another till of the shop is not heard now; so it is where nobody here is linked to any. */
export function isApart(
  ledger: Pick<Ledger, "admission" | "identity">,
  view: Pick<GlanceView, "peers"> | undefined,
): boolean {
  const { device: self } = ledger.identity.key;
  const connected = new Set(
    view?.peers.flatMap(({ device, isConnected }) => (isConnected ? [device] : [])),
  );
  return [...ledger.admission().values()].some(
    ({ device, revoked, rights }) =>
      device !== self && !revoked && rights.includes("till") && !connected.has(device),
  );
}
