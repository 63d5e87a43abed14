/**
 * Writes docs/merge.md: what comes of two acts on one order, done on two tills apart, and of each field that
 * both write. It is made from a run of the simulator and from the tables of the folds; what is wrong on the page is mended in what the tills do.
 */

import { writeFileSync } from "node:fs";

import { format } from "oxfmt";

import { pairPage, playPairs } from "../test/support/pairs/pair-table.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const { pairs } = await playPairs();
const { code } = await format("docs/merge.md", pairPage(pairs), { printWidth: 100 });
writeFileSync(new URL("../docs/merge.md", import.meta.url), code);
