/**
 * `npm run corpus` adds a chapter to test/corpus when this build writes a kind, version or field that
 * none has. What is there is never changed; only `--refold` writes anew what it folds to, after a fold was
 * changed on purpose. Beside it stand the schemas as they are, so that a test sees one that is loosened.
 */

import { writeFileSync } from "node:fs";
import path from "node:path";

import { format } from "oxfmt";

import { playCorpusStory, playPackedStory } from "../test/support/corpus-story.ts";
import {
  chapterFile,
  chapterFiles,
  chapterOf,
  faultsIn,
  foldedBy,
  NO_SEGMENT,
  readChapter,
  uncovered,
  withChapter,
} from "../test/support/corpus.ts";
import { SCHEMAS_FILE, schemasNow } from "../test/support/loosened-schemas.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const files = chapterFiles();

if (process.argv.includes("--refold")) await refold();
else await addChapter();
await write(SCHEMAS_FILE, schemasNow(), "w");

async function addChapter() {
  const missing = uncovered(files.map(readChapter));
  if (missing.length === 0) {
    console.log("The corpus has every kind, version and field: nothing to add.");
    return;
  }
  const isAllButPacked = missing.every((name) => name === NO_SEGMENT);
  using shop = isAllButPacked ? await playPackedStory() : playCorpusStory();
  const chapter = chapterOf(shop);
  const faults = withChapter(chapter, faultsIn);
  if (faults.length > 0) {
    console.error(`What test/support/corpus-story.ts tells is no chapter: ${faults.join(" ")}`);
    process.exitCode = 1;
    return;
  }
  const stillMissing = missing
    .filter((name) => isAllButPacked || name !== NO_SEGMENT)
    .filter((name) => uncovered([chapter]).includes(name));
  if (stillMissing.length > 0) {
    console.error(`test/support/corpus-story.ts does not tell: ${stillMissing.join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  await write(chapterFile(files.length + 1, chapter), chapter, "wx");
  console.log(`Added for ${missing.join(", ")}.`);
}

async function refold() {
  for (const file of files) {
    const { folded: _, ...chapter } = readChapter(file);
    await write(file, { ...chapter, folded: foldedBy(chapter) }, "w");
  }
}

async function write(file, chapter, flag) {
  const { code } = await format(file, JSON.stringify(chapter), { printWidth: 100 });
  writeFileSync(file, code, { flag });
  console.log(path.relative(process.cwd(), file));
}
