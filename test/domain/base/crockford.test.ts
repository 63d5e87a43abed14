import fc from "fast-check";
import { expect, test } from "vitest";

import { bytesToCode, codeToSecret, readCode } from "../../../src/domain/base/crockford.ts";

/** Of an invitation and of a recovery sheet. */
const codes = fc
  .constantFrom(10, 20)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map((bytes) => ({ bytes, code: bytesToCode(bytes) }));

test("a code is read back as it was made, in small letters and without its dashes too", () => {
  fc.assert(
    fc.property(codes, ({ code }) => {
      const characters = codeToSecret(code).length;
      const sloppy = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o");

      expect(readCode(code, characters)).toEqual({ ok: true, value: code });
      expect(readCode(sloppy.replaceAll("1", "l"), characters)).toEqual({ ok: true, value: code });
    }),
  );
});

test("a code stands for all of its bits", () => {
  fc.assert(
    fc.property(codes, ({ bytes, code }) => {
      const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
      const read = Array.from(codeToSecret(code)).map((character) =>
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(character).toString(2).padStart(5, "0"),
      );

      expect(read.join("")).toBe(bits);
    }),
  );
});

test("a code of another length is not taken", () => {
  const code = bytesToCode(new Uint8Array(10));

  expect(readCode(code, 32)).toEqual({
    ok: false,
    fault: { type: "code/length", found: 17, wanted: 33 },
  });
});
