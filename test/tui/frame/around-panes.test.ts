import fc from "fast-check";
import { expect, test } from "vitest";

import { textWidth } from "../../../src/domain/text/text-width.ts";
import { previewText } from "../../../src/tui/frame/around-panes.ts";
import { messageText } from "../../../src/tui/frame/message-text.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { started } from "../../support/pressed-register.ts";

const { till } = started().store;

test.each([
  ["all", "…"],
  ["western", "..."],
  ["ascii", "..."],
] as const)("what is too long for its line says so, signs: %s", (signs, sign) => {
  const why = `Nothing is called ${"so ".repeat(40)}`;
  const facts = {
    style: createScreenStyle({ signs, color: false }),
    columns: 80,
    rows: 24,
    time: "",
  };

  const lines = [
    previewText(till, { type: "refused", why }, { columns: 80, signs }),
    previewText(till, { type: "ready", preview: why }, { columns: 80, signs }),
    messageText({ level: "error", text: why }, facts).replaceAll(/\[\d+m/gu, ""),
  ];

  for (const line of lines) {
    expect(line).toContain(sign);
    expect(textWidth(line)).toBeLessThanOrEqual(facts.columns + 2);
  }
});

test("a long name never takes the sum behind it off its line", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120, unit: "grapheme-ascii" }), (name) => {
      const preview = `1 × x${name.replaceAll(/[\d.,]/gu, "x")} = 10.20`;

      const line = previewText(till, { type: "ready", preview }, { columns: 80, signs: "all" });

      expect(line).toContain("10.20");
      expect(textWidth(line)).toBeLessThanOrEqual(80);
    }),
  );
});
