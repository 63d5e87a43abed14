/**
 * Which ASCII signs a key gives alone or with Shift, on the keyboards that the entry line is made for, read
 * from Debian's own tables: XKB as `ckbcomp` makes console maps of it (what a desktop and console-setup
 * have), and the maps of console-data. Keys of the main block only; letters are left out.
 *
 * `node scripts/key-layouts.mjs FOLDER > test/domain/key-layouts.json`, FOLDER being where `dpkg -x` has
 * put the packages console-setup, xkb-data and console-data. Run it when a layout joins.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const [root = ""] = process.argv.slice(2);

/** Layout and variant. */
const XKB = ["us", "gb", "de", "fr", "es", "ch", "ch fr"];
const CONSOLE = [
  "qwerty/us",
  "qwerty/uk",
  "qwertz/de-latin1",
  "azerty/fr-latin9",
  "qwerty/es",
  "qwertz/sg-latin1",
  "qwertz/fr_CH-latin1",
];
/** Linux numbers of the keys between Escape and the keypad. */
const MAIN_BLOCK = new Set([2, 13, 16, 27, 30, 41, 43, 53, 86, 86].flatMap(toRange));
const NAMES = {
  exclam: "!",
  quotedbl: '"',
  numbersign: "#",
  dollar: "$",
  percent: "%",
  ampersand: "&",
  apostrophe: "'",
  parenleft: "(",
  parenright: ")",
  asterisk: "*",
  plus: "+",
  comma: ",",
  minus: "-",
  period: ".",
  slash: "/",
  colon: ":",
  semicolon: ";",
  less: "<",
  equal: "=",
  greater: ">",
  question: "?",
  at: "@",
  bracketleft: "[",
  backslash: "\\",
  bracketright: "]",
  asciicircum: "^",
  underscore: "_",
  grave: "`",
  braceleft: "{",
  bar: "|",
  braceright: "}",
  asciitilde: "~",
  ...Object.fromEntries(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"].map(
      (name, digit) => [name, String(digit)],
    ),
  ),
};

const tables = {
  ...Object.fromEntries(XKB.map((name) => [`xkb ${name}`, signsOf(fromXkb(name))])),
  ...Object.fromEntries(
    CONSOLE.map((name) => [`console-data ${name}`, signsOf(fromConsole(name))]),
  ),
};
process.stdout.write(`${JSON.stringify(tables, null, 2)}\n`);

function toRange(_, at, ends) {
  if (at % 2 === 1) return [];
  return Array.from({ length: ends[at + 1] - ends[at] + 1 }, (_none, step) => ends[at] + step);
}

function fromXkb(name) {
  const [layout, variant = ""] = name.split(" ");
  const words = [`-I${path.join(root, "usr/share/X11/xkb")}`, "-layout", layout];
  if (variant !== "") words.push("-variant", variant);
  return execFileSync(path.join(root, "usr/bin/ckbcomp"), words, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function fromConsole(name) {
  const file = path.join(root, "usr/share/keymaps/i386", `${name}.kmap.gz`);
  return gunzipSync(readFileSync(file)).toString("latin1");
}

/** Of lines such as `keycode 3 = two quotedbl at`. */
function signsOf(map) {
  const signs = { plain: "", shift: "" };
  for (const line of map.split("\n")) {
    const { key, symbols } =
      /^\s*keycode\s+(?<key>\d+)\s*=\s*(?<symbols>.*)$/u.exec(line)?.groups ?? {};
    if (!MAIN_BLOCK.has(Number(key))) continue;
    const [plain = "", shift = ""] = symbols.trim().split(/\s+/u).map(toSign);
    signs.plain += plain;
    signs.shift += shift;
  }
  return signs;
}

function toSign(symbol) {
  const name = symbol.replace(/^\+/u, "");
  const code = /^U\+(?<code>[0-9a-f]{4})$/u.exec(name)?.groups?.code;
  const sign = code === undefined ? NAMES[name] : String.fromCodePoint(Number.parseInt(code, 16));
  return sign !== undefined && /^[!-@[-`{-~]$/u.test(sign) ? sign : "";
}
