/** An office that came back from a copy: what it published after that copy is not put back as it was before. */

import { cpSync, rmSync } from "node:fs";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { toStreamId } from "../../../src/domain/identity.ts";
import { handOn, productField, questionsAt, setProduct } from "../../support/group-of-shops.ts";
import { found, type Office, officeOf } from "../../support/group-office.ts";

const SKU = "CROISSANT";
const LATTE = [toStreamId("cat", "product/LATTE")];

describe("a model that came back from a copy", () => {
  test("learns what was published after the copy, and puts nothing back", async () => {
    using at = officeOf([SKU, "LATTE"]);
    const { group, ask } = at;
    const { till, model } = group;
    await ask("publish");
    const back = copied(at);
    setProduct(model, SKU, { price: 450 });
    model.write({
      kind: "product/code-added",
      streams: LATTE,
      body: { code: "96385074", type: "ean" },
    });
    setProduct(model, "TEA", { name: "Tea", price: 300 });
    await ask("publish");
    setProduct(model, SKU, { price: 460 });
    await ask("publish");
    back();

    const dry = found(await ask("changes"));
    const { shops, learnt } = found(await ask("publish"));
    handOn(at.group.office, till);

    expect(
      dry.shops[0]?.changes.map(({ id, field, from, fate }) => [id, field, from, fate]),
    ).toEqual(
      expect.arrayContaining([
        [SKU, "price", 460, "learn"],
        ["LATTE", "code:96385074", true, "learn"],
        ["TEA", "price", 300, "learn"],
      ]),
    );
    expect([shops[0]?.changes, learnt]).toEqual([[], dry.shops[0]?.changes.length]);
    for (const one of [till, model]) {
      expect(productField(one, SKU, "price")).toBe(460);
      expect(productField(one, "TEA", "name")).toBe("Tea");
    }
    expect(questionsAt(till)).toEqual([]);
    setProduct(model, SKU, { price: 470 });
    await ask("publish");
    handOn(at.group.office, till);
    expect(productField(till, SKU, "price")).toBe(470);
  });

  test("and was changed since asks the shop, whose value is a later word of the office", async () => {
    using at = officeOf([SKU]);
    const { group, ask } = at;
    const { till, office, model } = group;
    await ask("publish");
    const back = copied(at);
    setProduct(model, SKU, { price: 450 });
    await ask("publish");
    back();
    setProduct(model, SKU, { price: 420 });

    const { shops } = found(await ask("publish"));
    handOn(office, till);

    expect(shops[0]?.changes).toMatchObject([{ from: 450, to: 420, fate: "own" }]);
    expect(productField(till, SKU, "price")).toBe(450);
    expect(questionsAt(till)).toMatchObject([{ own: 450, theirs: 420 }]);
    expect(found(await ask("publish")).shops[0]?.changes.map(({ fate }) => fate)).toEqual([
      "asked",
    ]);
    await ask("publish", { insists: true });
    expect(productField(office, SKU, "price")).toBe(420);
  });
});

/** Copies the model as a backup does; the function that is returned puts the copy in its place. */
function copied({ group: { model } }: Office): () => void {
  const copy = path.join(path.dirname(model.dir), "copy");
  model.whileClosed(() => {
    cpSync(model.dir, copy, { recursive: true });
  });
  onTestFinished(() => {
    rmSync(copy, { recursive: true, force: true });
  });
  return () => {
    model.whileClosed(() => {
      rmSync(model.dir, { recursive: true });
      cpSync(copy, model.dir, { recursive: true });
    });
  };
}
