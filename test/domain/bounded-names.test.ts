import fc from "fast-check";
import { expect, test } from "vitest";

import { boundedNames } from "../../src/domain/commands/exchange-goods.ts";

const name = fc.string({ maxLength: 200, unit: "binary" });

test("names keep within their bytes, and stay as they are where there is room", () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 400, max: 20_000 }),
      (names, bytesMax) => {
        const bounded = boundedNames(names, bytesMax);

        expect(bounded).toHaveLength(names.length);
        expect(bytesOf(bounded)).toBeLessThanOrEqual(bytesMax);
        const isShort = names.every((each) => bytesOf([each]) <= bytesMax / names.length);
        expect(isShort ? bounded : names).toEqual(names);
        for (const [at, each] of bounded.entries()) {
          expect(names[at]?.startsWith(each.replace(/…$/u, ""))).toBe(true);
        }
      },
    ),
  );
});

/** Without the quotes around them. */
function bytesOf(names: ReadonlyArray<string>): number {
  return names.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)) - 2, 0);
}
