/**
 * Whether a receipt comes out by itself: always, on request, or never, for all tills or for some, and for
 * all that is sold or for what is served so. The receipt itself is issued and numbered whatever happens to
 * its paper.
 */

import { codeOf } from "../events/series.ts";
import { type Service, SERVICES } from "../goods/catalogue.ts";

export const RECEIPT_MODES = ["always", "on-request", "never"] as const;
export type ReceiptMode = (typeof RECEIPT_MODES)[number];

/** `always`, `takeaway=never`, `B=on-request`, `B/takeaway=never`. */
export const RECEIPT_RULE = new RegExp(
  `^(?:(?:[A-Z]{1,2}|(?:[A-Z]{1,2}/)?(?:${SERVICES.join("|")}))=)?(?:${RECEIPT_MODES.join("|")})$`,
  "u",
);

/**
 * Returns the mode of the most special rule: of the till and the service, else of the till, else of
 * the service, else of all.
 */
export function receiptMode(
  rules: ReadonlyArray<string>,
  { series, service }: { readonly series: string; readonly service: Service },
): ReceiptMode {
  const till = codeOf(series);
  const wanted = [`${till}/${service}=`, `${till}=`, `${service}=`, ""];
  const said = wanted.flatMap((of) =>
    RECEIPT_MODES.filter((way) => rules.findLast((rule) => whoOf(rule) === of) === of + way),
  );
  return said[0] ?? "always";
}

/** Returns the rules after another till has replaced one; unchanged where none names it. */
export function rulesInPlaceOf(
  rules: ReadonlyArray<string>,
  from: string,
  to: string,
): ReadonlyArray<string> {
  return rules.map((rule) =>
    [`${from}=`, `${from}/`].some((start) => rule.startsWith(start))
      ? to + rule.slice(from.length)
      : rule,
  );
}

/** Returns the till or service of a rule; empty for all. */
function whoOf(rule: string): string {
  return rule.slice(0, rule.lastIndexOf("=") + 1);
}
