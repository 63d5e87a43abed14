/** One table pays on two tills that can't hear each other: money is in two drawers, and somebody is told. */

import { dayReport } from "../app/day/day-report.ts";
import { type VirtualStory } from "./story.ts";

export const oneTablePaidTwice: VirtualStory = {
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
        asked.every(({ answers }) => answers[0]?.object === second),
    );
    scene.holds(
      "While it stood, the day tied out too: what is in the drawer and on the card was counted.",
      reports.every(({ sales, differences }) => sales === 4020 && differences.length === 0),
    );
    return ending;
  },
};
