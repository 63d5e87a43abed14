/** The connection goes in the middle of a sale: the till in front of the guest notices nothing of it. */

import { type BoxStory } from "./story.ts";

export const pulledMidSale: BoxStory = {
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
