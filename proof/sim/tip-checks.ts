/**
 * Tips by pen and paper: a cent that a guest gave belongs to whoever took it, and to one pool at most, unless two
 * leads shared it out apart: then somebody is asked about both. What a pool takes in goes out in its shares, out of
 * the drawer in the same act or not at all. What a person had in cash before is taken off their share, and what they
 * had beyond all that they are owed is asked about until somebody settles it.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type SharedPool } from "../../src/app/people/tip-pool.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type TipsPooled } from "../../src/domain/events/tips-events.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { sumMinor } from "../../src/domain/money/amounts.ts";
import { daysFromTo } from "../../src/domain/text/civil-time.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { tipsReport } from "../../src/report/sales/figure-reports.ts";
import { sumsOf } from "./books.ts";
import { countingActs, isUndisputed, type Member } from "./checks.ts";
import { correctedOnce } from "./corrected-once.ts";
import { byLedger, isOf, type Of, sessionOf } from "./drawer-books.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

type Days = Pick<TipsPooled, "from" | "to">;
type Pool = Of<"tips/pooled">;

interface ExpectedPool {
  /** Returns what is wrong with a pool that was made at once. */
  readonly wrongIn: (pool: SharedPool) => ReadonlyArray<string>;
}

/** Returns what a pool has to be by what its till knows now: all tips of these days, of which none is in a pool. */
export function expectPool(
  world: Pick<World, "books">,
  ledger: Ledger,
  { from, to }: Days,
): ExpectedPool {
  // What is in question counts at one till and not at another one.
  if (!isUndisputed(world, ledger)) return { wrongIn: () => [] };
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const before = poolsOf(events).find((pool) => overlaps(pool.body, { from, to }));
  const booked = takenOn(events, daysFromTo(from, to));
  const accounts = accountsOf(events);
  return {
    wrongIn: ({ taken, shares }) => [
      ...(before === undefined
        ? []
        : [`shares out what ${before.id} has shared out, and knows it`]),
      ...differing(
        new Map(taken.map(({ staff, amount }) => [staff, amount])),
        booked,
        `a pool from ${from} to ${to}`,
      ),
      ...wrongHad(shares, { accounts, booked }),
    ],
  };
}

export function checkTips(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined) return;
  const acts = countingActs(world, first.process.ledger);
  const events = acts.flatMap((act) => act.events);
  const wrong = [
    ...acts.flatMap((act) => wrongPools(act.events)).map((what) => `${first.box.name}: ${what}`),
    ...members.flatMap(({ box, process }) => {
      const desk = process.open();
      const said =
        desk === undefined
          ? []
          : [
              ...wrongTaken(desk, events),
              ...wrongItems(desk, events),
              ...wrongBeyond(desk, events),
            ];
      return said.map((what) => `${box.name}: ${what}`);
    }),
  ];
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(sentence);
}

/** Compares each person's tips of each day with those that guests gave. */
function wrongTaken({ till }: OpenDesk, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const days = new Set(events.map(({ act }) => act.day));
  return [...days].flatMap((day) => {
    const { rows } = till.ledger.read((view) =>
      tipsReport({ view, days: [day], isOfTill: () => true }, (staff) => staff),
    );
    const said = new Map(rows.map(({ staff, tips }) => [String(staff), Number(tips)]));
    return differing(said, takenOn(events, [day]), day);
  });
}

/** A pool gives as much as it takes in; a drawer gives each share once, with the pool. */
function wrongPools(act: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return poolsOf(act).flatMap(({ id, body }) => {
    const { taken, shares, drawer } = body;
    const [came, goes] = [taken, shares].map((parts) => sumMinor(parts, ({ amount }) => amount));
    const handed = act
      .filter(isOf("drawer/moved"))
      .map((move) => `${sessionOf(move)} ${move.body.what} ${move.body.staff} ${move.body.amount}`);
    const due = shares
      .map(({ staff, amount, had = 0 }) => ({ staff, left: amount - had }))
      .filter(({ left }) => drawer !== null && left !== 0)
      .map(({ staff, left }) => `${drawer} tips ${staff} ${left}`);
    if (came !== goes) return [`pool ${id} takes in ${came} and gives ${goes}`];
    const [out, shared] = [handed, due].map((moves) => moves.toSorted().join(", "));
    return out === shared ? [] : [`pool ${id} has shares ${shared}, and handed out ${out}`];
  });
}

/** Each pool that shares out a day anew is one item, with the sum of both; until somebody has settled it. */
function wrongItems(desk: OpenDesk, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const pools = poolsOf(events).toSorted(byLedger);
  const settled = new Set(
    events.filter(isOf("attention/resolved")).map(({ body }) => body.subject),
  );
  const asked = listAttentionItems(desk, "en").flatMap(({ subject }) =>
    subject.type === "tips" ? [subject.fact] : [],
  );
  return pools.flatMap((pool) => {
    const sums = pairSums(pool, pools);
    const own = asked.filter(({ subject }) => subject === pool.id).map(({ amount }) => amount);
    if (sums.size === 0 && own.length === 0) return [];
    const [sum] = own;
    const isAsked = own.length === 1 && sum !== undefined && sums.has(sum);
    if (isAsked || (own.length === 0 && settled.has(pool.id))) return [];
    const due = sums.size === 0 ? "nothing" : [...sums].join(" or ");
    return [
      `asks about ${own.join(", ") || "nothing"} of pool ${pool.id}, and should about ${due}`,
    ];
  });
}

/** Compares what a pool says that people have had of their shares with what they had in cash and were not owed. */
function wrongHad(
  shares: TipsPooled["shares"],
  { accounts, booked }: Readonly<Record<"accounts" | "booked", ReadonlyMap<string, number>>>,
): ReadonlyArray<string> {
  const said = new Map(shares.map(({ staff, had = 0 }) => [staff, had]));
  const due = shares.map(({ staff, amount }): [string, number] => {
    const beyond = (booked.get(staff) ?? 0) - (accounts.get(staff) ?? 0);
    return [staff, Math.max(0, Math.min(amount, beyond))];
  });
  return differing(said, new Map(due), "a share, had before,");
}

/** Whoever had more than is owed is asked about, up to what was settled; nobody else is. */
function wrongBeyond(desk: OpenDesk, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const accounts = accountsOf(events);
  const asked = new Map(
    listAttentionItems(desk, "en").flatMap(({ subject }): ReadonlyArray<[string, number]> =>
      subject.type === "tips-beyond" ? [[subject.fact.staff, subject.fact.amount]] : [],
    ),
  );
  const settledMax = new Map<string, number>();
  for (const { body } of events.filter(isOf("attention/resolved"))) {
    if (body.type !== "tips/beyond") continue;
    settledMax.set(body.subject, Math.max(settledMax.get(body.subject) ?? 0, body.amount));
  }
  const settled = settledMax.values().reduce((sum, amount) => sum + amount, 0);
  return [...new Set([...accounts.keys(), ...asked.keys()])].flatMap((staff) => {
    const beyond = Math.max(0, 0 - (accounts.get(staff) ?? 0));
    const own = asked.get(staff) ?? 0;
    const isAsked = own <= beyond && own + settled >= beyond;
    return isAsked ? [] : [`asks about ${own} of tips of ${staff}, who had ${beyond} too much`];
  });
}

/** Returns what each person is owed: what guests gave and pools share, less what they had. */
function accountsOf(events: ReadonlyArray<KnownEvent>): ReadonlyMap<string, number> {
  const owed = new Map(takenOn(events, [...new Set(events.map(({ act }) => act.day))]));
  function add(staff: string, amount: number): void {
    owed.set(staff, (owed.get(staff) ?? 0) + amount);
  }
  const opened = new Set(events.filter(isOf("drawer/opened")).map(({ id }) => id));
  for (const move of events.filter(isOf("drawer/moved"))) {
    const { what, currency, amount, staff = move.act.by } = move.body;
    if (currency !== "own" || !opened.has(sessionOf(move))) continue;
    if (what === "tips") add(staff, 0 - amount);
    else if (what === "in" && move.body.staff !== undefined) add(staff, amount);
  }
  const before: Pool[] = [];
  for (const pool of poolsOf(events).toSorted(byLedger)) {
    const { from, pay, taken, shares } = pool.body;
    const isFirst = !before.some(({ body }) => overlaps(body, { from, to: from }));
    before.push(pool);
    if (isFirst) for (const { staff, amount } of taken) add(staff, 0 - amount);
    for (const { staff, amount, had = 0 } of shares) {
      if (pay === "drawer") add(staff, amount - (isFirst ? 0 : had));
      else if (isFirst) add(staff, had);
    }
  }
  return owed;
}

/** Returns what a pool comes to with the first pool of each of its days, where that is another one. */
function pairSums(pool: Pool, pools: ReadonlyArray<Pool>): ReadonlySet<number> {
  const firsts = daysFromTo(pool.body.from, pool.body.to).flatMap((day) => {
    const first = pools.find(({ body }) => overlaps(body, { from: day, to: day }));
    return first === undefined || first.id === pool.id ? [] : [first];
  });
  return new Set(firsts.map((first) => givenBy(first) + givenBy(pool)));
}

function givenBy({ body }: Pool): number {
  return sumMinor(body.shares, ({ amount }) => amount);
}

function poolsOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Pool> {
  return events.filter(isOf("tips/pooled"));
}

function overlaps(one: Days, other: Days): boolean {
  return one.from <= other.to && other.from <= one.to;
}

const TIP = /^day\/(?<day>[^/]+)\/[^/]+\/tip\/[^/]+\/(?<staff>[^/]+)\/amount$/u;

/** Returns what each person was given on these days, by the books. */
function takenOn(
  events: ReadonlyArray<KnownEvent>,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyMap<string, number> {
  const byStaff = new Map<string, number>();
  for (const [key, amount] of sumsOf(correctedOnce(events))) {
    const { day, staff } = TIP.exec(key)?.groups ?? {};
    if (staff === undefined || !days.some((it) => it === day)) continue;
    byStaff.set(staff, (byStaff.get(staff) ?? 0) + amount);
  }
  return byStaff;
}

function differing(
  said: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
  where: string,
): ReadonlyArray<string> {
  return [...new Set([...said.keys(), ...booked.keys()])].flatMap((staff) => {
    const [one, other] = [said.get(staff) ?? 0, booked.get(staff) ?? 0];
    if (one === other) return [];
    return [`the tips of ${staff} on ${where} are ${one}, and by the books ${other}`];
  });
}
