/** What a crash left open is asked for by itself, and a yes or no counts once every other till was heard. */

import { expect, test } from "vitest";

import { stayResident } from "../../../src/app/resident/stay-resident.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { cardsOf, cardTills, type CardTills, stateAt } from "../../support/card-tills.ts";
import { createLivingMeshes, giveLinkKeys } from "../../support/living-meshes.ts";

const newCafe = cafeCopies();

/** A payment that is charged, and of which till A heard nothing before it died. */
async function chargedAndDead(tills: CardTills): Promise<EventId> {
  tills.terminal.set(["drop-before-result", "keeps"]);
  const { card } = tills.pay(tills.a);
  while (tills.terminal.books().length === 0) await pause(systemClock, 1);
  const payment = card.payment() as EventId;
  await tills.a.restart();
  tills.terminal.set([]);
  expect(stateAt(tills.a, payment)).toBe("open");
  return payment;
}

/** The tills hear each other, and A has heard all that B had to say. */
async function linkedTills(tills: CardTills) {
  const { a, b, cafe } = tills;
  await giveLinkKeys(a.open.till.ledger, b.open.till.ledger);
  const meshes = createLivingMeshes(cafe.clock);
  const mesh = meshes.open({ dir: a.open.dir, ledger: () => a.open.till.ledger }, 1);
  await tills.pass(1000);
  const linked = meshes.open({ dir: b.open.dir, ledger: () => b.open.till.ledger }, 2, mesh.port());
  a.sees(mesh.view);
  while (mesh.view()?.peers[0]?.isHeardOut !== true) await tills.pass(100);
  return { meshes, linked };
}

test("a program that stays asks for what a crash left open, by itself", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  const payment = await chargedAndDead(tills);
  const again = tills.cafe.open();

  stayResident(again, {
    onChange: () => undefined,
    onLook: () => undefined,
    onLog: () => undefined,
  });
  while (stateAt(tills.a, payment) === "open") await tills.pass(100);

  expect(cardsOf(tills.a).at(-1)).toMatchObject({ state: "captured", receipt: 471, sum: 260 });
  expect(tills.charges()).toEqual([260]);
});

test("a till that no longer hears another one can't tell, and says who is missing", async () => {
  const tills = await cardTills(await newCafe());
  const payment = await chargedAndDead(tills);

  tills.a.cards().recover();
  while (stateAt(tills.a, payment) === "open") await tills.pass(100);

  expect(cardsOf(tills.a).at(-1)).toMatchObject({
    state: "unknown",
    why: "not-heard",
    missing: ["B Bar"],
  });
});

test("a terminal that is bound to its till needs no other one", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  const payment = await chargedAndDead(tills);

  tills.a.cards().recover();
  while (stateAt(tills.a, payment) === "open") await tills.pass(100);

  expect(stateAt(tills.a, payment)).toBe("captured");
});

test("a yes counts once the other till has answered a question that came after it", async () => {
  const tills = await cardTills(await newCafe());
  const { a, cafe } = tills;
  const payment = await chargedAndDead(tills);
  const { meshes } = await linkedTills(tills);

  a.cards().recover();
  const beganMs = cafe.clock.nowMs();
  while (stateAt(a, payment) === "open") await tills.pass(100);

  expect(stateAt(a, payment)).toBe("captured");
  expect(cafe.clock.nowMs() - beganMs).toBeGreaterThan(1000);
  await meshes.closeAll();
});

test("a till that is heard no more while the answer is judged leaves it unknown", async () => {
  const tills = await cardTills(await newCafe());
  const { a } = tills;
  const payment = await chargedAndDead(tills);
  const { meshes, linked } = await linkedTills(tills);

  a.cards().recover();
  await linked.close();
  while (stateAt(a, payment) === "open") await tills.pass(100);

  expect(cardsOf(a).at(-1)).toMatchObject({ why: "not-heard", missing: ["B Bar"] });
  await meshes.closeAll();
});
