/** A closed day: each Z and each range of an ended chain once, whoever named it. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { closedDay, type EndedChain, type NamedZ } from "../../../src/domain/day/closed-day.ts";
import { type DayState, dayFold, type ZState } from "../../../src/domain/folds/day-fold.ts";
import { businessDaySchema, type Origin, toEventId } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { minor } from "../../../src/domain/money/amounts.ts";

const DAY = businessDaySchema.parse("2026-11-20");
const B = `${"b".repeat(26)}.${"0".repeat(13)}` as Origin;
const C = `${"c".repeat(26)}.${"0".repeat(13)}` as Origin;

describe("a closed day", () => {
  test("is the union of the Zs that its closes name, in any order of the closes", () => {
    const zs = [zOf(B, 1, [1, 10]), zOf(B, 2, [12, 20]), zOf(C, 1, [1, 5])];
    const halves = [closeOf("1", [zs[0]]), closeOf("2", zs)];

    const day = closed({ zs, closes: halves });

    expect(day.zs.map(({ body: { series, no } }) => series + no)).toEqual(["B1", "B2", "C1"]);
    expect(day.total).toBe(10 + 20 + 5);
    expect(closed({ zs, closes: halves.toReversed() })).toMatchObject({ total: day.total });
    expect(day.laterZs).toEqual([]);
  });

  test("counts a Z that is not here by the total in its close", () => {
    const z = zOf(B, 1, [1, 10]);

    const day = closed({ zs: [], closes: [closeOf("1", [z])] });

    expect(day).toMatchObject({
      zs: [],
      missingZs: [{ series: "B", no: 1, total: 10 }],
      total: 10,
    });
    expect(day.covers(toEventId(B, 10, "00000000"))).toBe(true);
    expect(day.covers(toEventId(B, 12, "00000000"))).toBe(false);
  });

  test("leaves a Z that no close names to the next one", () => {
    const zs = [zOf(B, 1, [1, 10]), zOf(B, 2, [12, 20])];

    const day = closed({ zs, closes: [closeOf("1", zs.slice(0, 1))] });

    expect(day.total).toBe(10);
    expect(day.laterZs).toMatchObject([{ body: { no: 2 } }]);
    expect(day.covers(toEventId(B, 15, "00000000"))).toBe(false);
  });

  test("counts the range of an ended chain once, the longest, and none that a named Z holds", () => {
    const short = endedOf(B, [12, 20]);
    const long = endedOf(B, [12, 30]);
    const late = zOf(B, 2, [12, 35]);
    const both = [closeOf("1", [], [long]), closeOf("2", [], [short])];

    expect(closed({ zs: [], closes: both })).toMatchObject({ ended: [long], total: 30 });
    expect(closed({ zs: [late], closes: both })).toMatchObject({ ended: [long], total: 30 });
    expect(closed({ zs: [late], closes: [...both, closeOf("3", [late])] })).toMatchObject({
      ended: [],
      total: 35,
    });
    // Not here, but named: its total stands in the close.
    expect(closed({ zs: [], closes: [...both, closeOf("3", [late])] })).toMatchObject({
      ended: [],
      total: 35,
    });
  });

  test("says the same whatever the order in which its closes came", () => {
    const zs = [zOf(B, 1, [1, 10]), zOf(B, 2, [12, 20]), zOf(C, 1, [1, 5]), zOf(C, 2, [7, 9])];
    const ranges = [endedOf(B, [12, 14]), endedOf(B, [22, 30]), endedOf(C, [7, 8])];
    const part = fc.record({ zs: fc.subarray(zs), ended: fc.subarray(ranges) });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.subarray(zs), (closes, here) => {
        const said = closes.map((it, index) => closeOf(`${index}`, it.zs, it.ended));
        const { closes: _, covers: _covers, ...one } = closed({ zs: here, closes: said });
        const {
          closes: _o,
          covers: _oc,
          ...other
        } = closed({
          zs: here.toReversed(),
          closes: said.toReversed(),
        });
        expect(other).toEqual(one);
      }),
    );
  });
});

/** Its total is the number of its last event. */
function zOf(till: Origin, no: number, [from, to]: readonly [number, number]): ZState {
  const series = till.startsWith("b") ? "B" : "C";
  const body = { series, no, day: DAY, till, from, to, total: minor(to) };
  return {
    id: toEventId(till, to + 1, "00000000"),
    till,
    hlc: no,
    wallMs: 0,
    offsetMinutes: 0,
    body: { ...body, figures: { sales: to }, others: [] } as unknown as ZState["body"],
  };
}

function endedOf(origin: Origin, [from, to]: readonly [number, number]): EndedChain {
  return { origin, from, to, figures: { sales: to }, total: minor(to) };
}

function closeOf(
  name: string,
  zs: ReadonlyArray<ZState | undefined>,
  ended: ReadonlyArray<EndedChain> = [],
): DayState["closes"][number] {
  const named = zs.flatMap((z): ReadonlyArray<NamedZ> => {
    if (z === undefined) return [];
    const { series, no, total } = z.body;
    return [{ z: z.id, series, no, total }];
  });
  const id = toEventId(C, Number(name) + 100, "00000000");
  const body = { zs: named, ended: [...ended], frontier: [], missing: [], without: [], asked: "" };
  return { id, till: C, hlc: Number(name), wallMs: 0, offsetMinutes: 0, body };
}

function closed(state: Pick<DayState, "zs" | "closes">) {
  const view = { state: () => ({ ...dayFold.empty, ...state }) } as unknown as LedgerView;
  return closedDay(view, DAY);
}
