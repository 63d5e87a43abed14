/**
 * A liar in the simulated shop: somebody who has the key of a till. It says on real links what no till
 * says, through one or two neighbours. The till itself is gone, or goes on and knows nothing of it.
 */

import { type ChainEnd, deviceOf, type Hash } from "../../src/domain/identity.ts";
import { WHOLE_TAGS } from "../../src/domain/present/present-streams.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { chainStart, type DeviceKey, transactionHash } from "../../src/ledger/log/chain.ts";
import { type TransactionRow } from "../../src/ledger/log/transaction-row.ts";
import {
  decodeMessage,
  encodeMessage,
  MESH_VERSION,
  type Message,
} from "../../src/mesh/gossip/messages.ts";
import { BYTE_MS, PIECE_MS, SAVED_MS_MAX, SHARE_MS_PER_S } from "../../src/mesh/gossip/work.ts";
import { type End } from "./connection.ts";
import { type Dice } from "./dice.ts";
import { claimsOf, type Lie } from "./liar-chain.ts";
import { type Den, type Loot, type StolenRow } from "./liar-den.ts";
import { lieOnce } from "./liar-lies.ts";
import { type Host } from "./network-paths.ts";
import { FIRST_DAY } from "./shop-set-up.ts";
import { type Box, type Liar, type World } from "./world.ts";

/** Share of the runs in which the founder's key is stolen. */
const FOUNDER_SHARE = 0.2;
const GONE_SHARE = 0.5;
/** The part of the opening hours by which the theft has happened. */
const STOLEN_UNTIL = 0.6;
const LIES = { from: 8, to: 24 };
const DIAL_EVERY_MS = 1500;
const GHOST = "0".repeat(64) as Hash;
const MADE_UP_ARRIVAL = 100_000;
/** Of the liar's chain: more than a till hears before it asks for today first. */
const CLAIMED_BEYOND = 9000;
const HOST: Host = "10.9.9.9";
/** The most lies that are repeated to a neighbour at a new link. */
const REPEATED_MAX = 400;
/** The share of a second after which messages held by a pulled cable arrive at once. */
const HELD_MS = SHARE_MS_PER_S;

/** Lets a key be stolen while the shop is open, and somebody lie with it until then. */
export function planLiar(world: World, untilMs: number): void {
  const { time } = world;
  if (!world.options.hasLiar) return;
  const dice = world.dice.fork("liar");
  const spanMs = untilMs - time.nowMs();
  time.after(spanMs * dice.unit() * STOLEN_UNTIL, () => {
    const liar = steal(world, dice);
    if (liar === undefined) return;
    const restMs = untilMs - time.nowMs();
    const lies = dice.between(LIES.from, LIES.to);
    for (let lie = 0; lie < lies; lie += 1) {
      time.after(restMs * dice.unit(), () => {
        liar.lie(1);
      });
    }
    time.after(restMs * world.dice.fork("liar claims").unit(), liar.claim);
  });
}

function steal(world: World, dice: Dice): Liar | undefined {
  const box = pickVictim(world, dice);
  const ledger = box?.process()?.ledger;
  if (box === undefined || ledger === undefined) return undefined;
  const { key } = ledger.identity;
  const day = ledger.day() ?? FIRST_DAY;
  const origins = ledger.store.origins().filter((origin) => deviceOf(origin) === key.device);
  const rows = origins.flatMap((origin) =>
    [...ledger.store.ofOrigin(origin, 1)].map((row) => stolenRow(ledger, row)),
  );
  const isGone = dice.chance(GONE_SHARE);
  const liar = createLiar(world, { box, dice, loot: { key, day, origins, rows } });
  world.liars.push(liar);
  if (isGone) box.goForGood();
  world.trace.note(
    world.time.nowMs(),
    "~",
    `the key of ${box.name} is stolen${isGone ? ", and the box with it" : ""}`,
  );
  return liar;
}

/** Read now: the box may be gone, and its disk with it. */
function stolenRow({ store, identity }: Ledger, row: TransactionRow): StolenRow {
  const { origin, first, last, hash, content } = row;
  const before = store.endingAt(origin, first - 1).map((end) => end.hash);
  const previous = before.find((end) => transactionHash(end, content.events) === hash);
  return {
    origin,
    first,
    last,
    hash,
    previous: previous ?? chainStart(identity.shop, origin),
    claims: claimsOf(row),
  };
}

function pickVictim(world: World, dice: Dice): Box | undefined {
  const [founder, ...others] = world.boxes.filter((box) => {
    const ledger = box.process()?.ledger;
    if (ledger === undefined || box.name.includes("'") || ledger.room.state() === "none")
      return false;
    const { device } = ledger.identity.key;
    const isIn = ledger.admission().get(device)?.revoked === false;
    return isIn && ledger.head(ledger.identity.origin) !== undefined;
  });
  if (founder === undefined || others.length === 0) return undefined;
  return dice.chance(FOUNDER_SHARE) ? founder : dice.pick(others);
}

interface LiarParts {
  readonly box: Box;
  readonly dice: Dice;
  readonly loot: Loot;
}

function createLiar(world: World, { box, dice, loot }: LiarParts): Liar {
  const { time, network } = world;
  const others = dice.shuffle(world.boxes.filter(({ linkKey }) => linkKey !== box.linkKey));
  const neighbours = others.slice(0, dice.between(1, 2));
  const mouths = neighbours.map((neighbour) => createMouth(world, { box, loot, neighbour }));
  const aliases: DeviceKey[] = [];
  const secrets = new Map<string, Set<Hash>>();

  function heard(): ReadonlyArray<Mouth> {
    return dice.chance(0.5) ? mouths : [dice.pick(mouths)];
  }

  const den: Den = {
    world,
    dice,
    loot,
    witness: () => dice.pick(neighbours).process(),
    aliases,
    secrets,
    tips: [],
    tell: (lies) => {
      for (const mouth of heard()) mouth.tell(lies);
    },
    say: (...messages) => {
      for (const mouth of heard())
        for (const message of messages) mouth.say(encodeMessage(message));
    },
    sayBytes: (payload) => {
      for (const mouth of heard()) mouth.say(payload);
    },
  };
  network.setPower(HOST, true);
  const port = network.listen(HOST, {
    linkKey: box.linkKey,
    onLink: (end) => mouths.find(({ host }) => host() === end.remote)?.open(end),
    onPayload: (end, payload) => mouths.find((mouth) => mouth.has(end))?.hear(payload),
    onDrain: () => undefined,
    onClose: (end) => mouths.find((mouth) => mouth.has(end))?.shut(),
  });
  let isThere = true;

  function keepDialling(): void {
    if (!isThere) return;
    for (const mouth of mouths) {
      if (!mouth.isOpen()) port.dial(mouth.host(), () => undefined);
    }
    time.after(DIAL_EVERY_MS, keepDialling);
  }

  keepDialling();
  const past = loot.rows.map(({ origin, last: seq, hash }): ChainEnd => ({ origin, seq, hash }));
  return {
    box,
    device: loot.key.device,
    stolenAtMs: time.nowMs(),
    victims: world.boxes.filter(({ linkKey }) => linkKey !== box.linkKey),
    past,
    secrets,
    devices: () => [loot.key.device, ...aliases.map(({ device }) => device)],
    claim: () => {
      const ledger = den.witness()?.ledger;
      if (ledger === undefined) return;
      const ends = [...ledger.heads()].map(([origin, { seq, hash }]): ChainEnd => {
        const isOwn = deviceOf(origin) === loot.key.device;
        return isOwn ? { origin, seq: seq + CLAIMED_BEYOND, hash: GHOST } : { origin, seq, hash };
      });
      for (const mouth of mouths) mouth.say(encodeMessage({ type: "heads", ends }));
      world.trace.note(time.nowMs(), "liar", `claims ${CLAIMED_BEYOND} events more than there are`);
    },
    lie: (times) => {
      for (let lie = 0; lie < times; lie += 1) {
        const said = lieOnce(den);
        if (said !== undefined) world.trace.note(time.nowMs(), "liar", said);
      }
    },
    leave: () => {
      isThere = false;
      port.close();
    },
  };
}

/** The liar's side of its link to one neighbour. */
interface Mouth {
  readonly host: () => Host;
  readonly isOpen: () => boolean;
  readonly has: (end: End) => boolean;
  readonly open: (end: End) => void;
  readonly shut: () => void;
  readonly hear: (payload: Uint8Array) => void;
  readonly say: (payload: Uint8Array) => void;
  readonly tell: (lies: ReadonlyArray<Lie>) => void;
}

function createMouth(
  world: World,
  { box, loot, neighbour }: Pick<LiarParts, "box" | "loot"> & { readonly neighbour: Box },
): Mouth {
  const sentLies: Lie[] = [];
  let end: End | undefined;
  const served = createServedCheck(world, neighbour);

  function say(payload: Uint8Array): void {
    end?.send(payload);
  }

  function tell(lies: ReadonlyArray<Lie>): void {
    for (const { bytes } of lies) say(encodeMessage({ type: "piece", bytes }));
  }

  return {
    host: neighbour.host,
    isOpen: () => end !== undefined,
    has: (other) => other === end,
    open: (opened) => {
      end = opened;
      const shop = neighbour.process()?.ledger.identity.shop;
      if (shop === undefined) return;
      const { device } = loot.key;
      const instance = `1111111111111${box.name.length}11`;
      const hello = { version: MESH_VERSION, shop, device, instance, port: null, isOpen: true };
      say(encodeMessage({ type: "hello", ...hello }));
      tell(sentLies.slice(-REPEATED_MAX));
    },
    shut: () => {
      end = undefined;
    },
    hear: (payload) => {
      const message = decodeMessage(payload);
      if (!message.ok || message.value === undefined) return;
      const { value } = message;
      if (value.type === "hello") served.greeted(value.instance);
      if (value.type === "piece") served.note(value.bytes.length);
      if (value.type === "ping") {
        say(encodeMessage({ type: "pong", id: value.id, wallMs: world.rightMs() }));
      } else if (value.type === "present-want") {
        for (const message of falsePresent(neighbour, value.id)) say(encodeMessage(message));
      } else if (value.type === "want") {
        const wanted = new Set(value.origins);
        tell(sentLies.filter((lie) => wanted.has(lie.end.origin)));
        say(encodeMessage({ type: "want-end", id: value.id }));
      }
    },
    say,
    tell: (lies) => {
      sentLies.push(...lies);
      tell(lies);
    },
  };
}

/** That nothing is in any of the streams that the neighbour has. */
function falsePresent(neighbour: Box, id: number): ReadonlyArray<Message> {
  const ledger = neighbour.process()?.ledger;
  if (ledger === undefined) return [];
  const streams = ledger.read((view) => WHOLE_TAGS.flatMap(view.tagged));
  const end = { arrival: MADE_UP_ARRIVAL, what: "all" } as const;
  return [{ type: "present", id, streams, sums: [], ends: [], uncounted: [], end }];
}

interface ServedCheck {
  /** The bytes served in one run of the neighbour. */
  readonly greeted: (instance: string) => void;
  readonly note: (sizeBytes: number) => void;
}

/** However much it asks for, a neighbour spends no more on it than its share of each run. */
function createServedCheck(world: World, neighbour: Box): ServedCheck {
  const { time } = world;
  let run = "";
  let leftMs = SAVED_MS_MAX;
  let atMs = time.nowMs();
  return {
    greeted: (instance) => {
      if (instance !== run) leftMs = SAVED_MS_MAX;
      run = instance;
    },
    note: (sizeBytes) => {
      const passedMs = time.nowMs() - atMs;
      atMs += passedMs;
      leftMs = Math.min(SAVED_MS_MAX, leftMs + (passedMs / 1000) * SHARE_MS_PER_S);
      const before = leftMs;
      leftMs -= PIECE_MS + sizeBytes * BYTE_MS;
      if (before >= -HELD_MS && leftMs < -HELD_MS) {
        world.problem(`${neighbour.name} sends the liar more than its share because it asks`);
      }
    },
  };
}
