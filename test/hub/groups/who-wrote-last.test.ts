/**
 * Who wrote last, explored whole: head office and a till of the shop write one price, with a plan for tomorrow, cuts
 * between them, the night and an answer, in every order. The histories are small; the folds, the comparison, the
 * questions and the answers are those of the product.
 *
 * Wherever a history ends, once all have heard all: both show one value, or one item asks about both, or a person has
 * kept the shop's against that very value; and each answer ends in one value everywhere, with nothing left to ask.
 */

import { expect, test } from "vitest";

import { compareShop } from "../../../hub/groups/compare-shop.ts";
import { nothingLost } from "../../../hub/groups/model-marks.ts";
import { offerDrafts } from "../../../hub/groups/publication.ts";
import { type FieldChange } from "../../../hub/groups/said.ts";
import { type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideCentral } from "../../../src/domain/commands/office/answer-central.ts";
import { type Draft, type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { ALL_RIGHTS } from "../../../src/domain/events/permission.ts";
import { applyEntry } from "../../../src/domain/folds/entry-fold.ts";
import {
  type BusinessDay,
  deviceOf,
  type EventId,
  type Origin,
  toStreamId,
} from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type CentralQuestion, questionsOf } from "../../../src/domain/office/central-questions.ts";
import { fieldDrafts } from "../../../src/domain/office/change-fields.ts";
import { priceOn } from "../../../src/domain/prices/price-plans.ts";
import { emptyEntry, type EntryState } from "../../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { TODAY } from "../../support/shop.ts";

const NAME = "product/CAKE";
const STREAM = toStreamId("cat", NAME);
const BOXES = ["till", "office"] as const;
type Box = (typeof BOXES)[number];
const ORIGINS = { till: originOf("t"), office: originOf("h"), model: originOf("m") };
const OFFICES = new Set([deviceOf(ORIGINS.office)]);
const SHOPS_PRICE = 290;

interface World {
  readonly day: BusinessDay;
  readonly model: ReadonlyArray<KnownEvent>;
  readonly heard: Readonly<Record<Box, ReadonlyArray<KnownEvent>>>;
  /** Whether somebody has taken what head office says since the till set its own price. */
  readonly isTaken: boolean;
}

/** How often a history may do each; a cut is where nobody hears for a while. */
const STEPS = {
  plan: 1,
  price: 1,
  publish: 2,
  set: 1,
  toTill: 2,
  toOffice: 2,
  night: 1,
  take: 1,
  keep: 1,
};
type Step = keyof typeof STEPS;

test("in every order, office and shop end with one value or with one item about both", () => {
  const seen = new Set<string>();
  let asked = 0;

  function explore(world: World, left: Readonly<Record<Step, number>>, path: string): void {
    const key = JSON.stringify([world, left]);
    if (seen.has(key)) return;
    seen.add(key);
    asked += checkEnd(world, path);
    for (const step of Object.keys(STEPS) as ReadonlyArray<Step>) {
      const next = left[step] === 0 ? undefined : after(world, step);
      if (next !== undefined) explore(next, { ...left, [step]: left[step] - 1 }, `${path} ${step}`);
    }
  }

  explore(begun(), STEPS, "");

  expect(seen.size).toBeGreaterThan(1000);
  expect(asked).toBeGreaterThan(100);
});

/** The office has published 2.80, and the shop has heard it. */
function begun(): World {
  const set = priced(emptyEntry, 280);
  const [write] = written([], { origin: ORIGINS.model, day: TODAY, drafts: [set] });
  const model = write === undefined ? [] : [write];
  const empty = { day: TODAY, model, heard: { till: [], office: [] }, isTaken: false };
  return heard(published(empty), "office", "till");
}

/** Returns the world after that step; undefined where nobody can do it. */
function after(world: World, step: Step): World | undefined {
  switch (step) {
    case "plan": {
      if (world.day !== TODAY) return undefined;
      const body = { price: minor(300), fromDay: addDays(TODAY, 1) };
      return modelSays(world, { kind: "price/planned", streams: [STREAM], body });
    }
    case "price":
      return modelSays(world, priced(folded(world.model), 310));
    case "publish":
      return published(world);
    case "set":
      return {
        ...says(world, "till", [priced(folded(world.heard.till), SHOPS_PRICE)]),
        isTaken: false,
      };
    case "toTill":
      return heard(world, "office", "till");
    case "toOffice":
      return heard(world, "till", "office");
    case "night":
      return { ...world, day: addDays(world.day, 1) };
    default:
      return answered(world, step === "take");
  }
}

/** Returns how many questions were open where everybody had heard everybody. */
function checkEnd(before: World, path: string, isEarlier = false): number {
  const world = settled(before);
  const questions = questionsAt(world);
  const shop = priceAt(world);
  const office = priceOn(folded(world.model), world.day);
  const fates = changesAt(world).filter(({ field }) => field === "price");
  const said = { path, shop, office, fates: fates.map(({ fate }) => fate) };
  const [question, another] = questions;
  const tills = tillsPrice(world);
  const end = { ...said, tills, questions };
  holds(another === undefined, end);
  if (question === undefined) {
    // What somebody in the shop has set is replaced by no other value that nobody took.
    holds(tills === undefined || world.isTaken || shop === tills, end);
    holds(shop === office ? fates.length === 0 : fates[0]?.fate === "kept", end);
    return 0;
  }
  holds(question.own === tills, end);
  if (question.theirs !== office && !isEarlier) {
    // The model has another price by now than the one that was written apart: with any answer that one is asked about.
    for (const takes of [true, false]) {
      checkEnd(answered(world, takes) ?? world, `${path} | takes ${takes}`, true);
    }
    return 1;
  }
  // Said apart, the later of both holds until somebody answers.
  holds(question.theirs === office && (shop === tills || shop === office), end);
  for (const takes of [true, false]) {
    const then = settled(answered(world, takes) ?? world);
    const price = priceAt(then);
    const isSettled = price === (takes ? office : tills) && questionsAt(then).length === 0;
    holds(isSettled, { ...end, takes, price, left: questionsAt(then) });
  }
  return 1;
}

function holds(isSo: boolean, found: object): void {
  if (!isSo) throw new Error(JSON.stringify(found));
}

/** Returns the price that somebody at the till has set or taken last; undefined where nobody has. */
function tillsPrice({ heard: { till } }: World): number | undefined {
  const own = till.filter(({ key }) => key.origin === ORIGINS.till);
  return own.findLast((event) => event.kind === "product/set")?.body.set.price;
}

/** Everybody hears everybody, and the office publishes until it has nothing to say. */
function settled(world: World): World {
  let now = world;
  for (let round = 0; round < 3; round += 1) {
    now = heard(heard(now, "till", "office"), "office", "till");
    now = published(now);
  }
  return heard(now, "office", "till");
}

function heard(world: World, from: Box, to: Box): World {
  const known = new Map(
    [...world.heard[to], ...world.heard[from]].map((event) => [event.id, event]),
  );
  const all = [...known.values()].toSorted((a, b) => {
    return a.key.hlc - b.key.hlc || (a.key.origin < b.key.origin ? -1 : 1) || a.key.seq - b.key.seq;
  });
  return { ...world, heard: { ...world.heard, [to]: all } };
}

function changesAt({ day, model, heard: { office } }: World): ReadonlyArray<FieldChange> {
  return compareShop({
    model: [{ type: "product", id: "CAKE", stream: STREAM, state: folded(model) }],
    shopState: () => folded(office),
    offices: OFFICES,
    free: new Set(),
    insists: false,
    day,
    nextDay: addDays(day, 1),
    people: {
      self: deviceOf(ORIGINS.office),
      modelText: () => undefined,
      shopText: () => undefined,
      isErased: () => false,
    },
    lost: nothingLost,
    ahead: () => [],
    ofShop: () => [],
  });
}

function published(world: World): World {
  const changes = changesAt(world);
  const writes = changes.filter(({ fate }) => fate === "write" || fate === "adopt");
  return says(world, "office", [...fieldDrafts(writes), ...offerDrafts(changes)]);
}

function questionsAt({ day, heard: { till } }: World): ReadonlyArray<CentralQuestion> {
  return questionsOf(viewOf(till), STREAM, { offices: OFFICES, day, textOf: () => undefined });
}

function answered(world: World, takes: boolean): World | undefined {
  const [question] = questionsAt(world);
  if (question === undefined) return undefined;
  const view = viewOf(world.heard.till);
  const seq = lastSeq(world.heard.till, ORIGINS.till);
  const context: unknown = {
    view,
    day: world.day,
    staff: { ...ALL_RIGHTS, number: "1" },
    idAt: (place: number) => idOf(ORIGINS.till, seq + 1 + place),
  };
  const answer = { question, takes, offices: OFFICES, textOf: () => undefined };
  const decided = decideCentral(context as DecisionContext, answer);
  if (!decided.ok) throw new Error(decided.fault.type);
  return { ...says(world, "till", decided.value), isTaken: takes || world.isTaken };
}

function modelSays(world: World, draft: Draft): World {
  const said = { origin: ORIGINS.model, day: world.day, drafts: [draft] };
  return { ...world, model: [...world.model, ...written(world.model, said)] };
}

function says(world: World, box: Box, drafts: ReadonlyArray<Draft>): World {
  const own = world.heard[box];
  const events = written(own, { origin: ORIGINS[box], day: world.day, drafts });
  return { ...world, heard: { ...world.heard, [box]: [...own, ...events] } };
}

interface Saying {
  readonly origin: Origin;
  readonly day: BusinessDay;
  readonly drafts: ReadonlyArray<Draft>;
}

function written(
  known: ReadonlyArray<KnownEvent>,
  { origin, day, drafts }: Saying,
): ReadonlyArray<KnownEvent> {
  const seq = lastSeq(known, origin);
  const hlc = Math.max(0, ...known.map(({ key }) => key.hlc));
  return drafts.map((draft, place): KnownEvent => {
    const key = { hlc: hlc + 1 + place, origin, seq: seq + 1 + place };
    const event: unknown = { ...draft, id: idOf(origin, key.seq), key, act: { day } };
    return event as KnownEvent;
  });
}

function lastSeq(known: ReadonlyArray<KnownEvent>, origin: Origin): number {
  return known.filter(({ key }) => key.origin === origin).length;
}

function priced(entry: EntryState, price: number): Draft {
  const writes = openWriteIds(entry.fields["price"]);
  const over = writes.length === 0 ? {} : { price: writes };
  return { kind: "product/set", streams: [STREAM], body: { set: { price: minor(price) }, over } };
}

function folded(events: ReadonlyArray<KnownEvent>): EntryState {
  let state = emptyEntry;
  for (const event of events) state = applyEntry(state, event, STREAM);
  return state;
}

function priceAt({ day, heard: { till } }: World): number | undefined {
  return priceOn(folded(till), day);
}

function viewOf(events: ReadonlyArray<KnownEvent>): LedgerView {
  const view: unknown = { state: () => folded(events), tagged: () => [] };
  return view as LedgerView;
}

function originOf(letter: string): Origin {
  return `${letter.repeat(26)}.${letter.repeat(13)}` as Origin;
}

function idOf(origin: Origin, seq: number): EventId {
  return `${origin}:${seq}:00000000` as EventId;
}
