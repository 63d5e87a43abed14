/** Entries of the catalogue as somebody types them: every rule of the sheet, and those of the other kinds. */

import { describe, expect, test } from "vitest";

import { entriesOf, entryFields, planEdit } from "../../../src/domain/office/entry-edit.ts";
import { type EntryWish } from "../../../src/domain/office/entry-wish.ts";
import { likeProduct } from "../../../src/domain/office/like-product.ts";
import { type CatalogueType } from "../../../src/domain/prices/catalogue-view.ts";
import { cafeCatalogue, faultOf, valueOf } from "../../support/shop.ts";
import { euro } from "../../support/small-shop.ts";

const context = { catalogue: cafeCatalogue(), currency: euro };
const KINDS = ["product", "category", "modifier-group", "station", "tax-class"] as const;

describe.each(KINDS)("every %s of the café", (type) => {
  test("is the same when all that its fields say is typed again", () => {
    for (const id of entriesOf(context.catalogue, type).keys()) {
      const fields = entryFields({ type, id }, context) ?? [];

      const { before, after } = valueOf(planEdit({ type, id, isNew: false, fields }, context));

      expect(fields.length).toBeGreaterThan(0);
      expect(after).toEqual(before);
    }
  });
});

describe("a product", () => {
  test("takes what is typed into its fields, headings with blanks or hyphens", () => {
    const edit = plan("product", "COFFEE", "price=2,9", "short-code=KF", "sold by=weight");

    expect(valueOf(edit).after).toMatchObject({ price: 290, shortCode: "kf", soldBy: "weight" });
  });

  test("keeps a name that a spreadsheet would take for a formula", () => {
    expect(valueOf(plan("product", "COFFEE", "name='=1+1")).after).toMatchObject({ name: "'=1+1" });
  });

  test("that is new is like another one, or like most", () => {
    const { catalogue } = context;
    const model = catalogue.productsBySku.get("FLAT-WHITE");

    expect(likeProduct(catalogue, model)).toContainEqual({ field: "category", text: "coffee" });
    expect(likeProduct(catalogue, undefined)).toEqual([
      { field: "category", text: expect.any(String) as string },
      { field: "tax class", text: "food" },
    ]);
  });

  test.each([
    ["price=-1", "price", '"-1" is below zero'],
    ["price=0.10", "price", "its modifiers bring 0.10 below zero"],
    ["plu=102", "plu", '"102" is already that of Flat white'],
    ["barcodes=123", "barcodes", '"123" has not 8, 12, 13 or 14 digits'],
    ["category=tee", "category", '"tee" is no category: there are bakery'],
    ["sku=X", "sku", "is no field"],
    ["price=1;price=2", "price", "is there twice"],
  ])("is refused with %s", (text, field, message) => {
    const fault = faultOf(plan("product", "COFFEE", ...text.split(";")));

    expect(fault).toMatchObject({ type: "entry/wrong", field });
    expect(fault.type === "entry/wrong" && fault.message).toMatch(
      new RegExp(`^${RegExp.escape(message)}`, "u"),
    );
  });

  test.each([
    ["LATTE=WARM", "sku", /is no SKU/u],
    ["FIGS", "name", /missing/u],
  ])("called %s can't be made of nothing", (id, field, message) => {
    const fields = id === "FIGS" ? [] : ["name=Figs", "price=1", "category=shop", "tax class=food"];
    const fault = faultOf(plan("product", id, ...fields.concat("new")));

    expect(fault).toMatchObject({ type: "entry/wrong", field });
    expect(fault.type === "entry/wrong" && fault.message).toMatch(message);
  });
});

describe("a group of options", () => {
  test("gains, changes and loses options", () => {
    const added = valueOf(
      plan("modifier-group", "milk", "option=Rice 0.20", "option:oat=Oat 0,60", "option:soy="),
    );

    const { after } = added;
    expect(after).toMatchObject({ id: "milk" });
    const options = "options" in after ? after.options : [];
    expect(options.find(({ id }) => id === "oat")).toMatchObject({ name: "Oat", price: 60 });
    expect(options.find(({ id }) => id === "rice")).toMatchObject({ name: "Rice", price: 20 });
    expect(options.map(({ id }) => id)).not.toContain("soy");
  });

  test.each([
    ["min=2", /less than the min/u],
    ["option=*Rice", /2 by default/u],
    ["option:none=Rice", /is not in the group/u],
    ["option=Rice -9.00", /would bring .+ below zero/u],
    ["max=many", /is no number/u],
  ])("is refused with %s", (text, message) => {
    const fault = faultOf(plan("modifier-group", "milk", text));

    expect(fault.type === "entry/wrong" && fault.message).toMatch(message);
  });
});

describe("a tax class", () => {
  const TO_GO = "takeaway=VAT 9%";

  test("is made with its taxes, for all services or each", () => {
    const { after } = valueOf(
      plan("tax-class", "food-2027", "name=F", "taxes=VAT 12%, +City 1,25%", "takeaway=", "new"),
    );

    const vat = { label: "VAT 12%", rate: 12_000, included: true };
    const city = { label: "City 1,25%", rate: 1250, included: false };
    expect(after).toMatchObject({ taxesByService: { counter: [vat, city], takeaway: [] } });
  });

  test("may have other taxes, which come with a day", () => {
    expect(valueOf(plan("tax-class", "food", "counter=VAT 22%"))).toMatchObject({
      after: { taxesByService: { counter: [{ label: "VAT 22%", rate: 22_000, included: true }] } },
    });
  });

  test("has a letter for receipts, by service where its taxes differ", () => {
    const { after } = valueOf(
      plan("tax-class", "b", "name=B", "taxes=VAT 21%", TO_GO, "letters=a takeaway=C", "new"),
    );

    expect(after).toMatchObject({
      letters: { counter: "a", "dine-in": "a", takeaway: "C", delivery: "a" },
    });
    expect(valueOf(plan("tax-class", "food", "letters=")).after).not.toHaveProperty("letters");
    expect(
      JSON.stringify(
        faultOf(plan("tax-class", "b", "name=B", "taxes=VAT 21%", TO_GO, "letters=A", "new")),
      ),
    ).toContain("A can't stand for VAT 21% and for VAT 9%");
  });

  test.each(["letters=ABC", "letters=house=B", "letters=-"])("has no letter by %s", (text) => {
    expect(faultOf(plan("tax-class", "food", text))).toMatchObject({ field: "letters" });
  });

  test.each(["taxes=VAT", "taxes=VAT 101%", "taxes=VAT 9%, VAT 9%", "counter=VAT 9%"])(
    "is not made with %s alone",
    (text) => {
      expect(plan("tax-class", "food-2027", "name=F", text, "new").ok).toBe(false);
    },
  );
});

test("two categories never have one name", () => {
  expect(faultOf(plan("category", "noon", "name=LUNCH", "new"))).toMatchObject({ field: "name" });
  expect(plan("category", "lunch", "name=LUNCH", "position=3").ok).toBe(true);
});

/** `new` among the fields makes it a new one. */
function plan(type: CatalogueType, id: string, ...texts: ReadonlyArray<string>) {
  const fields = texts
    .filter((text) => text !== "new")
    .map((text) => {
      const cut = text.indexOf("=");
      return { field: text.slice(0, cut), text: text.slice(cut + 1) };
    });
  const wish: EntryWish = { type, id, isNew: texts.includes("new"), fields };
  return planEdit(wish, context);
}
