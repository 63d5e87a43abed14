/** A till whose key signs what can't be valid: it is named, and nobody is asked to update. Size: whole. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listTillItems } from "../../../src/app/attention/attention-items.ts";
import { examine } from "../../../src/app/attention/checks.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { purgeDevice } from "../../../src/app/attention/questions.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { KINDS, type Kind } from "../../../src/domain/events/kinds.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type CafeOfTwo, cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { after } from "../../support/lies.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };

test.each(Object.keys(KINDS) as ReadonlyArray<Kind>)(
  "a body of %s that fits no version names its till, and nobody has to update",
  async (kind) => {
    const { a, b } = await cafeOfTwo(newCafe);
    const { order } = sellGoods(a.till, ["100"]);

    sayNonsense({ a, b }, [kind], `order/${order.id}`);

    const [item] = listTillItems(a, "en");
    expect(item).toMatchObject({ kind: "till/nonsense", addressee: "manager" });
    expect(item?.text).toBe("B Bar sent 1 event that no till can read: look who has it");
    const findings = examine(a);
    expect(findings.find(({ check }) => check === "update")).toMatchObject({ state: "ok" });
    expect(findings.filter(({ code }) => code === "nonsense")).toMatchObject([{ state: "wrong" }]);
    expect(dayReport(a.till, DAY).unread).toEqual([]);
    expect(findOrder(a.till, order.id)?.order.incomplete).toEqual([]);
  },
);

test.each(["before", "after"])(
  "once it is shut out and purged, %s a close that has named it, the shop is whole",
  async (when) => {
    const { a, b } = await cafeOfTwo(newCafe);
    sayNonsense({ a, b }, ["payment/captured", "device/enrolled"], "order/x");
    if (when === "after") await close(a);
    const { device } = b.till.ledger.identity.key;

    valueOf(revokeDevice(a.till, RAVI, { device, reason: "stolen" }));
    sayNonsense({ a, b }, ["payment/captured"], "order/y");
    valueOf(purgeDevice(a.till, RAVI, { text: "B", reason: "stolen" }));

    expect(examine(a).filter(({ code }) => code === "nonsense")).toEqual([]);
    expect(listTillItems(a, "en").filter(({ kind }) => kind.startsWith("till/"))).toEqual([]);
    await close(a);
    expect(dayReport(a.till, DAY)).toMatchObject({ unread: [], incomplete: [], differences: [] });
  },
);

test("whoever has seen it is asked again when there is more of it", async () => {
  const { a, b } = await cafeOfTwo(newCafe);
  sayNonsense({ a, b }, ["payment/captured"], "order/x");
  const [item] = listTillItems(a, "en");

  if (item === undefined) throw new Error("Nobody is asked.");
  seen(a, item);
  expect(listTillItems(a, "en")).toEqual([]);
  sayNonsense({ a, b }, ["payment/captured"], "order/x");

  expect(listTillItems(a, "en")).toMatchObject([{ kind: "till/nonsense" }]);
});

function sayNonsense(
  { a, b }: Pick<CafeOfTwo, "a" | "b">,
  kinds: ReadonlyArray<Kind>,
  stream: string,
): void {
  let place = nextPlace(b.till.ledger);
  for (const kind of kinds) {
    const { v, control } = KINDS[kind];
    const streams = control ? [] : [stream];
    const bytes = rawTransaction(place, [{ kind, v, streams, body: 7 }]);
    valueOf(b.till.ledger.receive(bytes));
    place = after(place, bytes);
  }
  synchroniseLedgers(b.till.ledger, a.till.ledger);
}

function seen(open: OpenTill, item: OpenItem): void {
  const answering = {
    open,
    act: () => ok(undefined),
    refused: (fault: Refusal) => err(fault),
    note: "",
  };
  valueOf(answerItem(answering, item, "settle"));
}

async function close(open: OpenTill): Promise<void> {
  valueOf(await closeDay({ ...open, mesh: () => undefined }, { day: DAY, asked: RAVI.number }));
}
