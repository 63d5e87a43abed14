/** The parts that a simulated shop shares: its time, its network, its books, its boxes. */

import { type CardDesk } from "../../src/app/cards/card-desk.ts";
import { type GlanceView } from "../../src/app/membership/mesh-view.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import {
  type ChainEnd,
  type DeviceId,
  type EventId,
  type Hash,
} from "../../src/domain/identity.ts";
import { type MinorUnits } from "../../src/domain/money/amounts.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type Tuning } from "../../src/ledger/tuning.ts";
import { type createMeshNode } from "../../src/mesh/gossip/node.ts";
import { type MeshLedger } from "../../src/mesh/gossip/ports.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { type Books } from "./books.ts";
import { type BoxClock } from "./box-clock.ts";
import { type SimTerminal } from "./card-terminal.ts";
import { type Dice } from "./dice.ts";
import { type BadTellers, type Deaths } from "./late-troubles.ts";
import { type MeshProcess } from "./mesh-process.ts";
import { type Host } from "./network-paths.ts";
import { type Network } from "./network.ts";
import { type SimOptions } from "./options.ts";
import { type SimPrinter } from "./printer.ts";
import { type Trace } from "./trace.ts";
import { type VirtualTime } from "./virtual-time.ts";
import { type DueVoucher } from "./voucher-shop.ts";

export interface World extends Disposable {
  readonly options: SimOptions;
  readonly time: VirtualTime;
  readonly network: Network;
  readonly trace: Trace;
  readonly books: Books;
  readonly dice: Dice;
  readonly tuning: Partial<Tuning>;
  readonly wrap: Wrap;
  readonly kitchen: Kitchen;
  /** The shop's card terminals, which outlive every process, by id. */
  readonly terminals: Map<string, SimTerminal>;
  /** The tills that are carried about. */
  readonly tablets: Tablets;
  readonly tellers: BadTellers;
  readonly deaths: Deaths;
  /** The folder of the boxes' folders. */
  readonly dir: string;
  readonly boxes: Box[];
  /** The thieves with the key of a till; one at most. */
  readonly liars: Liar[];
  /** Zs that any till has shown, by id, as it showed them first. */
  readonly zs: Map<string, string>;
  /** Returns the time of a right clock. */
  readonly rightMs: () => number;
  /** Nobody is there for so long, and nothing happens: all clocks have gone on. */
  readonly passNight: (forMs: number) => void;
  /** Nobody works any more, and nothing goes wrong. */
  readonly isClosed: () => boolean;
  readonly close: () => void;
  /** Multicast: whom the box reaches hears that it is there, and answers. */
  readonly announce: (from: Box) => void;
  /** Something is wrong that must never be. */
  readonly problem: (sentence: string, cause?: unknown) => void;
  readonly problems: () => ReadonlyArray<Problem>;
}

/** The shop's printers, which outlive every process. */
export interface Kitchen {
  readonly printers: Map<string, SimPrinter>;
  /** Devices whose disks have forgotten something, or speak out of two boxes. */
  readonly forgetful: Set<DeviceId>;
  /** Newcomers whose printer nobody has set up yet. */
  readonly bare: Set<Box>;
}

/** What is carried: a tablet with its till, or a box with several. */
export interface Tablet {
  readonly boxes: ReadonlyArray<Box>;
}

export interface Tablets {
  readonly carried: Tablet[];
  /** Letters of the tills that take no cash. */
  readonly cashless: Set<string>;
  /** Boxes that reach nothing by radio now. */
  readonly outOfRadio: Set<string>;
  /** Tills that nobody will find again. */
  readonly lost: DeviceId[];
}

/** Somebody who has the key of a till, and says with it what no till says: see liar.ts. */
export interface Liar {
  /** The till that was robbed. */
  readonly box: Box;
  readonly device: DeviceId;
  readonly stolenAtMs: number;
  /** The boxes that were in the shop at the theft. */
  readonly victims: ReadonlyArray<Box>;
  /** Ends of the till's transactions at that time, in the order of its chains. */
  readonly past: ReadonlyArray<ChainEnd>;
  /** Hashes of values that it has written, by the id of each secret that it has lied about. */
  readonly secrets: ReadonlyMap<string, ReadonlySet<Hash>>;
  /** The stolen one, and those that the liar has made up. */
  readonly devices: () => ReadonlyArray<DeviceId>;
  /** Lies so often, at once. */
  /** Claims to hold far more than there is, so that its neighbours ask it for today. */
  readonly claim: () => void;
  readonly lie: (times: number) => void;
  /** Nothing is heard of it any more. */
  readonly leave: () => void;
}

export interface Problem {
  /** The time since the run began. */
  readonly atMs: number;
  readonly sentence: string;
  /** The stack; undefined for a problem that a check found. */
  readonly stack: string | undefined;
}

/** Puts something else in the place of a part: a test shows so that what is wrong there is seen here. */
export interface Wrap {
  readonly ledger: (ledger: Ledger) => Ledger;
  readonly meshLedger: (ledger: MeshLedger) => MeshLedger;
  readonly createNode: typeof createMeshNode;
  readonly transport: (transport: Transport) => Transport;
  /** What the printers see of the links. */
  readonly links: (glance: () => GlanceView) => () => GlanceView;
}

export interface Box {
  /** The letter of the till; a copy of its disk in another box has a stroke after it. */
  readonly name: string;
  readonly dir: string;
  readonly linkKey: string;
  readonly clock: BoxClock;
  readonly facts: BoxFacts;
  readonly host: () => Host;
  readonly process: () => Process | undefined;
  readonly hasPower: () => boolean;
  readonly start: () => void;
  /** `killed`: the system goes on. `power`: nothing does, and nobody is told. `stopped`: as it should be. */
  readonly stop: (how: StopKind) => void;
  /** Shuts the box down properly, with its last messages: it is over within some seconds. */
  readonly shutDown: () => void;
  /** Stolen: nobody will ever start it again. */
  readonly goForGood: () => void;
  /** Hangs: does nothing, and hears nothing, until then. */
  readonly freeze: (forMs: number) => void;
  readonly move: (to: Host) => void;
  /** Bytes that the disk has left; undefined for plenty. */
  readonly setRoom: (freeBytes: number | undefined) => void;
}

export type StopKind = "stopped" | "killed" | "power";

export interface BoxFacts {
  /** Which of the shop's people works here. */
  readonly person: number;
  /** Undefined where nothing tells one board from another. */
  readonly board: string | undefined;
  /** Knows kinds of events and messages that the others don't. */
  readonly isNewer: boolean;
  readonly skewMs: number;
  readonly driftPpm: number;
}

/** The parts of an open till that people work with. */
export type OpenDesk = Pick<OpenTill, "dir" | "till" | "jobs" | "clock">;

/** What a process does at card terminals. */
export interface CardProcess {
  readonly desk: CardDesk;
  /** What it did ended otherwise than it may. */
  readonly onFault: (cause: unknown) => void;
  readonly end: (how: StopKind) => void;
}

export interface Process {
  readonly ledger: Ledger;
  readonly mesh: MeshProcess;
  /** Undefined before the device has heard of its shop. */
  readonly open: () => OpenDesk | undefined;
  /** Undefined in a shop without card terminals, and before the device has heard of its shop. */
  readonly cards: () => CardProcess | undefined;
  /** Hands its printers over, and finishes the paper in hand; undefined where it has none. */
  readonly leave: () => Promise<void> | undefined;
  /** Does something in the process's name: not when it is over, later when it hangs. */
  readonly run: (action: () => void) => void;
  /** The person does the next thing; undefined while there is nothing to do it with. */
  readonly act: () => string | undefined;
  /** The person sells one thing for cash; says why not, if not. */
  readonly sellOne: () => string | undefined;
  /** The person takes all that a voucher has for goods; says why not, if not. */
  readonly redeem: (voucher: DueVoucher) => string | undefined;
  /** The person rings one thing up, and parks it; returns what it costs. Undefined where that can't be. */
  readonly orderOne: () => { readonly order: EventId; readonly amount: MinorUnits } | undefined;
}
