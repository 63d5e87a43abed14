/** What a shop and head office say otherwise, as its people read and answer it: by the command, and at the register. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { attentionToText } from "../../../src/app/attention/attention-text.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { sealText } from "../../../src/app/till/sealed-text.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { fieldValue } from "../../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createShop, enrolment, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "COFFEE" });
const RAVI = { number: "4", name: "Ravi" };

describe("what head office offers otherwise", () => {
  test("is read in German and English with both values and both answers, people's names too", async () => {
    const open = (await newCafe()).open();
    offer(open, ["cat", "product/COFFEE"], { price: 300 });
    offerName(open, "1", "Maya");

    const lines = attentionToText(listAttentionItems(open, "de"), { locale: "de" });
    const [english] = attentionToText(listAttentionItems(open, "en"), { locale: "en" });

    expect(english).toMatch(
      /^\w+ {2}Coffee, price: 2\.80 here, 3\.00 at head office\. \(manager\)$/u,
    );
    expect(lines.map((line) => line.replace(/^\w{8,}/u, "ID"))).toEqual([
      "ID  Coffee, price: hier 2,80, in der Zentrale 3,00. (Leitung)",
      "          --answer take       3,00 der Zentrale übernehmen",
      "          --answer keep       2,80 behalten",
      "ID  staff 1, name: hier Mia, in der Zentrale Maya. (Leitung)",
      "          --answer take       Maya der Zentrale übernehmen",
      "          --answer keep       Mia behalten",
    ]);
  });

  test("stands in the register's list in French, and is taken there", async () => {
    const shop = await newCafe();
    valueOf(changeSetting(shop.open().till, RAVI, { key: "language", texts: ["fr"] }));
    const register = await registerAt(shop, ["4", "4444"]);
    const { open, store } = register;
    offer(open, ["cat", "product/COFFEE"], { price: 300 });

    typed(register, ":attention");
    const [listed] = rowsOf(store.till, store.getState());
    press(register, "1");
    const answers = rowsOf(store.till, store.getState()).map(({ label }) => label);
    press(register, "1");

    expect([listed?.label, answers, register.message()]).toEqual([
      "Coffee, price : ici 2,80, au siège 3,00.",
      ["prendre 3,00 du siège", "garder 2,80"],
      "Désormais, 3,00 du siège vaut.",
    ]);
    const coffee = open.till.ledger.read((view) => view.state("cat", "product/COFFEE"));
    expect(fieldValue(coffee, "price")).toBe(300);
  });
});

/** Enrols an office, and has it offered: the shop's value stands. */
function offer(
  { till }: OpenTill,
  [type, name]: readonly ["cat" | "staff", string],
  values: Readonly<Record<string, unknown>>,
): void {
  const { ledger } = till;
  const elsewhere = createShop("office");
  const enrol = enrolment(elsewhere.a, ["hub"]);
  elsewhere[Symbol.dispose]();
  const { fields } = ledger.read((view) => view.state(type, name));
  const about = Object.fromEntries(
    Object.keys(values).map((field) => [field, openWriteIds(fields[field])]),
  );
  const event: unknown = {
    kind: "hub/offered",
    streams: [toStreamId(type, name)],
    body: { values, about },
  };
  valueOf(
    ledger.commit({
      by: "",
      name: "offer",
      decide: () => ok({ events: [enrol, event as Draft] }),
    }),
  );
}

function offerName(open: OpenTill, number: string, name: string): void {
  const { secrets } = open.till.ledger;
  const random = createSeededRandom("name");
  const keyId = `person/${number}/${"o".repeat(26)}/0a`;
  const sealed = sealText(name, keyId, { secrets, random });
  offer(open, ["staff", number], { name: sealed });
}
