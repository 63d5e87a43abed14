/** The lies that a liar tries: any one of them alone could be told, and chance mixes them. */

import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  firstOrigin,
  type Hash,
  hashSchema,
  type Origin,
  toOrigin,
  toStreamId,
} from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { deviceKeyFromSeed, type DeviceKey } from "../../src/ledger/log/chain.ts";
import { createSeededRandom, type Dice } from "./dice.ts";
import { type Claim, firstSlot, type Lie, type Slot, writeLie } from "./liar-chain.ts";
import { type Den } from "./liar-den.ts";

/** Says what it did; undefined where there was nothing to do it with. */
type Act = (den: Den, ledger: Ledger) => string | undefined;

const SEED_BYTES = 32;
/** A flood: so many chains, of so many transactions each. */
const FLOOD = { chains: 30, transactions: 5 };
const FLOOD_SHARE = 0.15;
const ENDS_NAMED_MAX = 6;
const WANTED_ORIGINS = 300;
const WANTS = 5;
/** The requests without end: more than its neighbours may answer at once. */
const WANTS_WITHOUT_END = 400;
const WANT_EVERY_MS = 10;
const NO_DIGEST = "0".repeat(16);
const DESTROYED_SHARE = 0.3;
const GHOST_ENDS = 500;
const ALIASES_MAX = 4;
const INCARNATION_CHARACTERS = 13;
const REASON = "lies";
/** Transactions from the start. */
const EARLY = 3;
const SALES = /^(?:order|payment|receipt|refund|drawer)\//u;

const ACTS = {
  sells: { weight: 5, act: (den, ledger) => sayAt(den, ledger, forgedSale) },
  "begins anew": { weight: 3, act: beginAnew },
  "forks at its first words": { weight: 3, act: (den) => fork(den, true) },
  "forks anywhere": { weight: 3, act: (den) => fork(den, false) },
  closes: { weight: 2, act: (den, ledger) => sayAt(den, ledger, forgedClose) },
  revokes: { weight: 3, act: (den, ledger) => sayAt(den, ledger, forgedRevocation) },
  admits: { weight: 2, act: (den, ledger) => sayAt(den, ledger, forgedSettlement) },
  purges: { weight: 2, act: (den, ledger) => sayAt(den, ledger, forgedPurge) },
  enrols: { weight: 3, act: enrol },
  "founds the shop again": { weight: 1, act: foundAgain },
  "writes a secret": { weight: 1, act: (den, ledger) => sayAt(den, ledger, forgedSecret) },
  "asks without end": { weight: 0.3, act: askWithoutEnd },
  "asks for everything": { weight: 1, act: askForAll },
  "names heads without end": { weight: 1, act: nameHeads },
  "talks nonsense": { weight: 0.3, act: talkNonsense },
} as const satisfies Readonly<Record<string, { readonly weight: number; readonly act: Act }>>;
type ActName = keyof typeof ACTS;

const WEIGHTS = Object.fromEntries(
  Object.entries(ACTS).map(([name, { weight }]) => [name, weight]),
) as Record<ActName, number>;

export function lieOnce(den: Den): string | undefined {
  const ledger = den.witness()?.ledger;
  if (ledger === undefined || ledger.room.state() === "none") return undefined;
  const name = den.dice.weighed<ActName>(WEIGHTS);
  const done = ACTS[name].act(den, ledger);
  return done === undefined ? undefined : `${name}: ${done}`;
}

/** Writes one transaction, or a flood of them, on random chains. */
function sayAt(
  den: Den,
  ledger: Ledger,
  claim: (den: Den, ledger: Ledger) => ReadonlyArray<Claim>,
): string {
  const slot = pickSlot(den, ledger);
  return flood(den, { slots: () => slot, claim: () => claim(den, ledger) });
}

interface Flood {
  readonly slots: () => Slot;
  readonly claim: (slot: Slot) => ReadonlyArray<Claim>;
}

function flood(den: Den, { slots, claim }: Flood): string {
  const { dice } = den;
  const isFlood = dice.chance(FLOOD_SHARE);
  const chains = isFlood ? dice.between(2, FLOOD.chains) : 1;
  const length = isFlood ? dice.between(1, FLOOD.transactions) : 1;
  const lies: Lie[] = [];
  for (let chain = 0; chain < chains; chain += 1) {
    let slot = slots();
    for (let count = 0; count < length; count += 1) {
      const lie = write(den, slot, claim(slot));
      lies.push(lie);
      slot = lie.next;
    }
    den.tips.push(slot);
  }
  den.tell(lies);
  return `${chains} times ${length} transactions after ${deviceOf(lies[0]?.end.origin ?? ("" as Origin)).slice(0, 4)}.${lies[0]?.end.origin.slice(-4) ?? ""} ${(lies[0]?.end.seq ?? 1) - 1}`;
}

function write({ dice, world, loot: { day } }: Den, slot: Slot, claims: ReadonlyArray<Claim>): Lie {
  const tag = hex(dice, 8);
  return writeLie(slot, claims, { tag, wallMs: Math.floor(world.rightMs()), day });
}

function pickSlot(den: Den, ledger: Ledger): Slot {
  const { dice, tips, aliases } = den;
  const how = dice.weighed({ tip: 4, straight: 3, fork: 3, anew: 1, alias: aliases.length });
  if (how === "tip" && tips.length > 0) return dice.pick(tips);
  if (how === "fork") return forkSlot(den, dice.chance(0.5));
  if (how === "anew") return anew(den, ledger);
  if (how === "alias") {
    const key = dice.pick(aliases);
    return firstSlot(ledger, firstOrigin(key.device), key);
  }
  return straightSlot(den, ledger);
}

/** Returns the position at which the till itself would go on. */
function straightSlot({ dice, loot: { key, origins, rows } }: Den, ledger: Ledger): Slot {
  const origin = dice.pick(origins);
  const last = rows.findLast((row) => row.origin === origin);
  if (last === undefined) return firstSlot(ledger, origin, key);
  return { origin, first: last.last + 1, previous: last.hash, key };
}

function forkSlot({ dice, loot: { key, rows } }: Den, isEarly: boolean): Slot {
  const { origin, first, previous } = dice.pick(isEarly ? rows.slice(0, EARLY) : rows);
  return { origin, first, previous, key };
}

function fork(den: Den, isEarly: boolean): string {
  const slot = forkSlot(den, isEarly);
  return flood(den, { slots: () => slot, claim: () => forgedSale(den) });
}

/** A slot after the first word of a new incarnation, which is said with it. */
function anew(den: Den, ledger: Ledger): Slot {
  const slot = newChain(den, ledger);
  const lie = write(den, slot, [started(den)]);
  den.tell([lie]);
  return lie.next;
}

function newChain({ dice, loot, aliases }: Den, ledger: Ledger): Slot {
  const key = aliases.length > 0 && dice.chance(0.2) ? dice.pick(aliases) : loot.key;
  return firstSlot(ledger, toOrigin(key.device, hex(dice, INCARNATION_CHARACTERS)), key);
}

function started({ dice, loot: { rows } }: Den): Claim {
  const row = dice.chance(0.7) ? dice.pick(rows) : undefined;
  const follows = row && { origin: row.origin, seq: row.last, hash: row.hash };
  return {
    kind: "incarnation/started",
    body: { n: dice.between(2, 99), follows: follows ?? null, cause: "person" },
  };
}

function beginAnew(den: Den, ledger: Ledger): string {
  return flood(den, {
    slots: () => newChain(den, ledger),
    claim: ({ first }) => (first === 1 ? [started(den)] : forgedSale(den)),
  });
}

/** A sale of the till that was robbed, said once more. */
function forgedSale({ dice, loot: { rows } }: Den): ReadonlyArray<Claim> {
  const sales = rows.filter(({ claims }) => claims.every(({ kind }) => SALES.test(kind)));
  return sales.length === 0
    ? [{ kind: "attention/resolved", streams: ["attention/1"], body: { n: dice.nat(100) } }]
    : dice.pick(sales).claims;
}

function forgedClose(den: Den, ledger: Ledger): ReadonlyArray<Claim> {
  const frontier = endsOfChance(den, ledger);
  const body = { zs: [], ended: [], frontier, missing: [], without: [], asked: "" };
  return [{ kind: "day/closed", streams: [`day/${den.loot.day}`], body }];
}

function forgedRevocation(den: Den, ledger: Ledger): ReadonlyArray<Claim> {
  const device = pickDevice(den, ledger);
  const heads = endsOfChance(den, ledger).filter(({ origin }) => deviceOf(origin) === device);
  return [{ kind: "device/revoked", body: { device, heads, reason: REASON } }];
}

function forgedSettlement(den: Den, ledger: Ledger): ReadonlyArray<Claim> {
  const kind = den.dice.chance(0.7) ? "chain/admitted" : "chain/retired";
  const [end] = endsOfChance(den, ledger);
  return end === undefined ? forgedSale(den) : [{ kind, body: { ...end, reason: REASON } }];
}

function forgedPurge(den: Den, ledger: Ledger): ReadonlyArray<Claim> {
  const device = pickDevice(den, ledger);
  return [{ kind: "chain/purged", body: { device, reason: REASON } }];
}

function pickDevice({ dice, aliases, loot }: Den, ledger: Ledger): DeviceId {
  const made = aliases.map(({ device }) => device);
  return dice.pick([...ledger.admission().keys(), ...made, loot.key.device]);
}

/** True ends, ends of lies, and such as nobody has. */
function endsOfChance(den: Den, ledger: Ledger): ReadonlyArray<ChainEnd> {
  const { dice, tips, loot } = den;
  const known = [
    ...[...ledger.heads()].map(([origin, { seq, hash }]): ChainEnd => ({ origin, seq, hash })),
    ...loot.rows.map(({ origin, last: seq, hash }): ChainEnd => ({ origin, seq, hash })),
    ...tips.map(({ origin, first, previous: hash }): ChainEnd => ({
      origin,
      seq: first - 1,
      hash,
    })),
  ].filter(({ seq }) => seq > 0);
  return Array.from({ length: dice.between(1, ENDS_NAMED_MAX) }, () => {
    const end = dice.pick(known);
    return dice.chance(0.15) ? { ...end, hash: ghost(dice) } : end;
  });
}

function enrol(den: Den, ledger: Ledger): string | undefined {
  const { dice, aliases } = den;
  if (aliases.length >= ALIASES_MAX) return undefined;
  const alias = newAlias(den);
  const { device, publicKey: key } = alias;
  const code = `L${"ABCDEFGH".charAt(aliases.length)}`;
  const body = { device, key, code, name: `Till ${code}`, rights: ["till"] };
  const keys = { device, linkKey: hex(dice, 64), sealKey: hex(dice, 64) };
  aliases.push(alias);
  const slot = pickSlot(den, ledger);
  return flood(den, {
    slots: () => slot,
    claim: () => [
      { kind: "device/enrolled", body },
      { kind: "device/keyed", body: keys },
      { kind: "device/promoted", body: { device } },
    ],
  });
}

function newAlias({ dice }: Den): DeviceKey {
  return deviceKeyFromSeed(createSeededRandom(`alias ${dice.nat(2 ** 31)}`).bytes(SEED_BYTES));
}

function foundAgain(den: Den, ledger: Ledger): string | undefined {
  const founding = ledger.founding();
  if (founding === undefined) return undefined;
  const slot = newChain(den, ledger);
  const claims = [
    { kind: "incarnation/started", body: { n: 2, follows: null, cause: "person" } },
    { kind: "shop/founded", body: { ...founding, name: "Mine", currency: "USD" } },
  ];
  den.tell([write(den, slot, claims)]);
  return "as Mine";
}

function askForAll(den: Den, ledger: Ledger): string {
  const origins = [
    ...ledger.heads().keys(),
    ...Array.from({ length: WANTED_ORIGINS }, () => newChain(den, ledger).origin),
  ];
  for (let id = 1; id <= WANTS; id += 1) den.say({ type: "want", id, origins, ends: [] });
  return `${WANTS} times ${origins.length} chains`;
}

function askWithoutEnd(den: Den, ledger: Ledger): string {
  const origins = [...ledger.heads().keys()];
  // A peer that may lack secrets is sent chains one by one, so that those do not come first.
  den.say({ type: "secret-lacks", digest: NO_DIGEST, asks: false, names: [] });
  for (let id = 1; id <= WANTS_WITHOUT_END; id += 1) {
    // All at once they would wait in front of a link that takes no more.
    den.world.time.after(id * WANT_EVERY_MS, () => {
      den.say({ type: "want", id, origins, ends: [] });
    });
  }
  return `${WANTS_WITHOUT_END} times ${origins.length} chains`;
}

/** Returns a forged secret: another value, one that nobody has written, or a mark to destroy it. */
function forgedSecret({ dice, secrets }: Den, ledger: Ledger): ReadonlyArray<Claim> {
  const ids = [...ledger.secrets.idsFrom(""), `pin/${dice.between(1, 9)}`, "customer/1/key"];
  const id = dice.pick(ids);
  const streams = [toStreamId("secret", id)];
  const hashes = secrets.get(id) ?? new Set();
  secrets.set(id, hashes);
  if (dice.chance(DESTROYED_SHARE)) return [{ kind: "secret/destroyed", streams, body: { id } }];
  const hash = ghost(dice);
  hashes.add(hash);
  return [{ kind: "secret/written", streams, body: { id, hash } }];
}

function nameHeads(den: Den, ledger: Ledger): string {
  const ends = Array.from({ length: GHOST_ENDS }, (): ChainEnd => {
    const { origin } = newChain(den, ledger);
    return { origin, seq: den.dice.between(1, 9), hash: ghost(den.dice) };
  });
  den.say({ type: "heads", ends });
  return `${GHOST_ENDS}`;
}

function talkNonsense(den: Den): string {
  const { dice } = den;
  const bytes = Uint8Array.from({ length: dice.between(1, 200) }, () => dice.nat(256));
  den.sayBytes(dice.chance(0.5) ? bytes : Uint8Array.of(32, ...bytes));
  return `${bytes.length} bytes`;
}

function ghost(dice: Dice): Hash {
  return hashSchema.parse(hex(dice, 64));
}

function hex(dice: Dice, digits: number): string {
  return Array.from({ length: digits }, () => dice.nat(16).toString(16)).join("");
}
