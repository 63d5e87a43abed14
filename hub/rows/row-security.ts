/**
 * Who logs in to the database sees the shops of the groups that the login is in, and no other. The office owns the
 * tables and sees all. Policies have no subquery, which databases that spread tables refuse.
 */

const READ_BY_GROUP = [
  "shop",
  "device",
  "day_sum",
  "person_day",
  "traded_day",
  "receipt",
  "receipt_line",
  "receipt_tax",
  "payment",
  "refund",
  "day",
  "day_close",
  "z",
  "closed_sum",
  "frontier",
  "act",
  "shift",
  "stock_level",
  "stock_move",
  "attention",
  "piece",
  "mark",
  "progress",
  "heard",
  "shop_group",
];

const TABLES_STEP = `
CREATE TABLE till.shop_group (shop text, grp text, PRIMARY KEY (shop, grp));
CREATE TABLE till.group_reader (role text, grp text, PRIMARY KEY (role, grp));
CREATE FUNCTION till.shops() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$
  SELECT coalesce(array_agg(member.shop), '{}')
  FROM till.group_reader AS reader JOIN till.shop_group AS member ON member.grp = reader.grp
  WHERE reader.role = coalesce(nullif(current_setting('role', true), 'none'), session_user::text)
$$`;

/** The step that makes them. */
export const SECURITY_STEP = [
  TABLES_STEP,
  ...READ_BY_GROUP.flatMap((table) => [
    `ALTER TABLE till.${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY by_group ON till.${table} FOR SELECT USING (shop = ANY(till.shops()))`,
  ]),
  "ALTER TABLE till.group_reader ENABLE ROW LEVEL SECURITY",
].join(";\n");
