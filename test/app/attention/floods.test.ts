/** A till that floods the shop with voices is one item for a person, and one answer. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { openQuestions } from "../../../src/app/attention/questions.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { toOrigin } from "../../../src/domain/identity.ts";
import { chainStart } from "../../../src/ledger/log/chain.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { rawTransaction } from "../../support/raw-transaction.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test.each([
  [
    "a flood of twenty voices of a till that is shut out is one item, and one answer settles it",
    20,
    1,
  ],
  ["four voices of it are looked at one by one", 4, 4],
])("%s", async (_, voices, items) => {
  const { a, b } = await cafeOfTwo(newCafe);

  const { device } = b.till.ledger.identity.key;
  valueOf(revokeDevice(a.till, RAVI, { device, reason: "stolen" }));
  speak(a, b, voices);
  const before = floodOrVoices(a);
  for (const item of before) settle(a, item);

  expect(before).toHaveLength(items);
  expect(openQuestions(a.till)).toEqual([]);
  expect(floodOrVoices(a)).toEqual([]);
});

test("a flood of a till that is not shut out yet names it, and leads to where it is", async () => {
  const { a, b } = await cafeOfTwo(newCafe);

  speak(a, b, 20);
  const [item] = floodOrVoices(a);

  expect(item).toMatchObject({ kind: "chain/flood", addressee: "manager" });
  expect(item?.text).toMatch(
    /^B Bar spoke with \d+ voices, none of which counts: 0.00 in question$/u,
  );
  expect(item?.answers.map(({ answer }) => answer)).toEqual(["open-till"]);
});

/** Branches of one chain that nobody has named, as a liar says them. */
function speak(a: OpenTill, { till: { ledger } }: OpenTill, voices: number): void {
  const { key, shop } = ledger.identity;
  for (let voice = 0; voice < voices; voice += 1) {
    const origin = toOrigin(key.device, `b${String(voice).padStart(12, "0")}`);
    const place = { origin, key, seq: 1, previous: chainStart(shop, origin) };
    const started = { n: 2, follows: null, cause: "person" };
    a.till.ledger.receive(rawTransaction(place, [{ kind: "incarnation/started", body: started }]));
  }
}

function floodOrVoices(open: OpenTill): ReadonlyArray<OpenItem> {
  return listAttentionItems(open, "en").filter(({ subject }) =>
    ["question", "flood"].includes(subject.type),
  );
}

function settle(open: OpenTill, item: OpenItem): void {
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault: Refusal) => err(fault),
      note: "looked at",
    },
    item,
    "retire",
  );
  expect(done.ok).toBe(true);
}
