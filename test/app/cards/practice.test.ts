/** Where people practise, no terminal is ever talked to that could take somebody's money. */

import { createServer } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { listen, portOf } from "../../../proof/ports/listening.ts";
import { type CardEnd, type RunningCard } from "../../../src/app/cards/card-desk.ts";
import { listCards } from "../../../src/app/cards/card-list.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { isPractised } from "../../../src/app/cards/terminal-links.ts";
import { openTill } from "../../../src/app/open-till.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { beginAt, depsOf } from "../../support/learner.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

/** A port that counts who connects to it. */
async function watchedPort(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await listen(server, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => {
    server.close();
  });
  return { port: portOf(server), calls: () => calls };
}

test("a training has the till's terminals by name, and its guests pay at none of them", async () => {
  const cafe = await newCafe();
  const { port, calls } = await watchedPort();
  const real = cafe.open();
  const said = { name: "Counter", host: "127.0.0.1", port };
  valueOf(changeTerminal(real.till, RAVI, { id: "main", isNew: true, said }));
  await real.close();
  const training = await beginAt(cafe);
  const open = openTill(training?.dir ?? "", depsOf(cafe));
  onTestFinished(open.close);

  expect(open.cards.terminals()).toMatchObject([{ id: "main", name: "Counter" }]);
  // Nor where somebody types the address of a real one in the training's back office.
  valueOf(changeTerminal(open.till, RAVI, { id: "main", isNew: false, said: { port } }));
  const order = sellGoods(open.till, ["croissant"]).order.id;
  const card = valueOf(open.cards.pay(MIA, { order, wish: { terminal: "main" } }));

  expect(await endOf(card, cafe)).toMatchObject({ type: "ended", outcome: { type: "captured" } });
  expect(listCards(open.till, open.till.days().now)).toMatchObject([{ state: "captured" }]);
  expect(calls()).toBe(0);
});

test("Esc at a terminal that isn't there ends the payment, and nothing is taken", async () => {
  const cafe = await newCafe();
  const training = await beginAt(cafe);
  const open = openTill(training?.dir ?? "", depsOf(cafe));
  onTestFinished(open.close);
  valueOf(changeTerminal(open.till, RAVI, { id: "main", isNew: true, said: {} }));
  const order = sellGoods(open.till, ["croissant"]).order.id;
  const card = valueOf(open.cards.pay(MIA, { order, wish: { terminal: "main" } }));
  while (card.payment() === undefined) await pause(systemClock, 1);
  cafe.clock.advance(1);
  card.escape();

  expect(await endOf(card, cafe)).toMatchObject({ outcome: { type: "declined", code: "6c" } });
});

test.each([
  [{ demo: false, code: "A" }, "192.0.2.7", false],
  [{ demo: false, code: "A" }, "127.0.0.1", false],
  [{ demo: true, code: "A" }, "192.0.2.7", true],
  [{ demo: true, code: "A" }, "terminal.shop.example", true],
  [{ demo: true, code: "A" }, "127.0.0.1", false],
  [{ demo: true, code: "TRAIN" }, "192.0.2.7", true],
  [{ demo: true, code: "TRAIN" }, "127.0.0.1", true],
])("of a shop %o the terminal at %s is practised with: %s", (founding, host, isSo) => {
  expect(isPractised({ founding }, { host })).toBe(isSo);
});

async function endOf({ done }: RunningCard, { clock }: Cafe): Promise<CardEnd> {
  const ended = done.then((end) => ({ end }));
  for (;;) {
    const over = await Promise.race([ended, pause(systemClock, 1)]);
    if (over !== undefined) return over.end;
    clock.advance(10);
  }
}
