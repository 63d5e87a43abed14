/** The plug of a till is pulled between its card terminal's yes and its own. */

import { type VirtualStory } from "./story.ts";

const PATIENCE = "the payment is on the order, with its receipt";

export const yesWithoutATill: VirtualStory = {
  title: "The plug is pulled between the card terminal's yes and the till's",
  about: [
    "A customer holds a card to the terminal at A, which approves it. Before A has written that, its plug is",
    "pulled. When A is on again, it asks the terminal what became of the payment: it was charged, and is",
    "on the order once.",
  ],
  stage: "virtual",
  staff: { A: "3", B: "4" },
  play: async (scene) => {
    const { at, tell, until, untilEqual } = scene;
    const [a, b] = [at("A"), at("B")];
    scene.hasTerminal("A");
    await untilEqual();
    // A desk looks for terminals a moment later.
    await scene.passes(1000);
    const order = a.opens("table 5", { "APPLE-PIE": 2, COFFEE: 1 });
    const due = a.order(order)?.due ?? 0;
    await untilEqual();
    scene.asksTerminal("A", order);
    tell(
      "A asks its terminal for it, and has written that it does before the first byte goes out.",
    );

    await scene.losesPowerAtYes("A");
    tell("The terminal says yes, and at that moment A's plug is pulled.");
    const [charged] = scene.charges();
    const unsure = b.sees(order);
    b.sells({ BROWNIE: 1 }, "cash");

    scene.plugsIn("A");
    tell(
      "A is switched on. It hangs up what was, hears B, and asks the terminal what it did last.",
    );
    await until(PATIENCE, () => a.order(order)?.status === "paid");
    a.sees(order);
    const receipt = a.givesReceipt(order);
    await untilEqual();
    b.sees(order);

    const ending = await scene.conclude();
    scene.holds(
      "While A was off the bank had charged it, and B knew that it is asked for and not that it is paid.",
      charged === due && unsure?.status === "open",
    );
    scene.holds(
      `The bank has charged it once, and ${receipt} says so.`,
      scene.charges().length === 1 && scene.charges()[0] === due,
    );
    return ending;
  },
};
