/** Of two cakes one is left each: the one that is guarded is sold once, and the other one twice. */

import { type VirtualStory } from "./story.ts";

const CAKE = "CARROT-CAKE";
const BROWNIE = "BROWNIE";

export const theLastCake: VirtualStory = {
  title: "The last cake is asked for at two tills apart, with a guard and without",
  about: [
    "One carrot cake and one brownie are left, and two tills that can't hear each other. The cake is guarded:",
    "A has it by right, so B says who has it and sells none. Nobody guards the brownie, so both sell it; once",
    "the tills hear each other again, both say that more of it is gone than there was, until somebody counts.",
  ],
  stage: "virtual",
  staff: { A: "4", B: "3" },
  play: async (scene) => {
    const { at, tell, untilEqual } = scene;
    const [a, b] = [at("A"), at("B")];
    a.keeps(CAKE, "guarded", 1);
    a.keeps(BROWNIE, "counted", 1);
    await untilEqual();

    scene.cut(["A"], ["B"]);
    tell("The cable between A and B is pulled.");
    await scene.passes(20_000);
    const refusal = b.refuses(CAKE);
    b.sells({ [BROWNIE]: 1 }, "cash");
    await scene.passes(10_000);
    a.sells({ [CAKE]: 1, [BROWNIE]: 1 }, "cash");
    const apart = [a, b].map((counter) => [counter.has(CAKE), counter.has(BROWNIE)].join(" "));

    scene.heal();
    tell("The cable is plugged in again.");
    await untilEqual();
    const asked = scene.showAttention();
    const met = [a, b].map((counter) => [counter.has(CAKE), counter.has(BROWNIE)].join(" "));
    a.counts(BROWNIE, 0);
    await untilEqual();

    const ending = await scene.conclude();
    scene.holds(
      `B sold no cake that A had by right, and said so: "${refusal}"`,
      refusal.includes("A has 1"),
    );
    scene.holds(
      "Apart, A knew of no cake and no brownie left, and B of one cake and no brownie.",
      apart.join() === "0 0,1 0",
    );
    scene.holds(
      "Together the cakes are even, one brownie more was sold than there was, and both asked about just that.",
      met.join() === "0 -1,0 -1" && asked.map(({ kind }) => kind).join() === "stock/below-zero",
    );
    scene.holds(
      "Once somebody had counted, nobody was asked any more.",
      ending.tills.every(({ attention }) => attention.length === 0),
    );
    return ending;
  },
};
