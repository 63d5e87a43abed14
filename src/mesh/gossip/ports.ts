/** The parts of the ledger that the mesh reads and writes, and the links that carry its messages. */

import {
  type ChainEnd,
  type DeviceId,
  type Hash,
  type Origin,
  type ShopId,
  type StreamId,
} from "../../domain/identity.ts";
import { type Message } from "./messages.ts";

/** A transaction or a whole segment, as it is stored. */
export interface MeshPiece {
  readonly origin: Origin;
  /** The numbers of the first and last event. */
  readonly first: number;
  readonly last: number;
  /** The hash of the last event. */
  readonly hash: Hash;
  /** The piece is a segment; its events were sent one by one before. */
  readonly isPacked: boolean;
  readonly bytes: () => Uint8Array;
}

export interface MeshNews {
  readonly pieces: ReadonlyArray<MeshPiece>;
  /** The arrival that the next look begins after. */
  readonly arrival: number;
}

/** The result of taking a piece that a peer offered. */
export type Taken =
  | { readonly type: "stored" | "present"; readonly end: ChainEnd }
  /** The piece before it is missing. */
  | { readonly type: "gap" }
  /** The enrolment of its device is not here yet. */
  | { readonly type: "unknown-device" }
  /** Nobody needs the piece, and so much of its device is kept that no more is taken. */
  | { readonly type: "no-place"; readonly device: DeviceId }
  /** The disk is nearly full, so pieces of others have to wait. */
  | { readonly type: "no-room" }
  /**
   * No honest till writes such a piece. `origin` is the chain that it would be on; undefined where
   * the bytes are no transaction, which nobody passes on.
   */
  | { readonly type: "unacceptable"; readonly reason: string; readonly origin?: Origin };

export interface MeshMember {
  readonly device: DeviceId;
  /** The device is not revoked. */
  readonly isActive: boolean;
}

/** The ledger as the mesh uses it. Every call sees what is durable, whichever process on the store wrote it. */
export interface MeshLedger {
  readonly shop: ShopId;
  readonly device: DeviceId;
  /** The ends of all chains and of their branches. */
  readonly ends: () => ReadonlyArray<ChainEnd>;
  readonly endsOf: (origin: Origin) => ReadonlyArray<ChainEnd>;
  /** Whether nobody has to hold the chain that leads to this end. */
  readonly isDoubted: (end: ChainEnd) => boolean;
  /** Whether more of that device would be taken that nobody has to hold. */
  readonly hasRoom: (device: DeviceId) => boolean;
  /** Whether the chain up to this end is here. */
  readonly holds: (end: ChainEnd) => boolean;
  /**
   * Returns the two pieces where each forked chain of a device first parts; none for a device
   * without a fork.
   */
  readonly forkProof: (device: DeviceId) => ReadonlyArray<MeshPiece>;
  /** Returns positions on the chains of an origin, each about twice as far from the end as the one before. */
  readonly trail: (origin: Origin) => ReadonlyArray<ChainEnd>;
  /** Whether the key of the device is known, so that its chain can be checked. */
  readonly canCheck: (device: DeviceId) => boolean;
  /**
   * Returns the pieces that a peer with these ends lacks of these chains, in an order in which it
   * can take them.
   */
  readonly missing: (
    origins: ReadonlyArray<Origin>,
    known: ReadonlyArray<ChainEnd>,
  ) => Iterator<MeshPiece>;
  /** Returns the pieces that were stored after an arrival, in its order; at most `limit`. */
  readonly newsSince: (arrival: number, limit: number) => MeshNews;
  readonly lastArrival: () => number;
  /** Whether the piece is a segment: it is folded before the next one is taken. */
  readonly isPacked: (piece: Uint8Array) => boolean;
  /** Takes pieces in their order, and says of each what became of it. What is stored is durable when this returns. */
  readonly receive: (pieces: ReadonlyArray<Uint8Array>) => ReadonlyArray<Taken>;
  /** Whether the device has written more today than a till can: the rest is taken slowly. */
  readonly isFlooding?: (device: DeviceId) => boolean;
  readonly memberOf: (linkKey: string) => MeshMember | undefined;
  readonly isActive: (device: DeviceId) => boolean;
  /** Whether the device may be told the values of secrets. */
  readonly mayHaveSecrets: (device: DeviceId) => boolean;
  /** Returns the devices that are known to be revoked, this one included. */
  readonly revoked: () => ReadonlyArray<DeviceId>;
  /** Returns the devices that are known to have revoked that device. */
  readonly revokersOf: (device: DeviceId) => ReadonlyArray<DeviceId>;
  /** Whether this device is revoked, or another one says so. */
  readonly isRevoked: () => boolean;
  /**
   * Returns the devices whose word alone says that this one is revoked: the revocation itself was
   * not heard.
   */
  readonly unheardRevokers: () => ReadonlyArray<DeviceId>;
  /** Whether that device stays, should it and this one revoke each other. */
  readonly outranks: (device: DeviceId) => boolean;
  /** Returns another object whenever the members may have changed. */
  readonly membership: () => object;
  /** Returns the chain that this device writes on now. */
  readonly ownOrigin: () => Origin;
  /** Signs a statement with this device's key, in hexadecimal digits; others pass it on. */
  readonly sign: (statement: string) => string;
  /** Whether that device has signed the statement. */
  readonly isSigned: (device: DeviceId, statement: string, signature: string) => boolean;
  /**
   * Returns the proof that this device belongs to the shop, for peers that have not heard of it;
   * mostly undefined.
   */
  readonly introduction: () => Uint8Array | undefined;
  /**
   * Notes that another box holds more of a chain, or a fork of it. A till must not go on with its
   * own chain then.
   */
  readonly lostOwn: (origin: Origin) => void;
  readonly secrets: MeshSecrets;
  readonly words: MeshWords;
  readonly present: MeshPresent;
}

/** Today, for a box that has not heard the past: told by one that has, and sold by until the past is there. */
export interface MeshPresent {
  /** Whether this box asks for it, which it does until the past is here. */
  readonly isWanted: () => boolean;
  readonly want: (lacked: "the newest" | undefined) => void;
  /** Who told it, and up to which arrival there; undefined where nothing was told, or the past is here. */
  readonly facts: () => { readonly teller: DeviceId; readonly arrival: number } | undefined;
  /** Looks at a part of what has to be told; true while there is more to look at before it is told. */
  readonly gather: (asked: PresentQuestion) => boolean;
  /** Undefined where this box has not heard the past either. */
  readonly tell: (asked: PresentQuestion) => PresentTold | undefined;
  /** Takes what was told; returns why that can't be true. */
  readonly take: (teller: DeviceId, told: PresentTold) => string | undefined;
  /** The numbers of receipts that somebody at this box looks for. */
  readonly sought: () => ReadonlyArray<string>;
  /** No till that can be asked knows the receipt. */
  readonly foundNowhere: (receipt: string) => void;
}

export interface PresentQuestion {
  /** The arrival at the teller up to which it was told before; zero for all of it, undefined for receipts alone. */
  readonly since: number | undefined;
  /** The numbers of receipts that the present does not hold: their orders are told besides. */
  readonly receipts: ReadonlyArray<string>;
}

export interface PresentTold {
  /** How far the teller had heard, by its own arrivals and by the ends of chains. */
  readonly arrival: number;
  readonly ends: ReadonlyArray<ChainEnd>;
  /** All of the present, what of it is new, or the receipts that were asked for alone. */
  readonly what: "all" | "news" | "asked";
  /** The streams of which the pieces hold all that matters. */
  readonly streams: ReadonlyArray<StreamId>;
  /** All sums that today rests on, as the teller has them. */
  readonly sums: ReadonlyArray<readonly [key: string, amount: number]>;
  /** Segments and transactions, each with the hash that it follows. */
  readonly pieces: ReadonlyArray<{ readonly previous: Hash; readonly bytes: Uint8Array }>;
  /** Transactions in the pieces that count for nothing at the teller. */
  readonly uncounted: ReadonlyArray<ChainEnd>;
}

/** The words that tell a device that it is revoked. They stand outside the chains and are sent row by row. */
export interface MeshWords {
  /** Returns a number that rises whenever a row comes or changes. */
  readonly revision: () => number;
  /** Returns the rows that came or changed after that revision; all after -1. Equal rows have equal tags. */
  readonly changedAfter: (revision: number) => ReadonlyArray<readonly [id: string, tag: string]>;
  /** Returns the ids that begin so. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Returns the row as its writer signed it; undefined where there is none. */
  readonly row: (id: string) => unknown;
  /**
   * Returns the row's statement signed by this device, for peers that do not know its writer or
   * where the row is lost. Undefined where that adds nothing.
   */
  readonly seconded: (id: string) => unknown;
  /** Takes a row; false when nobody signed it who may write it. */
  readonly receive: (row: unknown) => boolean;
  /** Notes a row that was taken, and that its signer itself has told on a link on which it tells no chains. */
  readonly noteSeconded: (row: unknown, by: DeviceId) => void;
  /** Notes that the device takes this one in. */
  readonly noteTakenIn: (by: DeviceId) => void;
}

/** One value of a secret, as an event that counts names it. */
export interface SecretNamed {
  readonly id: string;
  readonly hash: Hash;
}

/** The values that must be destroyable. They stand outside the chains, which name them by hash alone. */
export interface MeshSecrets {
  /** Returns another text whenever a value comes, or other events count. */
  readonly revision: () => string;
  readonly lacks: () => {
    /** The digest, which is equal where the same events count; undefined until all were looked through. */
    readonly digest: string | undefined;
    /** The values that events name and that are missing here; those that people need come first. */
    readonly names: ReadonlyArray<SecretNamed>;
  };
  /** Returns a value; undefined for one that is missing or to be destroyed. */
  readonly row: (name: SecretNamed) => unknown;
  /** Takes a value; false when no event that counts names it, or there is no room. */
  readonly receive: (row: unknown) => boolean;
  /** Returns a value sealed for the recovery sheet, for a peer that may not read it; missing where none is sealed. */
  readonly sealed?: ((name: SecretNamed) => unknown) | undefined;
  /** Takes a value that another device has sealed; missing where nobody keeps those. */
  readonly receiveSealed?: ((row: unknown, by: DeviceId) => boolean) | undefined;
}

export type LinkId = number;

export interface MeshOut {
  /** Sends a message; false when so much waits that nothing big should follow before `drained`. */
  readonly send: (link: LinkId, message: Message) => boolean;
  /** Closes a link; nothing of it is heard afterwards. */
  readonly close: (link: LinkId, reason: string) => void;
  /** Notes that the other side is a member, which may send more at once from now on. */
  readonly welcome: (link: LinkId) => void;
  /**
   * Makes the other end hold back its messages for now. Missing where that is impossible: they wait
   * here then.
   */
  readonly rest?: (link: LinkId, isResting: boolean) => void;
}
