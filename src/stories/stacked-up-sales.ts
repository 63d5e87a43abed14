/** Many sales are made while the tills are apart, and all of them are told at once when they are not. */

import { type Counter, type Goods } from "./counter.ts";
import { type BoxStory } from "./story.ts";

const SALES = 40;

/** Goods that no kitchen makes: what is looked at is the money. */
const BASKETS: ReadonlyArray<Goods> = [
  { "CARROT-CAKE": 1 },
  { BROWNIE: 2 },
  { "APPLE-PIE": 1, CHEESECAKE: 1 },
  { "REUSABLE-CUP": 1 },
];

export const stackedUpSales: BoxStory = {
  title: "Many sales are stacked up offline, then the tills are connected again",
  about: [
    `The cable is pulled, and both tills sell on: ${SALES} times each, in cash and by card, which is typed in at`,
    "the terminal beside the till. When they are connected again, each sale is on both, once.",
  ],
  stage: "processes",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell } = scene;
    const [a, b] = [at("A"), at("B")];
    a.sells({ "CARROT-CAKE": 1 }, "cash");
    await scene.untilEqual();

    await scene.cut();
    tell("The cable between A and B is pulled.");
    a.sells(basketOf(0), "cash");
    b.sells(basketOf(0), "card");
    scene.quietly(() => {
      for (let turn = 1; turn < SALES; turn += 1) {
        sellOne(a, turn);
        sellOne(b, turn);
      }
    });
    tell(`Both have sold ${SALES} times, and know nothing of each other's sales.`);
    const apart = [a, b].map((counter) => counter.receipts().length);

    await scene.heal();
    tell("The cable is plugged in again.");
    await scene.untilEqual();
    tell(`A and B hold all ${2 * SALES + 1} sales.`);
    await scene.until("all receipts are on paper", () =>
      ["A", "B"].every((till) => scene.waitingPapers(till) === 0),
    );

    const ending = await scene.conclude();
    scene.holds(
      `While they were apart, A knew of ${SALES + 1} sales and B of ${SALES + 1}: the first one, and its own.`,
      apart.every((count) => count === SALES + 1),
    );
    const papers = await Promise.all([scene.papers("A"), scene.papers("B")]);
    const known = ending.tills.flatMap(({ till, receipts }) => (till === "A" ? receipts : []));
    scene.holds(
      "Each receipt came out once, of the printer of the till that sold.",
      papers.flat().length === known.length &&
        known.every((number) => papers.flat().filter((it) => it.includes(number)).length === 1),
    );
    return ending;
  },
};

function sellOne(counter: Counter, turn: number): void {
  counter.sells(basketOf(turn), turn % 2 === 0 ? "cash" : "card");
}

function basketOf(turn: number): Goods {
  return BASKETS[turn % BASKETS.length] ?? {};
}
