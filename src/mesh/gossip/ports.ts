/** What the mesh needs of the ledger that it speaks for, and of the links that carry what it says. */

import {
  type ChainEnd,
  type DeviceId,
  type Hash,
  type Origin,
  type ShopId,
} from "../../domain/identity.ts";
import { type Message } from "./messages.ts";

/** A transaction or a whole segment, as it is stored. */
export interface MeshPiece {
  readonly origin: Origin;
  /** Numbers of its first and last event. */
  readonly first: number;
  readonly last: number;
  /** Of its last event. */
  readonly hash: Hash;
  /** A segment: it was told event by event once. */
  readonly isPacked: boolean;
  readonly bytes: () => Uint8Array;
}

export interface MeshNews {
  readonly pieces: ReadonlyArray<MeshPiece>;
  /** Where the next look begins. */
  readonly arrival: number;
}

/** What became of a piece that was offered. */
export type Taken =
  | { readonly type: "stored" | "present"; readonly end: ChainEnd }
  /** What comes before it is missing. */
  | { readonly type: "gap" }
  /** Its device's enrolment is not here yet. */
  | { readonly type: "unknown-device" }
  /** Nobody needs it, and so much of its device is kept here that no more is taken. */
  | { readonly type: "no-place"; readonly device: DeviceId }
  /** The disk is nearly full: what others tell has to wait. */
  | { readonly type: "no-room" }
  /**
   * No honest till says such a thing of itself. `origin`: whose chain it would be on; undefined where it is
   * no transaction at all, which nobody passes on.
   */
  | { readonly type: "unacceptable"; readonly reason: string; readonly origin?: Origin };

export interface MeshMember {
  readonly device: DeviceId;
  /** Not revoked. */
  readonly isActive: boolean;
}

/** Every call sees what is durable, whichever process on the store wrote it. */
export interface MeshLedger {
  readonly shop: ShopId;
  readonly device: DeviceId;
  /** The ends of all chains and of their branches. */
  readonly ends: () => ReadonlyArray<ChainEnd>;
  readonly endsOf: (origin: Origin) => ReadonlyArray<ChainEnd>;
  /** Of an end of these: nobody has to hold what leads to it. */
  readonly isDoubted: (end: ChainEnd) => boolean;
  /** Whether more of that device would be taken that nobody has to hold. */
  readonly hasRoom: (device: DeviceId) => boolean;
  /** Whether the chain that ends so is here. */
  readonly holds: (end: ChainEnd) => boolean;
  /**
   * What shows that a device has spoken with two voices: of each chain of its that is forked the two pieces
   * where it first parts. Nothing for one that never did.
   */
  readonly forkProof: (device: DeviceId) => ReadonlyArray<MeshPiece>;
  /** Places on the chains of an origin, each about twice as far from their end as the one before. */
  readonly trail: (origin: Origin) => ReadonlyArray<ChainEnd>;
  /** Whether a chain of this device could be checked: its key is known. */
  readonly canCheck: (device: DeviceId) => boolean;
  /** What somebody lacks of these chains who holds these ends, in an order in which it can be taken. */
  readonly missing: (
    origins: ReadonlyArray<Origin>,
    known: ReadonlyArray<ChainEnd>,
  ) => Iterator<MeshPiece>;
  /** What was stored after an arrival, in its order; at most `limit`. */
  readonly newsSince: (arrival: number, limit: number) => MeshNews;
  readonly lastArrival: () => number;
  /** Durable when it returns. */
  readonly receive: (bytes: Uint8Array) => Taken;
  /** It has said more of today than a till can: the rest is heard slowly, also what was asked for. */
  readonly isOutspoken?: (device: DeviceId) => boolean;
  readonly memberOf: (linkKey: string) => MeshMember | undefined;
  readonly isActive: (device: DeviceId) => boolean;
  /** The devices that are revoked, as far as it is known here; this one too. */
  readonly revoked: () => ReadonlyArray<DeviceId>;
  /** Who has said of that device that it is revoked, as far as it was heard. */
  readonly revokersOf: (device: DeviceId) => ReadonlyArray<DeviceId>;
  /** This device is revoked, or another one has told it so. */
  readonly isRevoked: () => boolean;
  /** Whose word alone says that this one is revoked: what they did was not heard itself. */
  readonly unheardRevokers: () => ReadonlyArray<DeviceId>;
  /** Should it and this device shut each other out, it is the one that stays. */
  readonly outranks: (device: DeviceId) => boolean;
  /** Another object whenever somebody may have become a member, or ceased to be one. */
  readonly membership: () => object;
  /** The chain that this device speaks on now. */
  readonly ownOrigin: () => Origin;
  /** By this device's key, in hexadecimal digits: a word of it that others pass on. */
  readonly sign: (statement: string) => string;
  /** Whether that device has signed it. */
  readonly isSigned: (device: DeviceId, statement: string, signature: string) => boolean;
  /** What proves to whoever hasn't heard of it that this device belongs to the shop; mostly nothing. */
  readonly introduction: () => Uint8Array | undefined;
  /** Another box holds more of a chain, or another one: so this one mustn't go on with it, if it is its own. */
  readonly lostOwn: (origin: Origin) => void;
  readonly secrets: MeshSecrets;
  readonly words: MeshWords;
}

/** What tells a device that it is revoked stands outside the chains, and is told row by row. */
export interface MeshWords {
  /** Rises whenever a row comes or changes. */
  readonly revision: () => number;
  /** The rows that have come or changed after that revision; after -1 all. Equal rows have equal tags. */
  readonly changedAfter: (revision: number) => ReadonlyArray<readonly [id: string, tag: string]>;
  /** Those that start so. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** As its writer signed it; undefined when there is none. */
  readonly row: (id: string) => unknown;
  /**
   * The same in words that this device signs, if it may: for whoever doesn't know the writer, or where the
   * row is lost. Undefined where that would say nothing more.
   */
  readonly seconded: (id: string) => unknown;
  /** False when nobody signed it who may write it. */
  readonly receive: (row: unknown) => boolean;
}

/** One value of a secret, as a counting event names it. */
export interface SecretNamed {
  readonly id: string;
  readonly hash: Hash;
}

/** What has to be destroyable stands outside the chains: these name it by its hash alone. */
export interface MeshSecrets {
  /** Another text whenever a value comes, or something else counts. */
  readonly revision: () => string;
  readonly lacks: () => {
    /** Equal where the same counts; undefined while not all was looked through. */
    readonly digest: string | undefined;
    /** What counts, isn't here and would be taken; what people need first comes first. */
    readonly names: ReadonlyArray<SecretNamed>;
  };
  /** Undefined for what isn't here, and for what is to be destroyed. */
  readonly row: (name: SecretNamed) => unknown;
  /** False when no counting event says so, or there is no room for it. */
  readonly receive: (row: unknown) => boolean;
}

export type LinkId = number;

export interface MeshOut {
  /** False when so much waits to be sent that nothing big should follow before `drained`. */
  readonly send: (link: LinkId, message: Message) => boolean;
  /** Nothing is heard of it afterwards. */
  readonly close: (link: LinkId, reason: string) => void;
  /** The other side is a member: it may say more at once from now on. */
  readonly welcome: (link: LinkId) => void;
  /** Whether what comes waits at the other end for now. Missing where that can't be: it waits here then. */
  readonly rest?: (link: LinkId, isResting: boolean) => void;
}
