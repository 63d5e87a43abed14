/** The stories, by the number under which they are played. */

import { dayReport } from "../../src/app/day/day-report.ts";
import { type Counter, type Goods } from "./counter.ts";
import { type Story, type BoxStory, type VirtualStory } from "./story.ts";
import { theLastCake } from "./the-last-cake.ts";
import { twoWeeksApart } from "./two-weeks-apart.ts";
import { yesWithoutATill } from "./yes-without-a-till.ts";

const SALES = 40;

/** Goods that no kitchen makes: what is looked at is the money. */
const BASKETS: ReadonlyArray<Goods> = [
  { "CARROT-CAKE": 1 },
  { BROWNIE: 2 },
  { "APPLE-PIE": 1, CHEESECAKE: 1 },
  { "REUSABLE-CUP": 1 },
];

/** Many sales are made while the tills are apart, and all of them are told at once when they are not. */
const stackedUpSales: BoxStory = {
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

/** The power fails at a till that has papers to print and sales to tell: both are done after it is back. */
const rebootWithAQueue: BoxStory = {
  title: "A till is rebooted with a queue pending",
  about: [
    "A's printers are off and its cable is pulled: papers wait, and B knows nothing of what A sells. Then",
    "A's power fails. When it is on again, A prints what waited, once, and tells B what it has sold.",
  ],
  stage: "processes",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell, until } = scene;
    const [a, b] = [at("A"), at("B")];
    await scene.switchPrinters("A", "off");
    tell("A's printers run out of paper.");
    await scene.cut();
    tell("The cable between A and B is pulled.");
    const table = a.opens("table 9", { BURGER: 1, IPA: 2 });
    a.sends();
    const sold = [a.sells({ "CARROT-CAKE": 2 }, "cash"), a.sells({ CROISSANT: 3 }, "card")];
    const waiting = scene.waitingPapers("A");
    tell(`At A ${waiting} papers wait for a printer; B has heard nothing of it.`);
    const known = b.receipts();

    await scene.kill("A");
    tell("The power fails at A: its process is killed (SIGKILL), no paper is half out.");
    b.sells({ COFFEE: 1 }, "cash");
    await scene.switchPrinters("A", "on");
    await scene.heal();
    tell("The printers have paper, the cable is plugged in.");
    await scene.boot("A");
    tell("A is switched on.");

    await until("all papers of A are out", () => scene.waitingPapers("A") === 0);
    tell(`The ${waiting} papers that waited come out of A's printers.`);
    await until("B knows that the kitchen has its tickets", () => {
      const lines = b.order(table)?.lines ?? [];
      return lines.length > 0 && lines.every(({ kitchen }) => kitchen === "printed");
    });
    await scene.untilEqual();
    b.sees(table);
    b.takesUp(table);
    b.paysCard();
    sold.push(a.sells({ COFFEE: 1 }, "cash"));
    await scene.untilEqual();

    const ending = await scene.conclude();
    const papers = await scene.papers("A");
    scene.holds(
      `When the power failed, ${waiting} papers waited, and B knew none of A's sales.`,
      waiting === 5 && known.length === 0,
    );
    scene.holds(
      "Each of them came out once, and none of them says that it may be there twice.",
      papers.length === new Set(papers).size &&
        sold.every((number) => papers.filter((paper) => paper.includes(number)).length === 1) &&
        papers.every((paper) => !paper.includes("REPRINT")),
    );
    scene.holds(
      `A goes on from its last number: ${sold.join(", ")}.`,
      sold.join() === "A-000001,A-000002,A-000003",
    );
    return ending;
  },
};

/** One table pays on two tills that can't hear each other: money is in two drawers, and somebody is told. */
const oneTablePaidTwice: VirtualStory = {
  title: "One table is paid on two tills apart",
  about: [
    "Neither of two tills that can't hear each other can know that the other one takes the money for the",
    "same table. Both sales stand: the money is in the drawer, and on the card. When the tills hear each",
    "other again, both say so and what to do about it, and somebody gives the second payment back.",
  ],
  stage: "virtual",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell, until } = scene;
    const [a, b] = [at("A"), at("B")];
    const table = a.opens("table 4", { BURGER: 1, IPA: 1 });
    a.sends();
    await until("B knows the order", () => b.order(table)?.lines.length === 2);
    await scene.untilEqual();

    scene.cut(["A"], ["B"]);
    tell("The cable between A and B is pulled.");
    await scene.passes(20_000);
    a.takesUp(table);
    a.paysCash(2500);
    await scene.passes(40_000);
    b.takesUp(table);
    const second = b.paysCard();

    scene.heal();
    tell("The cable is plugged in again.");
    await scene.untilEqual();
    scene.showOrder(table);
    const asked = scene.showAttention();
    const reports = [a, b].map((counter) => {
      const { till } = counter.desk();
      return dayReport(till, till.days().now);
    });
    await scene.passes(60_000);
    b.refunds(second, "card", "paid on A already");
    await scene.untilEqual();
    scene.showOrder(table);

    const ending = await scene.conclude();
    scene.holds(
      `Both tills asked for 20.10 too much, and named the receipt to take back: ${second}.`,
      asked.reduce((sum, { amount = 0 }) => sum + amount, 0) === 2010 &&
        asked.every(({ answers }) => answers.some(({ object }) => object === second)),
    );
    scene.holds(
      "While it stood, the day tied out too: what is in the drawer and on the card was counted.",
      reports.every(({ sales, differences }) => sales === 4020 && differences.length === 0),
    );
    return ending;
  },
};

/** Two tills change one order while they can't hear each other: an item here, a discount there. */
const oneOrderTwoTills: VirtualStory = {
  title: "Two tills change one order while apart",
  about: [
    "A table's order is on A and B when the cable between them is pulled. A adds coffee, B adds a",
    "cake and takes 10 % off. When they hear each other again, all of it is on both.",
  ],
  stage: "virtual",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell, until } = scene;
    const [a, b] = [at("A"), at("B")];
    const table = a.opens("table 7", { COFFEE: 1 });
    await until("B knows the order", () => b.order(table) !== undefined);
    b.sees(table);

    scene.cut(["A"], ["B"]);
    tell("The cable between A and B is pulled.");
    await scene.passes(10_000);
    a.takesUp(table);
    a.adds({ COFFEE: 1 });
    await scene.passes(5000);
    b.takesUp(table);
    b.adds({ "CARROT-CAKE": 1 });
    b.takesOff(10);
    await scene.passes(30_000);
    a.sees(table);
    b.sees(table);

    scene.heal();
    tell("The cable is plugged in again.");
    await scene.untilEqual();
    const seen = [a.order(table), b.order(table)];
    scene.showOrder(table);
    a.paysCash(1000);
    await scene.untilEqual();
    b.sees(table);

    const ending = await scene.conclude();
    scene.holds(
      "Both changes are there: 2 x 2.80 + 4.20, less 10 % of all of it, is 8.82, on both tills.",
      seen.every((order) => order?.total === 882 && order.lines.length === 3),
    );
    scene.holds(
      "Nobody is asked anything: what was changed apart does not contradict itself.",
      ending.tills.every(({ attention }) => attention.length === 0),
    );
    return ending;
  },
};

/** The connection goes in the middle of a sale: the till in front of the guest notices nothing of it. */
const pulledMidSale: BoxStory = {
  title: "The connection is pulled in the middle of a sale",
  about: [
    "An order is on both tills, line by line, when the cable is pulled. At A the sale goes on as if nothing",
    "had happened: another line, cash, a receipt on paper. B shows what it knew, until the cable is back.",
  ],
  stage: "processes",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell, until } = scene;
    const [a, b] = [at("A"), at("B")];
    const table = a.opens("table 3", { LATTE: 2 });
    await until("B shows the first line", () => b.order(table)?.lines.length === 1);
    a.adds({ "CARROT-CAKE": 1 });
    await until("B shows both lines", () => b.order(table)?.lines.length === 2);
    b.sees(table);

    await scene.cut();
    tell("The cable between A and B is pulled.");
    a.adds({ ESPRESSO: 1 });
    const receipt = a.paysCash(2000);
    await until("the receipt is on paper", () => scene.waitingPapers("A") === 0);
    const apartPapers = await scene.papers("A");
    tell(`${receipt} comes out of A's printer.`);
    const apart = b.sees(table);
    b.sells({ BROWNIE: 1 }, "cash");

    await scene.heal();
    tell("The cable is plugged in again.");
    await scene.untilEqual();
    b.sees(table);
    scene.showOrder(table);

    const ending = await scene.conclude();
    scene.holds(
      "While it was apart, B went on showing the order as it knew it: open, 11.00 due.",
      apart?.status === "open" && apart.due === 1100,
    );
    scene.holds(
      `${receipt} was printed once, without waiting for anybody.`,
      [apartPapers, await scene.papers("A")].every((papers) => countOf(receipt, papers) === 1),
    );
    return ending;
  },
};

function countOf(text: string, papers: ReadonlyArray<string>): number {
  return papers.filter((paper) => paper.includes(text)).length;
}

export const STORIES: ReadonlyMap<number, Story> = new Map<number, Story>([
  [1, pulledMidSale],
  [2, stackedUpSales],
  [3, oneOrderTwoTills],
  [4, oneTablePaidTwice],
  [5, rebootWithAQueue],
  [6, twoWeeksApart],
  [7, yesWithoutATill],
  [8, theLastCake],
]);
