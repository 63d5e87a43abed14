/** Known bugs of tablets: the simulator has to notice each of them within a few seeds. Size: proof. */

import { describe, expect, test } from "vitest";

import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "a till without cash takes some",
    wrap: { ledger: takingCash },
    troubles: ["tablets"],
    wish: { hours: 0.01, actsPerHour: 1600 },
    noticed: /takes no cash, and moved some/u,
  },
  {
    name: "a link that comes back does not cut the printers' pause short",
    wrap: { links: (glance) => () => ({ ...glance(), peers: [] }) },
    troubles: ["tablets", "printers"],
    wish: { hours: 0.02, actsPerHour: 1600, troublesPerHour: 30 },
    noticed: /has a link again, and .* still waits to print/u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

/** Whoever looks finds no till in the setting, in decisions as well. */
function takingCash(ledger: Ledger): Ledger {
  return changed(ledger, {
    read: (look) => ledger.read((view) => look(withoutSetting(view))),
    commit: (command) =>
      ledger.commit({
        ...command,
        decide: (context) => command.decide({ ...context, view: withoutSetting(context.view) }),
      }),
  });
}

function withoutSetting(view: LedgerView): LedgerView {
  return {
    ...view,
    state: (type, name) => view.state(type, name === "cashless-tills" ? "none" : name),
  };
}
