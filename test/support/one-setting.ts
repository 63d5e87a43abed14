/** The smallest thing that a till can write, a setting; and what it says at a till. */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { type TestTill } from "./shop.ts";

/** Written over none: two of one name that know of each other are told apart by their time alone. */
export function setting(value: number | string, name = "x"): Draft {
  return { kind: "setting/set", streams: [toStreamId("set", name)], body: { value, over: [] } };
}

export function settingAt(till: TestTill, name = "x"): unknown {
  return till.ledger().read((view) => view.state("set", name).fields["value"]?.open.at(-1)?.value);
}
