import fc from "fast-check";
import { expect, test } from "vitest";

import { spread } from "./file-order.ts";

test("each file is there once, in its own order, and the busy ones begin before the end", () => {
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.nat({ max: 400 }), (few, many) => {
      const busy = Array.from({ length: few }, (_, at) => `busy ${at}`);
      const others = Array.from({ length: many }, (_, at) => `other ${at}`);

      const files = spread(busy, others);

      expect(files.filter((file) => file.startsWith("busy"))).toEqual(busy);
      expect(files.filter((file) => file.startsWith("other"))).toEqual(others);
    }),
  );
  const files = spread(
    ["a", "b", "c"],
    Array.from({ length: 100 }, (_, at) => String(at)),
  );
  expect(["a", "b", "c"].map((file) => files.indexOf(file))).toEqual([15, 31, 47]);
});
