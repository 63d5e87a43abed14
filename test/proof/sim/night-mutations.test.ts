/** Known bugs of drawers, Zs and closed days: the simulator has to notice each within a few seeds. Size: proof. */

import { describe, expect, test } from "vitest";

import { type ZClosed } from "../../../src/domain/events/day-events.ts";
import { type Draft, type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { type DayState } from "../../../src/domain/folds/day-fold.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "a late sale is dropped from its supplement",
    wrap: { ledger: (ledger) => seenThrough(ledger, coveringTooMuch) },
    troubles: ["network"],
    noticed: /with what came late/u,
  },
  {
    name: "a drop is counted twice",
    wrap: { ledger: (ledger) => seenThrough(ledger, droppingTwice) },
    troubles: [],
    noticed: /drawer.* by the books/u,
  },
  {
    name: "a Z's number is reused after a restart",
    wrap: { ledger: (ledger) => closingZs(ledger, numberingAnew()) },
    troubles: ["crashes"],
    noticed: /Z .* its number is/u,
  },
  {
    name: "a tip is left out of a Z",
    wrap: { ledger: (ledger) => closingZs(ledger, withoutTips) },
    troubles: [],
    noticed: /Z .*tip.* by the books/u,
  },
  {
    name: "change for foreign cash is left out of the drawer",
    wrap: { ledger: keepingChange },
    troubles: [],
    noticed: /drawer.* by the books/u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

/** Whoever looks at what is folded sees it so, in decisions as well. */
function seenThrough(ledger: Ledger, see: (view: LedgerView) => LedgerView): Ledger {
  return changed(ledger, {
    read: (look) => ledger.read((view) => look(see(view))),
    commit: (command) =>
      ledger.commit({
        ...command,
        decide: (context) => command.decide({ ...context, view: see(context.view) }),
      }),
  });
}

/** What is sold after a Z counts as in it. */
function coveringTooMuch(view: LedgerView): LedgerView {
  return {
    ...view,
    state: (type, name) => {
      const state = view.state(type, name);
      if (type !== "day") return state;
      const day: DayState = view.state("day", name);
      const zs = day.zs.map((z) => ({ ...z, body: { ...z.body, to: z.body.to + 1000 } }));
      return { ...state, ...day, zs };
    },
  };
}

function droppingTwice(view: LedgerView): LedgerView {
  return movingSums(view, (session) =>
    view
      .state("drawer", session)
      .moves.filter(({ body }) => body.what === "drop" && body.currency === "own")
      .reduce((sum, { body }) => sum - body.amount, 0),
  );
}

/** Adds so much to the own money of each session. */
function movingSums(view: LedgerView, more: (session: string) => number): LedgerView {
  function changedSum(key: string, amount: number): number {
    const session = /^drawer\/own\/(?<session>.+)$/u.exec(key)?.groups?.["session"];
    return session === undefined ? amount : amount + more(session);
  }

  return {
    ...view,
    sum: (key) => changedSum(key, view.sum(key)),
    sums: (prefix) =>
      view.sums(prefix).map(([key, amount]) => [key, changedSum(key, amount)] as const),
  };
}

/** As if it had never been handed out. */
function keepingChange(ledger: Ledger): Ledger {
  const kept = new Map<string, number>();
  function keep(events: ReadonlyArray<KnownEvent>): void {
    const drawers = new Map(
      events.flatMap((event) =>
        event.kind === "payment/started" ? [[event.id, event.body.drawer] as const] : [],
      ),
    );
    for (const event of events) {
      if (event.kind !== "payment/captured" || event.body.foreign === undefined) continue;
      const drawer = drawers.get(event.body.payment) ?? "";
      kept.set(drawer, (kept.get(drawer) ?? 0) + event.body.change);
    }
  }

  const seen = seenThrough(ledger, (view) => movingSums(view, (session) => kept.get(session) ?? 0));
  return changed(seen, {
    commit: (command) => {
      const done = seen.commit(command);
      if (done.ok) keep(done.value.events.flatMap(({ known }) => known ?? []));
      return done;
    },
  });
}

type ClosedDraft = Draft & { readonly kind: "z/closed" };

/** Writes each Z so instead. */
function closingZs(ledger: Ledger, close: (body: ZClosed) => ZClosed): Ledger {
  return changed(ledger, {
    commit: (command) =>
      ledger.commit({
        ...command,
        decide: (context) => {
          const decision = command.decide(context);
          if (!decision.ok) return decision;
          const events = decision.value.events.map((draft) =>
            draft.kind === "z/closed"
              ? ({ ...draft, body: close(draft.body) } satisfies ClosedDraft)
              : draft,
          );
          return { ok: true, value: { ...decision.value, events } };
        },
      }),
  });
}

/** The first one of a process has the number of the last one before it. */
function numberingAnew(): (body: ZClosed) => ZClosed {
  let isFirst = true;
  return (body) => {
    const no = isFirst && body.no > 1 ? body.no - 1 : body.no;
    isFirst = false;
    return { ...body, no };
  };
}

function withoutTips(body: ZClosed): ZClosed {
  const figures = Object.entries(body.figures).filter(([name]) => !name.startsWith("tip/"));
  return { ...body, figures: Object.fromEntries(figures) };
}
