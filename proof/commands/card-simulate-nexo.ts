/** `till card simulate nexo`: a Nexo terminal in software, and what a till has to know of it. */

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { type Console } from "../../src/cli/console.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliCardWords } from "../../src/words/made/cliCard/all.ts";
import { makeNexoPapers } from "../terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../terminal/nexo-server.ts";
import { createNexoTerminal, NEXO_FAULTS } from "../terminal/nexo-terminal.ts";
import {
  readDelay,
  readFaults,
  serveUntilEnd,
  type SimulateOptions,
} from "./simulated-terminal.ts";

const said = sentencesOf(cliCardWords);

const POI = "V400m-346403161";
const KEY = "till";
/** Anybody may know it: it protects a terminal that has no money. */
const PASSPHRASE = "a simulated terminal has no secrets";
const LATE_MS = 5000;

export async function simulateNexo(options: SimulateOptions, console: Console): Promise<number> {
  const faults = readFaults(options, NEXO_FAULTS);
  const terminal = createNexoTerminal({
    clock: systemClock,
    random: systemRandom,
    poi: POI,
    passphrase: PASSPHRASE,
    approveMs: readDelay(options),
    lateMs: LATE_MS,
    show: console.out,
  });
  terminal.set(faults);
  const papers = await makeNexoPapers(POI);
  const trusted = faults.includes("wrong-certificate") ? await makeNexoPapers(POI) : papers;
  const files = writeFiles(options, trusted.root);
  return serveUntilEnd(options, console, async (place) => {
    const server = await serveNexoTerminal(terminal, { ...place, papers });
    const fields = `driver=nexo at=${place.host}:${server.port} poiid=${POI} key=${KEY} ca=${files.root}`;
    console.say(said(({ simulate }) => simulate.use));
    console.out(`till card add desk ${fields} --key-file ${files.passphrase}`);
    return server;
  });
}

function writeFiles(
  { files: folder }: SimulateOptions,
  root: string,
): { readonly root: string; readonly passphrase: string } {
  mkdirSync(folder, { recursive: true });
  const files = {
    root: path.join(folder, "root.pem"),
    passphrase: path.join(folder, "passphrase"),
  };
  writeFileSync(files.root, root);
  writeFileSync(files.passphrase, `${PASSPHRASE}\n`);
  return files;
}
