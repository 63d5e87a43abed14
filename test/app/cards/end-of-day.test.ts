/** A terminal's end of day is told once, whatever breaks, and its sums stand beside those of the tills. */

import { connect, createServer, type Socket } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { terminalStatuses } from "../../../src/app/cards/terminal-status.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { settlementsOf, unsettledAt } from "../../../src/domain/terminals/settlements.ts";
import { compareTotals } from "../../../src/domain/terminals/terminal-totals.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import {
  cardTills,
  type CardTill,
  type CardTills,
  chargedUnknown,
  take,
} from "../../support/card-tills.ts";
import { servedTerminal } from "../../support/served-terminal.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY_MS = 86_400_000;

function settledAt({ open }: CardTill, id = "main") {
  return open.till.ledger.read((view) => settlementsOf(view, id));
}

function statesAt(till: CardTill, id = "main"): ReadonlyArray<string> {
  return settledAt(till, id).map(({ state }) => state);
}

function comparedAt(till: CardTill) {
  return till.open.till.ledger.read((view) => {
    const last = settlementsOf(view, "main").at(-1);
    return last && compareTotals(view, "main", last);
  });
}

/** Has the terminal end its day, and returns what became of it, or why it was refused. */
async function settle(
  tills: CardTills,
  till = tills.a,
  actor: typeof RAVI | null = RAVI,
): Promise<string> {
  const done = await tills.until(till.cards().settle(actor ?? undefined, { id: "main" }));
  return done.ok ? done.value.ended.type : done.fault.type;
}

async function nextDay({ cafe, a }: CardTills): Promise<void> {
  cafe.clock.advance(DAY_MS);
  valueOf(a.open.till.beginDay(RAVI));
}

function itemsAt({ open }: CardTill) {
  return listAttentionItems(open, "en").filter(({ kind }) => kind === "terminal/end-unknown");
}

test("an end of day of which nobody knows is asked about at every till, until a person has seen it", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await tills.endOf(tills.pay(tills.a).card);
  tills.terminal.set(["drop-in-end-of-day"]);
  await settle(tills);
  tills.meet();
  expect(statesAt(tills.b)).toEqual(["unknown"]);
  const [item] = itemsAt(tills.b);
  expect(item?.text).toContain("main: nobody knows if it ended its day, told by till ");
  const answering = {
    open: tills.b.open,
    note: "",
    act: (name: string, decide: (context: DecisionContext) => Decision) =>
      tills.b.open.till.act(RAVI, name, decide),
    refused: err,
  };
  const said = item && answerItem(answering as never, item, "settle");
  expect(said).toMatchObject(ok(expect.any(String)));
  tills.meet();

  for (const till of [tills.a, tills.b]) expect(itemsAt(till)).toEqual([]);
});

test("the question about an end of day is over once the terminal has ended the next one", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  tills.terminal.set(["drop-in-end-of-day"]);
  await settle(tills);
  expect(itemsAt(tills.a)).toHaveLength(1);
  tills.terminal.set([]);
  await nextDay(tills);
  expect(await settle(tills)).toBe("ended");

  expect(itemsAt(tills.a)).toEqual([]);
});

test("an end of day is written with the terminal's sums, which are those of the till", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await tills.endOf(tills.pay(tills.a).card);
  await tills.endOf(tills.pay(tills.a).card);
  tills.terminal.set(["decline"]);
  await tills.endOf(tills.pay(tills.a).card);

  expect(await settle(tills)).toBe("ended");
  expect(settledAt(tills.a)).toMatchObject([
    { state: "done", by: "4", totals: { amount: 520, receipts: { from: 471, to: 472 } } },
  ]);
  expect(comparedAt(tills.a)).toMatchObject({
    since: undefined,
    all: { ledger: { count: 2, sum: 520 }, terminal: 520 },
    lines: [{ brand: "girocard", ledger: { sum: 520 }, terminal: { count: 2, sum: 520 } }],
  });
});

test("the next end of day is of what was taken since", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await tills.endOf(tills.pay(tills.a).card);
  await settle(tills);
  await tills.endOf(tills.pay(tills.a).card);

  expect(terminalStatuses(tills.a.open.till)).toMatchObject([
    { waiting: { count: 1, sum: 260 }, unknown: { count: 0 }, last: { state: "done" } },
  ]);
  expect(await settle(tills)).toBe("ended");
  expect(comparedAt(tills.a)).toMatchObject({
    since: { state: "done" },
    all: { ledger: { count: 1, sum: 260 }, terminal: 260 },
  });
});

test("what was typed at the terminal shows as a difference", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await chargedUnknown(tills);
  const [open] = tills.a.cards().running();
  expect(open).toBeUndefined();
  const { payment, order } = unknownAt(tills.a);
  valueOf(tills.a.cards().say(MIA, { order, payment, says: "no", number: "" }));

  expect(await settle(tills)).toBe("ended");
  expect(comparedAt(tills.a)?.all).toEqual({ ledger: { count: 0, sum: 0 }, terminal: 260 });
});

function unknownAt({ open }: CardTill) {
  const [waiting] = open.till.ledger.read((view) => unsettledAt(view, "main"));
  if (waiting === undefined) throw new Error("Nobody asks.");
  return { payment: waiting.id, order: waiting.order };
}

test("a payment of which nobody knows holds the end of day up", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await chargedUnknown(tills);

  expect(await settle(tills)).toBe("terminal/unsettled");
  expect(tills.terminal.daysEnded()).toBe(0);
  expect(statesAt(tills.a)).toEqual([]);
});

test("a cashier who may not close a day ends none of a terminal", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });

  expect(await settle(tills, tills.a, MIA)).toBe("permission/missing");
  expect(await settle(tills, tills.b)).toBe("terminal/elsewhere");
});

test("a terminal that is off or busy is told of none, and nothing is written", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  tills.terminal.set(["busy"]);

  expect(await settle(tills)).toBe("not-asked");
  valueOf(changeTerminal(tills.a.open.till, RAVI, { id: "main", isNew: false, said: { port: 1 } }));
  expect(await settle(tills)).toBe("not-asked");
  expect(statesAt(tills.a)).toEqual([]);
});

test("one without an answer is unknown for ever, and the next is the next day's, by a person", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  await tills.endOf(tills.pay(tills.a).card);
  tills.terminal.set(["drop-in-end-of-day"]);

  expect(await settle(tills)).toBe("lost");
  tills.terminal.set([]);
  expect(await settle(tills)).toBe("terminal/end-unknown");
  expect(statesAt(tills.a)).toEqual(["unknown"]);
  await tills.endOf(tills.pay(tills.a).card);
  await nextDay(tills);

  expect(await settle(tills, tills.a, null)).toBe("terminal/end-by-person");
  expect(await settle(tills)).toBe("ended");
  expect(tills.terminal.daysEnded()).toBe(2);
  // The terminal's sum says that it had ended its day.
  expect(comparedAt(tills.a)).toMatchObject({
    since: { state: "unknown" },
    all: { ledger: { count: 1, sum: 260 }, terminal: 260 },
  });
});

test("one that the terminal refuses may be told again", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  tills.terminal.set(["no-end-of-day"]);

  expect(await settle(tills)).toBe("refused");
  tills.terminal.set([]);
  expect(await settle(tills)).toBe("ended");
  expect(statesAt(tills.a)).toEqual(["refused", "done"]);
});

test("a till that takes the terminal over does not repeat what the other left open", async () => {
  const tills = await cardTills(await newCafe());
  tills.terminal.set(["drop-in-end-of-day"]);
  await settle(tills);
  tills.terminal.set([]);
  tills.meet();
  valueOf(await tills.until(take(tills.b)));

  expect(await settle(tills, tills.b)).toBe("terminal/end-unknown");
  expect(tills.terminal.daysEnded()).toBe(1);
});

interface Relay {
  readonly port: number;
  readonly hasActed: () => boolean;
}

/** Passes bytes on, and acts right before or after so many pieces of them. */
async function relayTo(target: number, pieces: number, act: () => void): Promise<Relay> {
  const sockets = new Set<Socket>();
  let left = pieces;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: "127.0.0.1", port: target, noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        left -= 1;
        if (!to.destroyed) to.write(bytes);
        if (left === 0) act();
      });
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port.");
  return { port: address.port, hasActed: () => left <= 0 };
}

test("killed at any step, it ran at most once, and is told no more that day", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  const seen = new Set<string>();
  for (let pieces = 1; ; pieces += 1) {
    const id = `t${pieces}`;
    const { terminal, port, close } = await servedTerminal();
    onTestFinished(close);
    const relay = await relayTo(port, pieces, () => void tills.a.restart());
    const said = { host: "127.0.0.1", port: relay.port, settleSeconds: 0 };
    valueOf(changeTerminal(tills.a.open.till, RAVI, { id, isNew: true, said }));
    await tills.until(tills.a.cards().settle(RAVI, { id }));
    // What was sent arrives.
    await pause(systemClock, 20);
    tills.a.cards().recover();
    const [state = "untold"] = statesAt(tills.a, id);
    const before = terminal.daysEnded();
    seen.add(`${state} ${before}`);
    if (!relay.hasActed()) break;
    const again = await tills.until(tills.a.cards().settle(RAVI, { id }));
    const now = again.ok ? again.value.ended.type : again.fault.type;

    const after: Readonly<Record<string, unknown>> = {
      untold: ["ended", 1],
      unknown: ["terminal/end-unknown", before],
      done: ["ended", 2],
    };
    expect([pieces, now, terminal.daysEnded()]).toEqual([pieces, ...(after[state] as unknown[])]);
    expect(before).toBeLessThanOrEqual(state === "untold" ? 0 : 1);
  }

  expect(seen).toContain("untold 0");
  expect(seen).toContain("unknown 1");
  expect(seen).toContain("done 1");
});

test("killed before the answer is durable, nobody knows, and it ran once", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  const { till } = tills.a.open;
  const release = till.whileCommitting(({ events }) => {
    const isAnswer = events.some(
      ({ known }) => known?.kind === "terminal/settled" && known.body.says === "totals",
    );
    if (isAnswer) throw new Error("The process dies.");
  });
  await expect(tills.until(tills.a.cards().settle(RAVI, { id: "main" }))).rejects.toThrow("dies");
  release();
  expect(statesAt(tills.a)).toEqual(["open"]);

  tills.a.cards().recover();

  expect(statesAt(tills.a)).toEqual(["unknown"]);
  expect(await settle(tills)).toBe("terminal/end-unknown");
  expect(tills.terminal.daysEnded()).toBe(1);
});
