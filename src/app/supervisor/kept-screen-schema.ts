/**
 * The screen that a register left behind, which another build may have written: it is read in full
 * or not at all.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { courseSchema } from "../../domain/events/register-schemas.ts";
import { SERVICES } from "../../domain/goods/catalogue.ts";
import { packWeightSchema } from "../../domain/goods/measure.ts";
import { deviceIdSchema, eventIdSchema } from "../../domain/identity.ts";
import { minorUnitsSchema, thousandthsSchema } from "../../domain/money/amounts.ts";
import { CATALOGUE_TYPES } from "../../domain/prices/catalogue-view.ts";
import { CASH_WAYS, type DrawerStep } from "../../tui/drawer-state.ts";
import { type KeptScreen } from "../../tui/kept-screen.ts";
import { type OfficePage } from "../../tui/office-state.ts";
import { type WeighedGoods } from "../../tui/register-state.ts";

const serviceSchema = lazy(() => z.enum(SERVICES));

const paidSchema = lazy(() =>
  z.object({
    kind: z.enum(["sale", "return", "refund"]),
    method: z.string(),
    name: z.string().exactOptional(),
    change: minorUnitsSchema,
    tendered: minorUnitsSchema,
    foreign: z.string().exactOptional(),
    orderNumber: z.string(),
    receiptNumber: z.string(),
    by: z.object({ number: z.string(), name: z.string() }).exactOptional(),
    isFresh: z.boolean(),
  }),
);

const goodsSchema = lazy(() =>
  z.object({
    sku: z.string(),
    quantity: thousandthsSchema,
    price: minorUnitsSchema.exactOptional(),
    isPack: z.literal(true).exactOptional(),
    packWeight: packWeightSchema().exactOptional(),
    isEmpties: z.literal(true).exactOptional(),
    numbers: z.array(z.int()),
    service: serviceSchema().exactOptional(),
    keepsText: z.boolean(),
  }),
);

const progressSchema = lazy(() =>
  z.object({
    at: z.int().nonnegative(),
    passed: z.array(z.object({ pressed: z.int(), fewest: z.int() })),
    skipped: z.int(),
    leftOut: z.int(),
  }),
);

const weighedSchema: () => z.ZodType<WeighedGoods> = lazy(() =>
  z.object({
    sku: z.string(),
    name: z.string(),
    text: z.string(),
    lacks: z.enum(["weight", "price"]),
    get before() {
      return weighedSchema().exactOptional();
    },
  }),
);

const printerUseSchema = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.enum(["receipts", "everything"]) }),
    z.object({ type: z.literal("tickets"), stations: z.array(z.string()) }),
    z.object({ type: z.literal("instead"), id: z.string() }),
  ]),
);

const catalogueTypeSchema = lazy(() => z.enum(CATALOGUE_TYPES));

/** No PIN has a place in it, and no code of an invitation. */
const pageSchema: () => z.ZodType<OfficePage> = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.enum(["menu", "people", "customers", "tills", "addresses", "backups"]) }),
    z.object({
      type: z.enum([
        "printers",
        "printer-find",
        "printer-at",
        "terminals",
        "roles",
        "floor",
        "stock",
      ]),
    }),
    z.object({ type: z.literal("entries"), of: catalogueTypeSchema() }),
    z.object({
      type: z.literal("entry"),
      name: z.object({ type: catalogueTypeSchema(), id: z.string() }),
    }),
    z.object({
      type: z.literal("new-entry"),
      of: catalogueTypeSchema(),
      called: z.string(),
      price: z.string().exactOptional(),
      category: z.string().exactOptional(),
    }),
    z.object({ type: z.literal("settings"), about: z.enum(["receipt", "shop"]) }),
    z.object({ type: z.literal("person"), number: z.string() }),
    z.object({
      type: z.enum(["customer", "printer", "terminal", "role", "area", "table", "stock-article"]),
      id: z.string(),
    }),
    z.object({ type: z.enum(["till", "till-sheet"]), device: deviceIdSchema }),
    z.object({
      type: z.literal("new-person"),
      name: z.string(),
      number: z.string().exactOptional(),
      role: z.string().exactOptional(),
    }),
    z.object({
      type: z.enum([
        "printer-taken",
        "printer-width",
        "printer-use",
        "printer-drawer",
        "printer-add",
      ]),
      chosen: z.object({
        at: z.string(),
        model: z.string(),
        name: z.string().exactOptional(),
        width: z.union([z.literal(58), z.literal(80)]).exactOptional(),
        use: printerUseSchema().exactOptional(),
        hasDrawer: z.boolean().exactOptional(),
      }),
    }),
  ]),
);

const officeSchema = lazy(() =>
  z.object({
    staffNumber: z.string(),
    places: z.array(z.object({ page: pageSchema(), at: z.int(), text: z.string() })),
    renames: z.boolean(),
    like: z.string().exactOptional(),
  }),
);

const stepSchema: () => z.ZodType<DrawerStep> = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("float"), no: z.int().nullable() }),
    z.object({
      type: z.literal("count"),
      session: eventIdSchema,
      closes: z.boolean(),
      at: z.int().nullable(),
    }),
    z.object({
      type: z.literal("counted"),
      session: eventIdSchema,
      leaves: minorUnitsSchema.nullable(),
    }),
    z.object({ type: z.literal("move"), way: z.enum(CASH_WAYS) }),
  ]),
);

const countsSchema = lazy(() =>
  z.array(z.object({ of: z.string(), typed: z.array(z.string()), text: z.string() })),
);

export const keptScreenSchema: () => z.ZodType<KeptScreen> = lazy(() =>
  z.object({
    owner: z.string().exactOptional(),
    ownScans: z.array(z.string()).exactOptional(),
    text: z.string(),
    lastText: z.string(),
    service: serviceSchema(),
    paid: paidSchema().exactOptional(),
    keptScans: z.array(z.string()),
    goods: goodsSchema().exactOptional(),
    weighs: weighedSchema().exactOptional(),
    course: courseSchema.exactOptional(),
    office: officeSchema().exactOptional(),
    counts: countsSchema().exactOptional(),
    drawer: z.object({ staffNumber: z.string(), step: stepSchema() }).exactOptional(),
    exercises: progressSchema().exactOptional(),
  }),
);
