/**
 * Views whose names and columns stay, for whoever brings a tool of their own. Each reads with the rights of who asks:
 * a plain view would show every shop to everybody.
 */

/** Sums under names, such as `tax/9000/included/VAT 9%/base`, as columns: what a name says, and which sums it adds up. */
interface FigureView {
  readonly table: "day_sum" | "counted_by_day";
  readonly where: string;
  readonly keys: Readonly<Record<string, string>>;
  /** A condition for each column of sums; empty for all. */
  readonly sums: Readonly<Record<string, string>>;
}

export const FIGURE_VIEWS = {
  tax_by_day: {
    table: "day_sum",
    where: "what LIKE 'tax/%'",
    keys: {
      rate: "split_part(what, '/', 2)::bigint",
      how: "split_part(what, '/', 3)",
      label: "substring(what from '^tax/[^/]*/[^/]*/(.*)/[^/]*$')",
    },
    sums: { net: "what LIKE '%/base'", tax: "what LIKE '%/tax'" },
  },
  tender_by_day: {
    table: "day_sum",
    where: "(what LIKE 'tender/%' OR what LIKE 'tip/%/amount')",
    keys: { method: "split_part(what, '/', 2)" },
    sums: {
      count: "what LIKE 'tender/%/count'",
      amount: `what LIKE 'tip/%/amount'
        OR split_part(what, '/', 3) IN ('amount', 'rounding', 'refunded', 'corrected')`,
    },
  },
  drawer_by_day: {
    table: "day_sum",
    where: "what = 'drawer-difference'",
    keys: {},
    sums: { amount: "" },
  },
  goods_by_day: {
    table: "counted_by_day",
    where: "what LIKE 'goods/%'",
    keys: {
      taxes: "split_part(what, '/', 2)",
      category: "substring(what from '^goods/[^/]*/(.*)$')",
    },
    sums: { amount: "" },
  },
  discount_by_day: actsLike("'discount'"),
  void_by_day: actsLike("'void', 'void-after-bill', 'taken-off'"),
} as const satisfies Readonly<Record<string, FigureView>>;

export const VIEWS = {
  counted_by_day: `
    SELECT shop, day, till, what, amount FROM till.closed_sum
    UNION ALL
    SELECT shop, day, till, what, amount FROM till.open_sum`,
  sales_by_day: `
    SELECT shop, day, till,
      coalesce(sum(amount) FILTER (WHERE what = 'receipts'), 0)::bigint AS receipts,
      coalesce(sum(amount) FILTER (WHERE what = 'sales'), 0)::bigint AS sales,
      coalesce(sum(amount) FILTER (WHERE what = 'returned'), 0)::bigint AS returned,
      coalesce(sum(amount) FILTER (WHERE what = 'refunded'), 0)::bigint AS refunded
    FROM till.day_sum WHERE what IN ('receipts', 'sales', 'returned', 'refunded')
    GROUP BY shop, day, till`,
  ...Object.fromEntries(
    Object.entries(FIGURE_VIEWS).map(([name, figure]) => [name, viewOf(figure)]),
  ),
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
    FROM till.traded_day AS kept
    LEFT JOIN till.day AS state ON state.shop = kept.shop AND state.day = kept.day
    GROUP BY kept.shop, kept.day`,
  people_by_day: `
    SELECT shop, day, till, staff, receipts, sold, refunded FROM till.person_day`,
} as const;

/** Zs count acts by person, and so does what was heard of a day before its close. */
function actsLike(acts: string): {
  readonly table: "counted_by_day";
  readonly where: string;
  readonly keys: { readonly act: string; readonly staff: string };
  readonly sums: { readonly count: string; readonly amount: string };
} {
  return {
    table: "counted_by_day",
    where: `split_part(what, '/', 1) = 'acts' AND split_part(what, '/', 2) IN (${acts})`,
    keys: { act: "split_part(what, '/', 2)", staff: "split_part(what, '/', 3)" },
    sums: { count: "what LIKE '%/count'", amount: "what LIKE '%/amount'" },
  };
}

function viewOf({ table, where, keys, sums }: FigureView): string {
  const named = Object.entries(keys).map(([name, text]) => `${text} AS ${name}`);
  const added = Object.entries(sums).map(([name, text]) => `${sumOf(text)} AS ${name}`);
  return `
    SELECT ${["shop", "day", "till", ...named, ...added].join(", ")}
    FROM till.${table} WHERE ${where}
    GROUP BY ${["shop", "day", "till", ...Object.values(keys)].join(", ")}`;
}

/** Adds up the amounts that meet a condition; all where it is empty. */
export function sumOf(condition: string): string {
  const filter = condition === "" ? "" : ` FILTER (WHERE ${condition})`;
  return `coalesce(sum(amount)${filter}, 0)::bigint`;
}

/** The step that makes them. */
export const VIEWS_STEP = Object.entries(VIEWS)
  .map(
    ([name, text]) =>
      `CREATE OR REPLACE VIEW till.${name} WITH (security_invoker = true) AS ${text}`,
  )
  .join(";\n");
