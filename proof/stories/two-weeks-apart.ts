/** Two halves of a shop sell for two weeks without hearing each other, and take things back meanwhile. */

import { type Counter, type Goods } from "./counter.ts";
import { type VirtualScene, type VirtualStory } from "./story.ts";

const DAYS = 14;
const MINUTE_MS = 60_000;
const [LEFT, RIGHT] = [
  ["A", "B"],
  ["C", "D"],
] as const;

const BASKETS: ReadonlyArray<Goods> = [
  { COFFEE: 2 },
  { "FLAT-WHITE": 1, CROISSANT: 2 },
  { IPA: 1, CHIPS: 1 },
  { "EGGS-ON-TOAST": 1, "EARL-GREY": 1 },
  { BURGER: 1 },
];

interface DayFigures {
  sales: number;
  voids: number;
  refunds: number;
}

export const twoWeeksApart: VirtualStory = {
  title: "Two halves of a shop are apart for 14 days, with voids and refunds",
  about: [
    "The cable between two floors is broken for two weeks: A and B below, C and D above. Each half sells,",
    "voids and takes goods back, day by day; boxes are switched off at night. Both halves add to one tab,",
    "and both give money back for the same receipt. Then the cable is mended.",
  ],
  stage: "virtual",
  staff: { A: "3", B: "1", C: "4", D: "2" },
  play: async (scene) => {
    const { at, tell } = scene;
    const tab = at("A").opens("the band's tab", { "HOUSE-RED-GLASS": 2 });
    const early = at("B").sells({ "REUSABLE-CUP": 1 }, "cash");
    await scene.untilEqual();
    scene.cut(LEFT, RIGHT);
    tell("The cable between A, B and C, D breaks.");

    for (let day = 1; day <= DAYS; day += 1) {
      await playDay(scene, day);
      if (day === 5) await bothTakeBack(scene, early);
      if (day === 9) addToTab(at("A"), tab, { CHIPS: 2 });
      if (day === 10) addToTab(at("D"), tab, { "HOUSE-RED-GLASS": 1, CHEESECAKE: 1 });
      await scene.night();
    }

    await scene.passes(MINUTE_MS);
    scene.heal();
    tell("The cable is mended.");
    await scene.untilEqual();
    tell("All four tills hold the same again.");
    const orders = [...LEFT, ...RIGHT].map((till) => at(till).order(tab));
    scene.showOrder(tab);
    at("C").takesUp(tab);
    at("C").paysCard();
    await scene.untilEqual();

    const ending = await scene.conclude();
    scene.holds(
      "What both halves added to the tab is on it: 3 x 4.90 + 2 x 3.25 + 4.60 is 25.80, on all four.",
      orders.every((order) => order?.total === 2580),
    );
    scene.holds(
      `That ${early} was taken back twice is asked, with the 12.50 that went out too much.`,
      ending.tills.every(
        ({ attention: [item, ...others] }) =>
          item?.kind === "receipt/over-refunded" && item.amount === 1250 && others.length === 0,
      ),
    );
    return ending;
  },
};

/** The busy minutes of a day, on all four tills; the manager below and the one above take things back. */
async function playDay(scene: VirtualScene, day: number): Promise<void> {
  const figures: DayFigures = { sales: 0, voids: 0, refunds: 0 };
  for (const [index, till] of [...LEFT, ...RIGHT].entries()) {
    await scene.passes(MINUTE_MS / 12);
    scene.quietly(() => {
      sellSome(scene.at(till), { day, index, figures });
    });
  }
  await scene.passes(MINUTE_MS / 6);
  const { sales, voids, refunds } = figures;
  const back = refunds === 0 ? "" : `, ${refunds} refunds`;
  scene.tell(`Both halves are at work: ${sales} sales, ${voids} voids${back}.`);
}

function sellSome(
  counter: Counter,
  { day, index, figures }: { readonly day: number; readonly index: number; figures: DayFigures },
): void {
  counter.sells(basketOf(day + index), "cash");
  figures.sales += 1;
  // The others may not take anything off, nor back.
  if (counter.till === "B" || counter.till === "D") return;
  const paid = counter.sells(basketOf(day + index + 1), "card");
  counter.opens("table 2", { STEAK: 1, COLA: 1 });
  counter.sends();
  counter.voids("STEAK", "the guest has waited too long");
  counter.paysCash(400);
  figures.sales += 2;
  figures.voids += 1;
  if (day % 2 === 0) return;
  counter.refunds(paid, "card", "cold");
  figures.refunds += 1;
}

function basketOf(turn: number): Goods {
  return BASKETS[turn % BASKETS.length] ?? {};
}

async function bothTakeBack({ at, passes }: VirtualScene, receipt: string): Promise<void> {
  at("A").refunds(receipt, "cash", "the lid leaks");
  await passes(MINUTE_MS);
  at("C").refunds(receipt, "cash", "the lid leaks");
}

function addToTab(counter: Counter, tab: Parameters<Counter["takesUp"]>[0], goods: Goods): void {
  counter.takesUp(tab);
  counter.adds(goods);
}
