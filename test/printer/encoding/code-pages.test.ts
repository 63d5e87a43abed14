import iconv from "iconv-lite";
import { expect, test } from "vitest";

import {
  byteInPage,
  CODE_PAGES,
  type CodePageName,
} from "../../../src/printer/encoding/code-pages.ts";

const ENCODING_NAMES: ReadonlyArray<readonly [CodePageName, string]> = [
  ["cp437", "cp437"],
  ["cp850", "cp850"],
  ["cp852", "cp852"],
  ["cp857", "cp857"],
  ["cp858", "cp858"],
  ["cp866", "cp866"],
  ["cp1251", "win1251"],
  ["cp1252", "win1252"],
  ["cp1253", "win1253"],
];

test.each(ENCODING_NAMES)("%s agrees with the tables that everybody uses", (page, encoding) => {
  const upperHalf = Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index);

  expect(CODE_PAGES[page]).toBe(iconv.decode(Buffer.from(upperHalf), encoding));
});

test.each(ENCODING_NAMES)("every character that %s has comes back from its byte", (page) => {
  for (const character of Array.from(CODE_PAGES[page]).filter((each) => each !== "\u{FFFD}")) {
    expect(CODE_PAGES[page].charAt((byteInPage(page, character) ?? 0) - 0x80)).toBe(character);
  }
});

test("control characters and gaps of the page have no byte", () => {
  for (const character of ["\u{1B}", "\n", "\u{7F}", "\u{81}", "\u{FFFD}", "я", "👍"]) {
    expect(byteInPage("cp1252", character)).toBeUndefined();
  }
});
