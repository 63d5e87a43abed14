/** Zs added up anew from their chains: what they recorded must be what their events say. */

import { isCompFigure } from "../../domain/day/z-comps.ts";
import { type ZClosed } from "../../domain/events/day-events.ts";
import { type ZState, zTag } from "../../domain/folds/day-fold.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Difference, differing } from "../../report/difference.ts";
import { createChainSums, type ReadFrom } from "./chain-sums.ts";

/** Of all Zs of the day that are here. Names of goods, and what was given away, may have changed since: those are not looked at. */
export function zDifferences(
  ledger: ReadFrom,
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<Difference> {
  const { zs } = view.state("day", day);
  return [
    ...zs.flatMap((z) => figureDifferences(ledger, view, z)),
    ...zs.flatMap((z) => countDifferences(view, z)),
  ];
}

function figureDifferences(
  ledger: ReadFrom,
  view: LedgerView,
  { body }: ZState,
): ReadonlyArray<Difference> {
  const { till: origin, from, to, series, no } = body;
  const read = createChainSums(ledger, { origin, from });
  read.readUpTo(view, to);
  const sums = read.stretches().at(-1)?.sums;
  const wanted = sums?.figures ?? {};
  const names = new Set([...Object.keys(wanted), ...Object.keys(body.figures)]);
  const all = [...names]
    .filter((name) => !name.startsWith("goods/") && !isCompFigure(name))
    .toSorted();
  return [
    ...differing("zs", { type: "z/figure", z: `${series}-${no}`, name: "total" }, [
      sums?.total ?? 0,
      body.total,
    ]),
    ...all.flatMap((name) =>
      differing("zs", { type: "z/figure", z: `${series}-${no}`, name }, [
        wanted[name] ?? 0,
        body.figures[name] ?? 0,
      ]),
    ),
  ];
}

/** The Z before it has the number before, and the total that this one goes on from. */
function countDifferences(view: LedgerView, { body }: ZState): ReadonlyArray<Difference> {
  const { series, no, total, grandTotal } = body;
  const before = no === 1 ? undefined : zBefore(view, body);
  const z = `${series}-${no}`;
  if (no > 1 && before === undefined) {
    const missing = { type: "z/missing", z: `${series} ${no - 1}` } as const;
    return differing("zs", missing, [1, 0]);
  }
  const about = { type: "z/figure", z, name: "grand-total" } as const;
  return differing("zs", about, [(before?.grandTotal ?? 0) + total, grandTotal]);
}

function zBefore(view: LedgerView, { series, no }: ZClosed): ZClosed | undefined {
  return view
    .tagged(zTag(series, no - 1))
    .flatMap((stream) => view.state("day", streamName(stream)).zs)
    .map(({ body }) => body)
    .find((body) => body.series === series && body.no === no - 1);
}
