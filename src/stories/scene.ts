/** What every story is played with, whatever its tills are made of. */

import { type MeshView } from "../app/mesh-view.ts";
import { orderLines } from "../app/orders/order-text.ts";
import { findOrder } from "../app/orders/orders.ts";
import { speechOf } from "../app/speech.ts";
import { type BusinessDay, type EventId } from "../domain/identity.ts";
import { type Random } from "../domain/ports.ts";
import { type OpenDesk } from "../sim/world.ts";
import { attentionText, openItems } from "./attention-text.ts";
import { type Counter, createCounter } from "./counter.ts";
import { concludeStory } from "./ending.ts";
import { type Narrator } from "./narrator.ts";
import { type Scene } from "./story.ts";

export interface SceneDeps extends Pick<Scene, "until" | "untilEqual"> {
  readonly narrator: Narrator;
  readonly staff: Readonly<Record<string, string>>;
  readonly random: Random;
  readonly deskOf: (till: string) => OpenDesk;
  /** Something was committed at this till. */
  readonly committed: (till: string) => void;
  /** What went wrong that is none of the story; each is a sentence. */
  readonly problems: () => ReadonlyArray<string>;
  /** Before it is looked at what each till holds: how each sees the others. */
  readonly beforeEnding: () => Promise<ReadonlyMap<string, MeshView | undefined>>;
}

export function createScene(deps: SceneDeps): Scene {
  const { narrator, staff, deskOf, until, untilEqual } = deps;
  const issued: string[] = [];
  const days = new Set<BusinessDay>();
  const tills = Object.keys(staff);
  const counters = new Map(tills.map((till) => [till, counterAt(deps, till, { issued, days })]));

  return {
    until,
    untilEqual,
    at: (till) => {
      const counter = counters.get(till);
      if (counter === undefined) throw new Error(`There is no till ${till}.`);
      return counter;
    },
    tell: (text) => {
      narrator.event("~", text);
    },
    showOrder: (order) => {
      showSame(
        narrator,
        "till order show",
        new Map(tills.map((till) => [till, orderText(deskOf(till), order)])),
      );
    },
    showAttention: () => {
      const items = tills.map((till) => openItems(deskOf(till)));
      const texts = items.map((own) => attentionText(own));
      showSame(
        narrator,
        "till attention list",
        new Map(tills.map((till, index) => [till, texts[index] ?? []])),
      );
      return items[0] ?? [];
    },
    conclude: async () => {
      const views = await deps.beforeEnding();
      const desks = new Map(tills.map((till) => [till, deskOf(till)]));
      const facts = concludeStory({ narrator, desks, views, issued, days: [...days].toSorted() });
      for (const sentence of deps.problems()) narrator.holds(sentence, false);
      return { tills: facts };
    },
    quietly: narrator.quietly,
    holds: narrator.holds,
  };
}

function counterAt(
  { narrator, staff, random, deskOf, committed }: SceneDeps,
  till: string,
  told: { readonly issued: string[]; readonly days: Set<BusinessDay> },
): Counter {
  return createCounter({
    till,
    staff: staff[till] ?? "",
    narrator,
    random,
    desk: () => deskOf(till),
    committed: () => {
      committed(till);
    },
    issued: (number) => {
      told.issued.push(number);
      told.days.add(deskOf(till).till.days().now);
    },
  });
}

function orderText({ till }: OpenDesk, id: EventId): ReadonlyArray<string> {
  const found = findOrder(till, id);
  if (found === undefined) return ["unknown"];
  return [
    ...orderLines(found.order, speechOf(till)),
    ...found.receipts.map(({ number }) => `Receipt ${number}`),
    ...found.refunds.map(({ number, refund }) => `Refund ${number} of ${refund?.of ?? ""}`),
  ];
}

/** As the first one shows it; the others have to show the same. */
function showSame(
  narrator: Narrator,
  what: string,
  lines: ReadonlyMap<string, ReadonlyArray<string>>,
): void {
  const [first, ...others] = lines;
  if (first === undefined) return;
  const [till, shown] = first;
  narrator.line(`  ${what} on ${till}${others.map(([other]) => `, and on ${other}`).join("")}:`);
  for (const line of shown) narrator.line(`    ${line}`);
  const isSame = others.every(([, other]) => other.join("\n") === shown.join("\n"));
  if (!isSame) narrator.holds(`Each till shows the same by ${what}.`, false);
}
