/** People in the back office: somebody new, and PINs, which are typed twice and never shown. */

import { ok, type Result } from "../../domain/result.ts";
import { type NewPerson, type OfficeSession } from "../ports/office-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import { type TillSession } from "../ports/till-port.ts";
import { NOT_REFUSED, type RegisterState, refused, refusedBy, said } from "../register-state.ts";
import { noteChange, pageBefore, withOffice } from "./office-moves.ts";
import { type OfficePage, type SavedPin } from "./office-state.ts";
import { officeWords } from "./office-words.ts";

export function withNewPerson(
  state: RegisterState,
  change: Partial<Pick<NewPerson, "number" | "role">>,
): RegisterState {
  const { office } = state;
  if (office?.page.type !== "new-person") return state;
  const page = { ...office.page, ...change };
  return withOffice(
    { ...state, ...NOT_REFUSED, message: undefined },
    {
      page,
      text: "",
      at: office.at + 1,
    },
  );
}

/** Whether what is typed must not be seen. */
export function isPinRow({ office }: RegisterState): boolean {
  if (office?.page.type === "new-person") return office.at >= NEW_PIN_ROW;
  return office?.page.type === "person" && office.at === 0;
}

const NEW_PIN_ROW = 2;

/** The first time it is kept to be typed again; the second time it is written. */
export function enterPin(state: RegisterState, typed: string): RegisterState {
  const w = officeWords(state);
  const { office, session } = state;
  const page = office?.page;
  if (session === undefined || (page?.type !== "person" && page?.type !== "new-person"))
    return state;
  const cleared = withOffice({ ...state, ...NOT_REFUSED }, { text: "" });
  if (page.pin === undefined) {
    const asked = mayAsk(session.office, page, typed);
    if (asked === undefined) return refused(cleared, w.pinFirst);
    if (!asked.ok) return refusedBy(cleared, asked.fault);
    return said(withOffice(cleared, { page: { ...page, pin: typed } }), "hint", w.typeAnew);
  }
  const { pin, ...again } = page;
  const next = withOffice(cleared, { page: again });
  return pin === typed
    ? withOffice(next, { saving: savingOf(again, pin) })
    : refused(next, w.pinsDiffer);
}

function mayAsk(
  office: OfficeSession,
  page: Extract<OfficePage, { type: "person" | "new-person" }>,
  pin: string,
): Result<void, Refusal> | undefined {
  if (page.type === "person") return office.maySetPin({ number: page.number, pin });
  const { number, role, name } = page;
  if (number === undefined || role === undefined) return undefined;
  return office.mayAdd({ number, role, name, pin });
}

/** Esc on what nobody has saved: the first PIN is forgotten, then it is asked for once. */
export function leavePerson(state: RegisterState): RegisterState | undefined {
  const w = officeWords(state);
  const { office } = state;
  const page = office?.page;
  if (page?.type !== "person" && page?.type !== "new-person") return undefined;
  const { pin, ...unproven } = page;
  if (pin !== undefined) {
    return said(withOffice(state, { page: unproven }), "hint", w.pinAnew);
  }
  const isBegun =
    page.type === "new-person" && (page.number !== undefined || page.role !== undefined);
  if (!isBegun || office?.asked === DROPS) return undefined;
  return said(withOffice(state, { asked: DROPS }), "hint", w.dropsPerson({ name: page.name }));
}

/** Esc was told that somebody half made would go. */
const DROPS = "drop-person";

function savingOf(
  page: Extract<OfficePage, { type: "person" | "new-person" }>,
  pin: string,
): SavedPin {
  if (page.type === "person") return { type: "set-pin", number: page.number, pin };
  const { number = "", role = "", name } = page;
  return { type: "add-person", number, role, name, pin };
}

/** Takes the time of a PIN's hash. */
export async function savePerson(
  session: TillSession,
  saving: SavedPin,
): Promise<Result<TillSession, Refusal>> {
  const { office } = session;
  const done =
    saving.type === "set-pin" ? await office.setPin(saving) : await office.addPerson(saving);
  return done.ok ? ok(session) : done;
}

function nameOf({ session }: RegisterState, number: string): string {
  const people = session?.office.people();
  const all = people?.ok === true ? people.value : [];
  return all.find((it) => it.number === number)?.name ?? number;
}

/** The PIN is written, or why not. */
export function answeredPerson(
  state: RegisterState,
  saving: SavedPin,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  const w = officeWords(state);
  const next = withOffice(state, { saving: undefined });
  if (!outcome.ok) return refusedBy(next, outcome.fault);
  const { number } = saving;
  if (saving.type === "set-pin")
    return said(next, "done", w.pinSet({ name: nameOf(next, number) }));
  const added = noteChange(pageBefore(next) ?? next, {
    what: w.signsIn({ name: saving.name, active: false }),
    takeBack: (office) => office.setActive(number, false),
  });
  return said(added, "done", w.personAdded({ name: saving.name }));
}
