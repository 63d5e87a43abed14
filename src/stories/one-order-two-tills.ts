/** Two tills change one order while they can't hear each other: an item here, a discount there. */

import { type VirtualStory } from "./story.ts";

export const oneOrderTwoTills: VirtualStory = {
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
