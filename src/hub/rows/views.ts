/**
 * Views whose names and columns stay, for whoever brings a tool of their own. Each reads with the rights of who asks:
 * a plain view would show every shop to everybody.
 */

import { readByGroup } from "./row-security.ts";

export const VIEWS = {
  sales_by_day: `
    SELECT shop, day, till,
      coalesce(sum(amount) FILTER (WHERE what = 'receipts'), 0)::bigint AS receipts,
      coalesce(sum(amount) FILTER (WHERE what = 'sales'), 0)::bigint AS sales,
      coalesce(sum(amount) FILTER (WHERE what = 'returned'), 0)::bigint AS returned,
      coalesce(sum(amount) FILTER (WHERE what = 'refunded'), 0)::bigint AS refunded
    FROM till.day_sum WHERE what IN ('receipts', 'sales', 'returned', 'refunded')
    GROUP BY shop, day, till`,
  tax_by_day: `
    SELECT shop, day, till, split_part(what, '/', 2)::bigint AS rate, split_part(what, '/', 3) AS how,
      substring(what from '^tax/[^/]*/[^/]*/(.*)/[^/]*$') AS label,
      coalesce(sum(amount) FILTER (WHERE what LIKE '%/base'), 0)::bigint AS net,
      coalesce(sum(amount) FILTER (WHERE what LIKE '%/tax'), 0)::bigint AS tax
    FROM till.day_sum WHERE what LIKE 'tax/%' GROUP BY shop, day, till, 4, 5, 6`,
  tender_by_day: `
    SELECT shop, day, till, split_part(what, '/', 2) AS method,
      coalesce(sum(amount) FILTER (WHERE what LIKE 'tender/%/count'), 0)::bigint AS count,
      coalesce(sum(amount) FILTER (
        WHERE what LIKE 'tip/%/amount'
          OR split_part(what, '/', 3) IN ('amount', 'rounding', 'refunded', 'corrected')
      ), 0)::bigint AS amount
    FROM till.day_sum WHERE what LIKE 'tender/%' OR what LIKE 'tip/%/amount' GROUP BY shop, day, till, 4`,
  drawer_by_day: `
    SELECT shop, day, till, amount FROM till.day_sum WHERE what = 'drawer-difference'`,
  goods_by_day: `
    SELECT shop, day, till, split_part(what, '/', 2) AS taxes,
      substring(what from '^goods/[^/]*/(.*)$') AS category, amount
    FROM till.closed_sum WHERE what LIKE 'goods/%'`,
  discount_by_day: actsLike("'discount'"),
  void_by_day: actsLike("'void', 'void-after-bill', 'taken-off'"),
  hours_by_day: `
    SELECT shop, day, staff, sum(work)::bigint AS minutes FROM till.shift
    GROUP BY shop, day, staff`,
  day_state: `
    SELECT kept.shop, kept.day,
      coalesce(
        bool_and(
          state.closed AND state.missing_zs = 0 AND state.later_zs = 0 AND state.missing_tills = ''
        ), false
      ) AS complete
    FROM (SELECT DISTINCT shop, day FROM till.day_sum) AS kept
    LEFT JOIN till.day AS state ON state.shop = kept.shop AND state.day = kept.day
    GROUP BY kept.shop, kept.day`,
} as const;

/** Zs count acts by person: what no Z has is in none. */
function actsLike(acts: string): string {
  return `
    SELECT shop, day, till, split_part(what, '/', 2) AS act, split_part(what, '/', 3) AS staff,
      coalesce(sum(amount) FILTER (WHERE what LIKE '%/count'), 0)::bigint AS count,
      coalesce(sum(amount) FILTER (WHERE what LIKE '%/amount'), 0)::bigint AS amount
    FROM till.closed_sum WHERE split_part(what, '/', 1) = 'acts' AND split_part(what, '/', 2) IN (${acts})
    GROUP BY shop, day, till, 4, 5`;
}

/** Views that came later, by the step that makes them. */
export const LATER_VIEWS = {
  people_by_day: `
    SELECT shop, day, till, staff, receipts, sold, refunded FROM till.person_day`,
} as const;

/** Papers of a shop are found by their day: what a person issued on it is added up where the day's sums moved. */
export const PEOPLE_STEP = `
CREATE TABLE till.person_day (
  shop text, day date, till text, staff text, receipts bigint NOT NULL, sold bigint NOT NULL,
  refunded bigint NOT NULL, PRIMARY KEY (shop, day, till, staff)
);
CREATE INDEX person_day_by_day ON till.person_day (day) INCLUDE (shop, till, staff, receipts, sold, refunded);
CREATE INDEX receipt_of_day ON till.receipt (shop, day);
CREATE INDEX refund_of_day ON till.refund (shop, day);
${readByGroup("person_day")};
${viewsStep(LATER_VIEWS)}`;

/** The step that makes them. */
export const VIEWS_STEP = viewsStep(VIEWS);

function viewsStep(views: Readonly<Record<string, string>>): string {
  return Object.entries(views)
    .map(([name, text]) => `CREATE VIEW till.${name} WITH (security_invoker = true) AS ${text}`)
    .join(";\n");
}
