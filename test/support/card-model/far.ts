/** `npm run explore:cards`: all worlds of the model, two tills to a depth that takes minutes, with their counts. */

import { argv } from "node:process";

import { explore } from "./explore.ts";
import { DEEP, type NamedWorld, PLANTED, PLANTED_DEEP, SHALLOW, WHOLE } from "./worlds.ts";

const ACROSS = 76;

function report(worlds: ReadonlyArray<NamedWorld>, isPlanted: boolean): boolean {
  let isAsWished = true;
  for (const world of worlds) {
    const { states, steps, depth, isWhole, wrong } = explore(world);
    const [fault = ""] = wrong;
    const end = isPlanted ? fault || "not noticed" : fault || (isWhole ? "whole" : `to ${depth}`);
    if (isPlanted === (fault === "")) isAsWished = false;
    process.stdout.write(
      `${world.name.padEnd(ACROSS)}  ${states} states  ${steps} steps  depth ${depth}  ${end}\n`,
    );
  }
  return isAsWished;
}

const isNear = argv.includes("--near");
const all = [
  report([...WHOLE, ...(isNear ? SHALLOW : DEEP)], false),
  report([...PLANTED, ...(isNear ? [] : PLANTED_DEEP)], true),
];
process.exitCode = all.every(Boolean) ? 0 : 1;
