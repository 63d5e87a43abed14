/** The means of a liar: the stolen keys and rows. */

import { type BusinessDay, type Hash, type Origin } from "../../src/domain/identity.ts";
import { type DeviceKey } from "../../src/ledger/log/chain.ts";
import { type TransactionRow } from "../../src/ledger/log/transaction-row.ts";
import { type Message } from "../../src/mesh/gossip/messages.ts";
import { type Dice } from "./dice.ts";
import { type Claim, type Lie, type Slot } from "./liar-chain.ts";
import { type Process, type World } from "./world.ts";

/** The stolen key, and what the till of it had said by then. */
export interface Loot {
  readonly key: DeviceKey;
  /** The business day of the theft. */
  readonly day: BusinessDay;
  readonly origins: ReadonlyArray<Origin>;
  readonly rows: ReadonlyArray<StolenRow>;
}

export interface StolenRow extends Pick<TransactionRow, "origin" | "first" | "last" | "hash"> {
  readonly previous: Hash;
  readonly claims: ReadonlyArray<Claim>;
}

export interface Den {
  readonly world: World;
  readonly dice: Dice;
  readonly loot: Loot;
  /** A till that the liar knows of, to have something to lie about. */
  readonly witness: () => Process | undefined;
  /** Devices that the liar has made up. */
  readonly aliases: DeviceKey[];
  /** Hashes of values that it has written, and gives to nobody, by the id of what it has lied about. */
  readonly secrets: Map<string, Set<Hash>>;
  /** Slots after what it said, on all of its chains. */
  readonly tips: Slot[];
  readonly tell: (lies: ReadonlyArray<Lie>) => void;
  readonly say: (...messages: ReadonlyArray<Message>) => void;
  readonly sayBytes: (payload: Uint8Array) => void;
}
