/** Plays one story to its end, tells it, and says what came of it. */

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { settingEvents, toPrinter } from "../../src/app/founding/found-shop.ts";
import {
  catalogueDrafts,
  floorDrafts,
  memberDraft,
  printerDrafts,
  promotionDrafts,
  roleDrafts,
} from "../../src/app/founding/shop-drafts.ts";
import { type MeshView, toMeshView } from "../../src/app/membership/mesh-view.ts";
import { fixturePromotions, type ShopFixture } from "../../src/domain/founding/shop-fixture.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { stageSecrets } from "../../src/ledger/staged-secrets.ts";
import { hangTerminal } from "../sim/card-shop.ts";
import { type SimTerminal } from "../sim/card-terminal.ts";
import { areEqual, membersOf } from "../sim/checks.ts";
import { createWorld } from "../sim/create-world.ts";
import { createSeededRandom } from "../sim/dice.ts";
import { completeOptions, type SimOptions, TROUBLES } from "../sim/options.ts";
import { found, joinAll } from "../sim/shop.ts";
import { type Box, type OpenDesk, type Process, type World } from "../sim/world.ts";
import { createBoxStage } from "./box-stage.ts";
import { createBreath, type Breath } from "./breath.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import { createScene, type SceneDeps } from "./scene.ts";
import {
  type Conclusion,
  type PlayOptions,
  type Stage,
  type Story,
  type StoryResult,
  StoryBreak,
  type VirtualScene,
  type VirtualStory,
} from "./story.ts";

const PLAYED: Readonly<Record<Story["stage"], string>> = {
  virtual:
    "Played in virtual time: real ledgers, use cases and mesh nodes; network and clocks are simulated.",
  processes: "Played by real processes on this machine, linked by TLS over loopback.",
};

export async function playStory(options: PlayOptions): Promise<StoryResult> {
  const { story, signal } = options;
  const breathe = createBreath(signal);
  if (story.stage === "virtual") {
    return playOn(createVirtualStage(story, breathe), options, story.play);
  }
  return playOn(await createBoxStage(story, breathe), options, story.play);
}

async function playOn<Played>(
  stage: Stage<Played>,
  { story, onLine }: PlayOptions,
  play: (scene: Played) => Promise<Conclusion>,
): Promise<StoryResult> {
  const narrator = createNarrator({ onLine, time: stage.time });
  for (const line of [story.title, ...story.about, PLAYED[story.stage], ""]) narrator.line(line);
  try {
    const conclusion = await play(await stage.scene(narrator));
    return resultOf(story, narrator, { conclusion });
  } catch (cause) {
    const brokeOff = cause instanceof Error ? cause.message : String(cause);
    narrator.holds(brokeOff, false);
    return resultOf(story, narrator, { brokeOff });
  } finally {
    await stage[Symbol.asyncDispose]();
  }
}

function resultOf(
  { title, stage }: Story,
  narrator: Narrator,
  end: { readonly conclusion?: Conclusion; readonly brokeOff?: string },
): StoryResult {
  return {
    title,
    stage,
    lines: narrator.lines(),
    checks: narrator.checks(),
    tills: end.conclusion?.tills ?? [],
    brokeOff: end.brokeOff,
  };
}

/** An even one cuts chains so often that whole segments travel. */
const SEED = 2;
const DAY_MS = 86_400_000;
/** A run of the simulator begins at eight in the morning. */
const OPENING_HOUR = 8;
const LOOK_MS = 250;
/** A till looks for another one more often. */
const PATIENCE_MS = 60_000;

interface Parts {
  readonly world: World;
  readonly breathe: Breath;
}

/**
 * The stage in virtual time: the simulator's boxes and network, with the café in their ledgers. Two weeks
 * take seconds, and the same story is the same to the byte each time.
 */
function createVirtualStage({ staff }: VirtualStory, breathe: Breath): Stage<VirtualScene> {
  const world = createWorld(optionsFor(Object.keys(staff).length), {});
  const parts: Parts = { world, breathe };
  return {
    time: () => timeText(world.time.nowMs()),
    scene: async (narrator) => {
      await foundCafe(parts, Object.keys(staff).length);
      return {
        ...createScene(sceneDeps(parts, narrator, staff)),
        ...troublesOf(parts),
        ...cardsOf(parts, staff),
      };
    },
    [Symbol.asyncDispose]: () => {
      world[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

/** Clocks are right, and nothing goes wrong but what the story says. */
function optionsFor(tills: number): SimOptions {
  // A story may have a card terminal.
  const without = new Set(TROUBLES.filter((trouble) => trouble !== "cards"));
  const options = completeOptions({ seed: SEED, tills, without });
  return { ...options, clockSkewMsMax: 0, clockDriftPpmMax: 0 };
}

async function foundCafe(parts: Parts, tills: number): Promise<void> {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new StoryBreak(fixture.fault.sentence);
  const { world } = parts;
  const founder = found(world, []);
  setUpShop(processOf(founder).ledger, fixture.value);
  await joinAll(world, tills);
  await untilEqual(parts);
}

/** Sets up the shop without PINs: nobody signs in at a simulated till, and each would take its time. */
export function setUpShop(ledger: Ledger, fixture: ShopFixture): void {
  const random = createSeededRandom("the café of the stories");
  const secrets = stageSecrets(ledger.secrets);
  const members = fixture.staff.map((person) => memberDraft(secrets, person, random));
  secrets.keep();
  const events = [
    ...settingEvents(fixture),
    ...printerDrafts(fixture.printers.map(toPrinter)),
    ...catalogueDrafts(fixture),
    ...floorDrafts(fixture),
    ...promotionDrafts(fixturePromotions(fixture)),
    ...roleDrafts(fixture.roles),
    ...secrets.written(),
    ...members,
  ];
  commitBatch(ledger, { by: "", name: "set up shop", events }, random);
}

function sceneDeps(parts: Parts, narrator: Narrator, staff: VirtualStory["staff"]): SceneDeps {
  const { world } = parts;
  return {
    narrator,
    staff,
    random: createSeededRandom("what people need by chance"),
    deskOf: (till) => deskOf(boxOf(world, till)),
    committed: (till) => {
      processOf(boxOf(world, till)).mesh.committed();
    },
    until: (what, isSo) => until(parts, what, isSo),
    untilEqual: () => untilEqual(parts),
    problems: () => world.problems().map(({ sentence }) => sentence),
    beforeEnding: () => Promise.resolve(viewsOf(world)),
  };
}

function viewsOf({ boxes, time }: World): ReadonlyMap<string, MeshView> {
  const place = { port: 0, openedAtMs: 0, awaits: null, candidates: [], steadyMs: time.nowMs() };
  return new Map(
    boxes.map((box) => [box.name, toMeshView(processOf(box).mesh.node.status(), place)]),
  );
}

function troublesOf(parts: Parts): Pick<VirtualScene, "cut" | "heal" | "passes" | "night"> {
  const { world, breathe } = parts;
  const { network, time, boxes } = world;
  return {
    cut: (some, others) => {
      for (const one of some.map((till) => boxOf(world, till).host())) {
        for (const other of others.map((till) => boxOf(world, till).host())) {
          network.cut(one, other);
          network.cut(other, one);
        }
      }
    },
    heal: network.healAll,
    passes: async (ms) => {
      await breathe();
      await time.runUntil(time.nowMs() + ms);
    },
    night: async () => {
      await breathe();
      for (const box of boxes) box.stop("stopped");
      await time.runUntil(DAY_MS * (1 + Math.floor(time.nowMs() / DAY_MS)));
      for (const box of boxes) box.start();
    },
  };
}

type Cards = "hasTerminal" | "asksTerminal" | "losesPowerAtYes" | "plugsIn" | "charges";

function cardsOf(parts: Parts, staff: VirtualStory["staff"]): Pick<VirtualScene, Cards> {
  const { world } = parts;

  function terminalOf(till: string): SimTerminal {
    const terminal = world.terminals.get(terminalId(till));
    if (terminal === undefined) throw new Error(`Till ${till} has no card terminal.`);
    return terminal;
  }

  return {
    hasTerminal: (till) => {
      hangTerminal(world, { box: boxOf(world, till), id: terminalId(till) });
    },
    asksTerminal: (till, order) => {
      const process = processOf(boxOf(world, till));
      const cards = process.cards();
      if (cards === undefined) throw new Error(`Till ${till} does not know its terminal yet.`);
      const number = staff[till] ?? "";
      const actor = { number, name: deskOf(boxOf(world, till)).till.staffName(number) };
      const card = cards.desk.pay(actor, { order, wish: { terminal: terminalId(till) } });
      if (!card.ok) throw new Error(`Till ${till} refuses: ${card.fault.type}.`);
      card.value.done.catch(cards.onFault);
    },
    losesPowerAtYes: async (till) => {
      const box = boxOf(world, till);
      terminalOf(till).whenApproved(() => {
        box.stop("power");
      });
      await until(parts, `the terminal at ${till} says yes`, () => box.process() === undefined);
    },
    plugsIn: (till) => {
      boxOf(world, till).start();
    },
    charges: () =>
      [...world.terminals.values()].flatMap((terminal) =>
        terminal.charges().flatMap(({ amount, isTakenBack }) => (isTakenBack ? [] : [amount])),
      ),
  };
}

function terminalId(till: string): string {
  return `card-${till.toLowerCase()}`;
}

async function untilEqual(parts: Parts): Promise<void> {
  const { world } = parts;
  await until(parts, "all tills hold the same", () => {
    const members = membersOf(world);
    const isWhole = members.every(({ process }) => process.open() !== undefined);
    return isWhole && members.length === world.boxes.length && areEqual(members);
  });
}

async function until({ world, breathe }: Parts, what: string, isSo: () => boolean): Promise<void> {
  const { time } = world;
  const endMs = time.nowMs() + PATIENCE_MS;
  while (!isSo()) {
    if (time.nowMs() >= endMs) throw new StoryBreak(`It never came about that ${what}.`);
    await breathe();
    await time.runUntil(time.nowMs() + LOOK_MS);
  }
}

function boxOf({ boxes }: World, name: string): Box {
  const box = boxes.find((it) => it.name === name);
  if (box === undefined) throw new Error(`There is no till ${name}.`);
  return box;
}

function processOf(box: Box): Process {
  const process = box.process();
  if (process === undefined) throw new Error(`Till ${box.name} is off.`);
  return process;
}

function deskOf(box: Box): OpenDesk {
  const desk = processOf(box).open();
  if (desk === undefined) throw new Error(`Till ${box.name} has not heard of its shop.`);
  return desk;
}

/** `day 3 08:00:12`. */
function timeText(nowMs: number): string {
  const day = 1 + Math.floor(nowMs / DAY_MS);
  const seconds = Math.floor((nowMs % DAY_MS) / 1000) + OPENING_HOUR * 3600;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `day ${day} ${parts.map((part) => String(part).padStart(2, "0")).join(":")}`;
}
