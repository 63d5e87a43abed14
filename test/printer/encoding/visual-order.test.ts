/** Hebrew letters stand here in the order of the alphabet, so that their order on paper is seen. */

import { expect, test } from "vitest";

import { toVisualOrder } from "../../../src/printer/encoding/visual-order.ts";

test.each([
  ["a line from right to left", "אבג דהו", "והד גבא"],
  ["within a line from left to right", "2 x אבג", "2 x גבא"],
  ["numbers stay as they are read", "אבג 12.50", "12.50 גבא"],
  ["money beside its sign is one number", "אבג €12.50", "€12.50 גבא"],
  ["between words of Latin letters", "Tea אבג דהו hot", "Tea והד גבא hot"],
  ["Latin words between", "אבג Coca-Cola דהו", "והד Coca-Cola גבא"],
  ["brackets open towards what they hold", "אבג (דהו)", "(והד) גבא"],
  ["a point ends the sentence on the left", "אבג.", ".גבא"],
  ["Arabic takes its numbers along", "خبز 25", "25 زبخ"],
  ["a pair of brackets stands with the text around it", "אבג (Tea) דהו", "והד (Tea) גבא"],
  ["a bracket at the end closes what it holds", "אבג Tea (hot)", "Tea (hot) גבא"],
  ["a bracket at the end of Latin text holds Hebrew", "Tea (אבג)", "Tea (גבא)"],
  ["signs that have a mirror image are mirrored", "אבג ⟨דהו⟩ ≪", "≫ ⟨והד⟩ גבא"],
  ["what lies beyond the first 65,536 characters stays whole", "אבג 𐐀𐐁", "𐐀𐐁 גבא"],
  ["marks stay on their letters", "א\u{5B7}ב", "בא\u{5B7}"],
])("%s", (_, line, order) => {
  expect(toVisualOrder(line)).toBe(order);
});

test("the paragraph says from where its lines are read, and spaces at their ends stay there", () => {
  expect(toVisualOrder("x אבג ", "אבג")).toBe(" גבא x");
  expect(toVisualOrder("אבג x", "Tea אבג x")).toBe("גבא x");
});

test("a line without letters from the right stays as it is", () => {
  expect(toVisualOrder("2 x Tea (hot) – 12.50 €")).toBe("2 x Tea (hot) – 12.50 €");
});
