import { expect, test } from "vitest";

import { TRADE_KINDS } from "../../../src/domain/events/kinds.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();

test("what a sale for the kitchen says is what a register makes ready for beforehand", async () => {
  const { open } = await newCafe();
  const { till } = open();
  const { store, identity } = till.ledger;
  const before = store.head(identity.origin)?.seq ?? 0;

  sellGoods(till, ["400"], { cash: 260 });

  const said = [...store.ofOrigin(identity.origin, before + 1)].flatMap(({ content }) =>
    content.events.map(({ header }) => header.kind),
  );
  expect(new Set(said.filter((kind) => kind !== "day/began"))).toEqual(new Set(TRADE_KINDS));
});
