/** What Enter does on a field of a customer, a role, an area or a table: one act, which can be taken back. */

import { err, ok, type Result } from "../../domain/result.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { nextRow, notDone, withWarnings } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { noteChange, spentHere } from "./office-moves.ts";
import { labelOf, type RecordField, type RowTarget } from "./office-row.ts";
import { officeWords, type OfficeWords } from "./office-words.ts";

export type RecordTarget = Extract<RowTarget, { readonly type: "record" }>;

export function planRecord(
  till: TillContext,
  { target: { field }, ...row }: Typed<RecordTarget>,
): OfficePlan {
  const w = officeWords(till);
  const { label } = row;
  const read = readTyped(w, field, row);
  if (!read.ok) return refusedPlan(read.fault);
  const text = read.value;
  const [before, after] = [field.text, text].map((it) => labelOf(field.choices, it)) as [
    string,
    string,
  ];
  if (text === field.text && !field.inQuestion) {
    return refusedPlan(w.sameAlready({ label, text: after }));
  }
  const what = w.changeOf({ label, before, after });
  return ready(what, (now) => changeRecord(till, now, { field, text, label, what }));
}

function readTyped(
  w: OfficeWords,
  { choices, read }: RecordField,
  row: Pick<Typed<unknown>, "label" | "typed">,
): Result<string, string> {
  if (choices === undefined) return read?.(row.typed) ?? ok(row.typed);
  const chosen = chooseOne(w, choices, row);
  if (!chosen.ok) return chosen;
  return read?.(chosen.value.text) ?? ok(chosen.value.text);
}

function changeRecord(
  till: TillContext,
  state: RegisterState,
  {
    field,
    text,
    label,
    what,
  }: {
    readonly field: RecordField;
    readonly text: string;
    readonly label: string;
    /** What Enter does, as the preview has it. */
    readonly what: string;
  },
): RegisterState {
  const w = officeWords(till);
  const office = state.session?.office;
  if (office === undefined) return state;
  const done = field.write(office, text);
  if (!done.ok) return notDone(state, done, what);
  const after = field.now(office);
  const { customer } = field;
  const noted = noteChange(spentHere(state), {
    what: w.isAsBefore({ label }),
    ...(customer === undefined ? {} : { customer }),
    takeBack: (undoing) => {
      // Whoever changed it since has not seen this press.
      const now = field.now(undoing);
      return now !== undefined && now === after
        ? field.write(undoing, field.text)
        : err({ message: w.changedSince });
    },
  });
  const warning = field.warning?.(office);
  return withWarnings(nextRow(till, noted), what, warning === undefined ? [] : [warning]);
}
