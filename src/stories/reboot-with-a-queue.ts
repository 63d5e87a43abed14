/** The power fails at a till that has papers to print and sales to tell: both are done after it is back. */

import { type BoxStory } from "./story.ts";

export const rebootWithAQueue: BoxStory = {
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
