/** The closes and Zs of a day, its supplements and what each till sold, for scripts. */

import { type DayReport } from "../../report/day-report.ts";
import { type TillFigures } from "../../report/day-zs.ts";
import { readFigures } from "../../report/figures.ts";
import { type Supplement } from "../../report/supplements.ts";
import { taxToJson, wallToText } from "../orders/order-json.ts";

type Json = Readonly<Record<string, unknown>>;

export function zsToJson({
  closing: { closes, zs, missingZs, ended, recorded, supplements, now },
  withholdsCash,
}: Pick<DayReport, "closing" | "withholdsCash">): Json {
  return {
    closes: closes.map(({ at, ...close }) => ({ ...close, at: wallToText(at) })),
    zs: zs.map(({ id, at, isNamed, ...z }) => ({
      ...z,
      event: id,
      at: wallToText(at),
      named: isNamed,
    })),
    missingZs: missingZs.map(({ series, no, total }) => ({ series, no, total })),
    ended,
    recorded: recorded.map((it) => figuresToJson(it, withholdsCash)),
    supplements: supplements.map(supplementToJson),
    byTill: now.map((it) => figuresToJson(it, withholdsCash)),
  };
}

function supplementToJson(supplement: Supplement): Json {
  const { event, kind, till, number, amount, z } = supplement;
  return { event, kind, till, number, amount, z };
}

function figuresToJson({ till, figures }: TillFigures, withholdsCash: boolean): Json {
  const { taxes, tenders, ...sums } = readFigures(figures);
  return {
    till,
    ...sums,
    taxes: taxes.map(taxToJson),
    tenders: tenders.map(({ method, count, amount, kept }) => {
      const isHidden = withholdsCash && method === "cash";
      return { method, count, amount: isHidden ? null : amount, kept: isHidden ? null : kept };
    }),
  };
}
