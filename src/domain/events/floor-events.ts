/** Areas and tables of a shop: long-lived things whose fields are registers. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { fieldsSetSchema, shortTextSchema } from "./register-schemas.ts";

/** The longest name in characters: the plan shows tables side by side. */
export const TABLE_NAME_MAX = 12;
export const AREA_NAME_MAX = 24;
/** The most tables in use. */
export const TABLES_MAX = 500;
export const AREAS_MAX = 30;
export const SEATS_MAX = 99;
export const POSITION_MAX = 9999;

const positionSchema = lazy(() =>
  z
    .int()
    .min(0)
    .max(POSITION_MAX)
    .describe("Order on the plan; what has the same number goes by name."),
);

export const areaSetSchema = lazy(() =>
  fieldsSetSchema({ name: shortTextSchema, position: positionSchema(), active: z.boolean() }),
);

export const tableSetSchema = lazy(() =>
  fieldsSetSchema({
    name: shortTextSchema.min(1).describe("What people type to go to it, such as `12`."),
    area: shortTextSchema.describe("Id of its area; empty for none."),
    seats: z.int().min(0).max(SEATS_MAX).describe("How many can sit there; 0: nobody has said."),
    position: positionSchema(),
    active: z.boolean(),
  }),
);

const kind = { v: 1, control: false, critical: false } as const;

export const FLOOR_KINDS = {
  "area/set": {
    ...kind,
    schema: areaSetSchema,
    texts: ["name"],
    meaning: "Fields of an area, such as a terrace, have new values.",
    home: "`area/<id>`",
  },
  "table/set": {
    ...kind,
    schema: tableSetSchema,
    texts: ["name"],
    meaning: "Fields of a table have new values. Orders keep the name that they were opened under.",
    home: "`table/<id>`",
  },
} as const;
