import { expect, test } from "vitest";

import { toBase32 } from "../../../src/domain/base/base32.ts";

test.each([
  ["", ""],
  ["f", "my"],
  ["fo", "mzxq"],
  ["foo", "mzxw6"],
  ["foob", "mzxw6yq"],
  ["fooba", "mzxw6ytb"],
  ["foobar", "mzxw6ytboi"],
])("%j is what RFC 4648 says, in small letters and without padding", (text, name) => {
  const bytes = Buffer.from(text);

  expect(toBase32(bytes, Math.ceil((bytes.length * 8) / 5))).toBe(name);
});

test("a shorter name is the beginning of a longer one", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => at * 37);
  const whole = toBase32(bytes, 51);

  for (let length = 0; length <= whole.length; length += 1) {
    expect(toBase32(bytes, length)).toBe(whole.slice(0, length));
  }
});
