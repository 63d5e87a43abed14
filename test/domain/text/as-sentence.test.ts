import { expect, test } from "vitest";

import { asSentence } from "../../../src/domain/text/as-sentence.ts";

test.each([
  [
    "Latte, price: 2.99 here, 3.20 at head office.",
    "Latte, price: 2.99 here, 3.20 at head office.",
  ],
  ["Order A2: paid twice: 4.50", "Order A2: paid twice: 4.50."],
])("%s ends with one full stop", (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});
