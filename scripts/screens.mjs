/**
 * `npm run screens` shoots every screen of the register again: docs/screens/*.svg, and docs/screens.md
 * which shows them; with `--check` it only says what is not as the register draws it now.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { screenToSvg } from "../test/support/screen-svg.ts";
import { SCREENS, shootScreens } from "../test/support/screens.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const PAGE = new URL("../docs/screens.md", import.meta.url);
const FOLDER = new URL("../docs/screens/", import.meta.url);
const INTRO = [
  "# The screens",
  "Shot by `npm run screens` from the real program in a real terminal; what is pressed for each stands in `test/support/screens.ts`. The time of day is the same on all of them.",
];

const isCheck = process.argv.includes("--check");
const shots = await (isCheck ? shootScreens(isAsDrawn) : shootScreens());
const wanted = new Map(shots.map((shot) => [`${shot.name}.svg`, screenToSvg(shot)]));
const { code: page } = await format("docs/screens.md", toPage(), { printWidth: 100 });

if (isCheck) check();
else write();

function toPage() {
  const sections = Object.entries(SCREENS).map(
    ([name, text]) => `## ${titleOf(name)}\n\n${text}\n\n![${titleOf(name)}](screens/${name}.svg)`,
  );
  return [...INTRO, ...sections].join("\n\n");
}

function titleOf(name) {
  const words = name
    .replace(/^list-/u, "list, ")
    .replaceAll("-", " ")
    .replace("log in", "log-in");
  return words[0].toUpperCase() + words.slice(1);
}

function write() {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (!wanted.has(file)) rmSync(new URL(file, FOLDER));
  for (const [file, svg] of wanted) writeFileSync(new URL(file, FOLDER), svg);
  writeFileSync(PAGE, page);
}

function isAsDrawn(shot) {
  return drawnOf(`${shot.name}.svg`) === screenToSvg(shot);
}

function check() {
  const stale = [...wanted].filter(([file, svg]) => drawnOf(file) !== svg);
  const files = stale.map(([file]) => `screens/${file}`);
  const pages = readIfThere(PAGE) === page ? files : [...files, "screens.md"];
  if (pages.length === 0) return;
  console.error(`Not what the register draws: ${pages.join(", ")}. npm run screens renews them.`);
  for (const [file, svg] of stale) {
    const before = drawnOf(file)?.split("\n") ?? [];
    const now = svg.split("\n").filter((line) => !before.includes(line));
    console.error(`${file}:\n${now.join("\n")}`);
  }
  process.exitCode = 1;
}

function drawnOf(file) {
  return readIfThere(new URL(file, FOLDER));
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
