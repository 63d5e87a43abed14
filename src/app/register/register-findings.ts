/** What `till doctor` finds, as the register shows it: without what takes longer than a guest waits. */

import { type BoxFinding } from "../../tui/ports/doctor-port.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { examine } from "../attention/checks.ts";
import { type Finding } from "../finding.ts";
import { type OpenTill } from "../open-till.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";

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

function toBoxFinding({ check, name = "", state, sentence }: Finding): BoxFinding {
  return { check, name, state, sentence };
}
