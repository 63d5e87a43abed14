/** What this box finds wrong with itself, as `till doctor` says it. */

import { colonOf } from "../../words/screen-words.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { type ListRows, readOnly } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const doctorList = {
  opens: { doctor: examine },
  title: ({ doctor }) => doctor.title,
  rows: doctorRows,
  showsWhole: () => true,
} as const satisfies ListKind<"doctor">;

/** What is wrong first. */
function examine({ port, locale }: TillContext, state: RegisterState): RegisterState {
  port.longWork();
  const findings = port.findings(locale);
  const sorted = (["wrong", "note", "ok"] as const).flatMap((how) =>
    findings.filter((finding) => finding.state === how),
  );
  const list = { type: "doctor" as const, findings: sorted, filter: "", at: 0 };
  return { ...state, list, showsHelp: false };
}

/** How each is in the language of whoever asks; what was found word for word below. */
function doctorRows(till: TillContext, { findings }: ListOf<"doctor">): ListRows {
  const { doctor } = till.words;
  return findings.map(({ check, name, state, sentence }) => {
    const label = [doctor.checks[check], name].filter((text) => text !== "").join(" ");
    const how = label + colonOf(till) + doctor.states[state];
    return { ...readOnly(how), whole: `${how}. ${sentence}` };
  });
}
