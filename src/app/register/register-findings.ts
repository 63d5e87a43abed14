/** What `till doctor` finds, as the register shows it: without what takes longer than a guest waits. */

import { type BoxCheck, type BoxFinding } from "../../tui/ports/doctor-port.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { examine } from "../attention/checks.ts";
import { type Finding } from "../finding.ts";
import { type OpenTill } from "../open-till.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";

const CHECKS: ReadonlyArray<BoxCheck> = [
  "shop",
  "durability",
  "writing",
  "disk",
  "key",
  "memory",
  "key file",
  "key change",
  "day",
  "numbers",
  "money in question",
  "attention",
  "recovery sheet",
  "managers",
  "papers",
  "unfinished work",
  "update",
  "printing",
  "printers",
  "backup",
  "paper",
  "mesh",
];
/** Told of several things, whose name stands behind. */
const NAMED: ReadonlyArray<readonly [start: string, check: BoxCheck]> = [
  ["printer ", "printer"],
  ["letters of ", "letters"],
  ["backup ", "backup"],
];

export function boxFindings(open: OpenTill): Pick<TillPort, "findings"> {
  return {
    findings: (locale = open.till.shopLocale()) =>
      examine(open, { holder: holderOf(open), skipsLedger: true, locale })
        // Which process has the printers is known to whoever asks them all.
        .filter(({ check, state }) => check !== "printing" || state === "wrong")
        .map(toBoxFinding),
  };
}

/** As this process knows it: whoever asks waits for nobody. */
function holderOf({ printing }: OpenTill): HolderAnswer {
  const silence = printing.silence();
  if (silence !== undefined) return { type: "silent", pid: silence.pid };
  const facts = { printers: [], mesh: printing.mesh() };
  return { type: "answered", pid: process.pid, isResident: true, ...facts };
}

function toBoxFinding({ check, state, sentence }: Finding): BoxFinding {
  const known = CHECKS.find((one) => one === check);
  if (known !== undefined) return { check: known, name: "", state, sentence };
  const named = NAMED.find(([start]) => check.startsWith(start));
  if (named === undefined) throw new Error(`No name for the check ${check}.`);
  return { check: named[1], name: check.slice(named[0].length), state, sentence };
}
