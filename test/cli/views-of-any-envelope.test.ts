/**
 * No view throws on anything that a till of the shop has signed, whatever it says and however it is dated.
 *
 * Size: whole.
 */

import { type Command } from "commander";
import fc from "fast-check";
import { expect, test } from "vitest";

import { createKitchenPort } from "../../src/app/kitchen/open-kitchen.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { KINDS, type Kind } from "../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../src/domain/identity.ts";
import { HLC_MAX } from "../../src/ledger/log/event-header.ts";
import { frameRows } from "../../src/tui/frame/frame.ts";
import { registerFrame } from "../../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, CAFE_START_MS, cafeCopies } from "../support/cafe.ts";
import { createDice, type Dice } from "../support/dice.ts";
import { after } from "../support/lies.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { nextPlace, type RawEvent, rawTransaction } from "../support/raw-transaction.ts";
import { openRealRegister } from "../support/real-register.ts";
import { schemaDraft } from "../support/schema-draft.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { shellAnswer, shellProgram } from "../support/shell-in-process.ts";
import { synchroniseLedgers } from "../support/shop.ts";

/** Luis may see everything. */
const MANAGER = { staff: "12", pin: "1313" };
const newShop = cafeCopies({ fixture: "restaurant", demo: true });

/** What a header may say of the time: the ends of what is admitted, and of what clocks and dates can show. */
const WALLS: ReadonlyArray<number> = [
  0,
  1,
  CAFE_START_MS,
  4_417_977_600_000,
  253_402_300_800_000,
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  Number.MAX_SAFE_INTEGER,
];
const ZONES: ReadonlyArray<number> = [0, 60, -1440, 1440];
const DAYS: ReadonlyArray<string> = [
  CAFE_DAY,
  CAFE_DAY,
  "0000-01-01",
  "0001-01-01",
  "2099-12-31",
  "9999-12-31",
];
const HLCS: ReadonlyArray<number> = [
  0,
  1,
  CAFE_START_MS * 1024 + 7,
  (CAFE_START_MS + 60_000) * 1024,
  HLC_MAX,
];
const PEOPLE: ReadonlyArray<string> = [
  "1",
  "12",
  "",
  "99",
  "\u001b[31mEve\n\u202e",
  "x".repeat(64),
];
const FORGED = "FORGED LINE";
const TEXTS: ReadonlyArray<string> = [
  "text",
  `\u001b]0;x\u0007${FORGED}`,
  `a\n${FORGED}`,
  `b\u2028\u0085\r${FORGED}`,
  "\u202etxet\u2066 \u009b31m",
  "=1+1",
];
/** Looks, as the screen's own rows have them. */
const OWN_LOOK = /\p{Cc}\[(?:[1-9]|2[0-9])m/gu;
/** What no output may have: a tab and the end of a line are ours. */
const OBEYED = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const KIND_NAMES = Object.keys(KINDS) as ReadonlyArray<Kind>;
const TRANSACTIONS = 120;

test("each view of the shell and each screen shows what any till has signed", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const shop = await newShop();
      const open = shop.open();
      const bar = await enrolBar(shop, open.till);
      const order = sellSome(open, bar);
      const taken = sayAnything({ bar, open, dice: createDice(seed), order });
      expect(taken).toBeGreaterThan(TRANSACTIONS / 2);

      await showScreens(shop);
      showKitchens(open);
      await open.close();
      await bar.close();
      const faults: string[] = [];
      for (const argv of viewsOfShell(order)) {
        const answer = shellAnswer([...argv, "--store", shop.dir], MANAGER);
        const said = await answer.catch((cause: unknown) => {
          faults.push(`${argv.join(" ")}: ${cause instanceof Error ? cause.message : "odd"}`);
        });
        if (
          said !== undefined &&
          OBEYED.test((said.stdout + said.stderr).replaceAll("\r\n", "\n"))
        ) {
          faults.push(`${argv.join(" ")}: says what a terminal would obey`);
        }
        // A name that breaks the line could stand there as another one's.
        if (said?.stdout.split("\n").some((line) => line.startsWith(FORGED)) === true) {
          faults.push(`${argv.join(" ")}: has a line that a till has made up`);
        }
      }
      expect(faults).toEqual([]);
    }),
    // Each history takes seconds: all views are shown of it.
    { numRuns: proofRuns(2), endOnFailure: true },
  ));

function sellSome(open: OpenTill, bar: OpenTill): EventId {
  sellGoods(open.till, ["101"], { cash: 10_000 });
  sellGoods(bar.till, ["101", "103"]);
  const { order } = sellGoods(open.till, ["101", "103"]);
  synchroniseLedgers(bar.till.ledger, open.till.ledger);
  synchroniseLedgers(open.till.ledger, bar.till.ledger);
  return order.id;
}

interface Speech {
  readonly bar: OpenTill;
  readonly open: OpenTill;
  readonly dice: Dice;
  readonly order: EventId;
}

/** Returns how many transactions were taken. */
function sayAnything({ bar, open, dice, order }: Speech): number {
  const { ledger } = open.till;
  let place = { ...nextPlace(bar.till.ledger) };
  let taken = 0;
  const ids = idsIn(open, order);
  for (let at = 0; at < TRANSACTIONS; at += 1) {
    const bytes = rawTransaction(place, [anyEvent(dice, ids)]);
    if (ledger.receive(bytes).ok) {
      place = { ...after(place, bytes) };
      taken += 1;
    }
  }
  return taken;
}

function anyEvent(dice: Dice, ids: ReadonlyArray<EventId>): RawEvent {
  const kind = dice.pick(KIND_NAMES);
  const draft = draftOf(kind, dice, ids);
  const by = dice.pick(PEOPLE);
  const header = { by, wall: dice.pick(WALLS), zone: dice.pick(ZONES), day: dice.pick(DAYS) };
  return { ...draft, v: KINDS[kind].v, hlc: dice.pick(HLCS), header };
}

/** Some bodies have rules beyond their shape; what doesn't keep them is said all the same. */
function draftOf(
  kind: Kind,
  dice: Dice,
  ids: ReadonlyArray<EventId>,
): Pick<RawEvent, "kind" | "streams" | "body"> {
  try {
    const { streams, body } = schemaDraft(kind, {
      id: () => dice.pick(ids),
      over: () => [],
      nameOf: (type) => nameOf(type, dice, ids),
      pick: dice.pick,
      hasOptional: () => dice.chance(50),
    });
    return { kind, streams, body: withTexts(body, dice) };
  } catch {
    return { kind, streams: [], body: { odd: true } };
  }
}

/** A sample says “text” wherever any would do. */
function withTexts(body: unknown, dice: Dice): unknown {
  return JSON.parse(JSON.stringify(body), (_, value: unknown) =>
    value === "text" ? dice.pick(TEXTS) : value,
  );
}

function nameOf(type: string, dice: Dice, ids: ReadonlyArray<EventId>): string {
  if (type === "day") return dice.pick(DAYS);
  return dice.chance(80) ? dice.pick(ids) : "\u001b[2J-\u202e";
}

/** An order, and all that has happened to it. */
function idsIn({ till: { ledger } }: OpenTill, order: EventId): ReadonlyArray<EventId> {
  return [
    order,
    ...ledger
      .history(toStreamId("order", order))
      .flatMap(({ events }) => events.map(({ event }) => event.id)),
  ];
}

function showKitchens(open: OpenTill): void {
  for (const id of [...open.till.catalogue().stationsById.keys(), undefined]) {
    const station = id === undefined ? undefined : { id, name: id };
    const kitchen = createKitchenPort(open, { station, onLog: () => undefined });
    expect([kitchen.board(), kitchen.done()]).toHaveLength(2);
  }
}

async function showScreens(shop: Cafe): Promise<void> {
  const register = openRealRegister(shop);
  await register.logIn(MANAGER.staff, MANAGER.pin);
  const { store, press, type } = register;

  function shown(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      if (key.startsWith(":")) type(key);
      else press(key);
      const frame = registerFrame(store.till, store.getState(), {
        style: createScreenStyle({ signs: "ascii", color: false }),
        columns: 80,
        rows: 24,
        nowMs: shop.clock.nowMs(),
        offsetMinutes: register.open.till.offsetMinutes,
      });
      expect(frameRows(frame)).toHaveLength(24);
      expect(frameRows(frame).filter((row) => OBEYED.test(row.replaceAll(OWN_LOOK, "")))).toEqual(
        [],
      );
    }
  }

  shown("F6", "Down", "Down", "Enter", "Esc", "Esc", "F7", "Down", "Esc", "F8", "Down", "Enter");
  shown("Esc", "Esc", "Esc", "Ctrl-P", "Esc", "F10", "Esc", "Esc");
  for (const word of [":attention", ":receipts", ":report", ":close", ":drawer", ":office"]) {
    shown(word, "Enter", "Down", "Enter", "Esc", "Esc", "Esc", "Ctrl-U", "Esc");
  }
  store.close();
  await register.open.close();
}

/** Last words of commands that only look. */
const VIEWS: ReadonlySet<string> = new Set([
  "addresses",
  "doctor",
  "events",
  "export",
  "history",
  "journal",
  "list",
  "queue",
  "reconcile",
  "show",
  "status",
  "verify",
]);

/** Words that a view wants; what isn't here is asked for without any. */
function wordsFor(order: string): ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> {
  const days = [...new Set(DAYS)].map((day) => ["--day", day]);
  return new Map<string, ReadonlyArray<ReadonlyArray<string>>>([
    ["order show", [[order], ["A1"]]],
    ["order list", [[], ["--open"], ...days]],
    ["z show", [["A-1"], ["1"]]],
    ["floor show", [["1"]]],
    ["role show", [["manager"]]],
    ["customer show", [["1"]]],
    ["catalog show", [["101"]]],
    ["promotion show", [["three"]]],
    ["stock sheet show", [["A1"]]],
    ["stock order show", [["PA1"]]],
    ["voucher show", [["7k2q"], ["V48293017765512"]]],
    ["receipt show", [["A-000001"]]],
    ["print show", [["--last"], ["A-000001"]]],
    ["reconcile", [...days, ...days.map((it) => [...it, "--csv"]), ["--journal"], ["--json"]]],
    ["journal", days],
    ["clock list", days],
    ["drawer list", days],
    ["z list", days],
    ["export events", [[], ["--no-bodies"]]],
  ]);
}

function viewsOfShell(order: string): ReadonlyArray<ReadonlyArray<string>> {
  const words = wordsFor(order);
  return leaves(shellProgram()).flatMap(({ name, command }) => {
    const last = name.split(" ").at(-1) ?? "";
    // An office has a folder of its own, and none of a till.
    if (!VIEWS.has(last) || name.startsWith("hub ")) return [];
    const given = words.get(name) ?? [[]];
    const asJson = command.options.some(({ long }) => long === "--json") ? ["--json"] : [];
    const calls = asJson.length === 0 ? given : [...given, (given[0] ?? []).concat(asJson)];
    return calls.map((more) => name.split(" ").concat(more));
  });
}

interface Leaf {
  readonly name: string;
  readonly command: Command;
}

function leaves(command: Command, before: ReadonlyArray<string> = []): ReadonlyArray<Leaf> {
  if (command.commands.length === 0) return [{ name: before.join(" "), command }];
  return command.commands.flatMap((inner) => leaves(inner, [...before, inner.name()]));
}
