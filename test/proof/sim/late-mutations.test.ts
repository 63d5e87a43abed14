/** Known bugs of the present: the simulator has to notice each of them within a few seeds. Size: proof. */

import { describe, expect, test } from "vitest";

import { type StateByType, type StreamType } from "../../../src/domain/folds/folds.ts";
import { type ChainEnd, streamName } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type EntryState } from "../../../src/domain/state/entry-state.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type PresentFacts } from "../../../src/ledger/present/present-table.ts";
import { type PresentTold } from "../../../src/ledger/present/tell-present.ts";
import { type MeshLedger } from "../../../src/mesh/gossip/ports.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const LATE = { hearsLate: true, hours: 0.006 } as const;

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "the present outlives the past",
    wrap: {
      ledger: (ledger) => changed(ledger, { present: { ...ledger.present, settle: () => false } }),
    },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /still sells by what it was told/u,
  },
  {
    name: "a teller names what it leaves out",
    wrap: { ledger: telling((told) => ({ ...told, pieces: told.pieces.slice(0, -1) })) },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /told (?:of|under|\d+ for) /u,
  },
  {
    name: "a teller has other sums",
    wrap: {
      ledger: telling((told) => ({
        ...told,
        sums: told.sums.map(([key, amount]) => [key, amount + 1] as const),
      })),
    },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /told -?\d+ for .*, and it is /u,
  },
  {
    name: "a box that was told today tells it on",
    wrap: { ledger: tellingOn },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /tells today on/u,
  },
  {
    name: "a box that was told today says that it holds what its teller does",
    wrap: { meshLedger: claiming },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /says that it holds .* and was only told/u,
  },
  {
    name: "what was told of goods outlives the past",
    wrap: { ledger: keepingGoods },
    troubles: ["newcomers", "network"],
    wish: LATE,
    noticed: /show cat\/.* otherwise/u,
  },
  {
    name: "what was said by the present is lost with it",
    wrap: { ledger: losingWhatItSaid },
    troubles: ["newcomers", "network"],
    wish: LATE,
    noticed: /lack what|other one should be|begin/u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

function telling(make: (told: PresentTold) => PresentTold): (ledger: Ledger) => Ledger {
  return (ledger) =>
    changed(ledger, {
      present: {
        ...ledger.present,
        tell: (asked) => {
          const told = ledger.present.tell(asked);
          return told && make(told);
        },
      },
    });
}

/** What it heard itself, whatever it is asked. */
function tellingOn(ledger: Ledger): Ledger {
  const { present } = ledger;
  let heard: PresentTold | undefined;
  return changed(ledger, {
    present: {
      ...present,
      take: (teller, told) => {
        heard = told;
        return present.take(teller, told);
      },
      tell: (asked) => present.tell(asked) ?? heard,
    },
  });
}

function claiming(mesh: MeshLedger): MeshLedger {
  function told(): ReadonlyArray<ChainEnd> {
    // The mesh asks for two of the facts, and the ledger gives it all of them.
    return (mesh.present.facts() as PresentFacts | undefined)?.ends ?? [];
  }

  return { ...mesh, ends: () => [...mesh.ends(), ...told()] };
}

/** Goods stay as they were shown last before the past was. */
function keepingGoods(ledger: Ledger): Ledger {
  const { present } = ledger;
  const kept = new Map<string, EntryState>();

  function seenBy(view: LedgerView): LedgerView {
    function stateOf<Type extends StreamType>(type: Type, name: string): StateByType[Type] {
      const was = type === "cat" ? kept.get(name) : undefined;
      return (was as StateByType[Type] | undefined) ?? view.state(type, name);
    }

    return { ...view, state: stateOf, glance: stateOf };
  }

  return changed(ledger, {
    read: (look) => ledger.read((view) => look(seenBy(view))),
    present: {
      ...present,
      settle: (...given) => {
        const goods = ledger.read((view) =>
          view
            .tagged("cat")
            .map((stream) => [streamName(stream), view.glance("cat", streamName(stream))] as const),
        );
        const isGivenUp = present.settle(...given);
        if (isGivenUp) for (const [name, state] of goods) kept.set(name, state);
        return isGivenUp;
      },
    },
  });
}

/** The last that the box itself has said. */
function losingWhatItSaid(ledger: Ledger): Ledger {
  const { present, db } = ledger;
  return changed(ledger, {
    present: {
      ...present,
      settle: (...given) => {
        const isGivenUp = present.settle(...given);
        if (isGivenUp) {
          db.prepare(
            "DELETE FROM tx WHERE arrival = (SELECT max(arrival) FROM tx WHERE origin = ?)",
          ).run(ledger.identity.origin);
        }
        return isGivenUp;
      },
    },
  });
}
