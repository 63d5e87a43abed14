/** What Enter does on the shop's tills: one is shut out, replaced, invited, or looked for elsewhere. */

import { assertNever } from "../../domain/assert-never.ts";
import { type SheetFault, type ShopTill } from "../ports/tills-port.ts";
import { type RegisterState, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type Words, wordsFor } from "../words.ts";
import { planBackupPlace } from "./office-backup-plan.ts";
import {
  chooseOne,
  type OfficePlan,
  ready,
  refusedPlan,
  TAKE_AWAY,
  type Typed,
} from "./office-enter.ts";
import { withOffice } from "./office-moves.ts";
import { fittingChoices, type RowTarget } from "./office-row.ts";
import {
  addAddress,
  beginInvite,
  promote,
  promoteBySheet,
  removeAddress,
  shutOut,
} from "./office-till-changes.ts";
import { SHUT_OUT_REASONS, tillOf } from "./office-till-rows.ts";

type TillTarget = Extract<
  RowTarget,
  {
    readonly type:
      | "told"
      | "till-shut-out"
      | "till-replace"
      | "till-promote"
      | "till-invite"
      | "till-sheet"
      | "till-address"
      | "backup-place";
  }
>;
type On<Type extends TillTarget["type"]> = Typed<Extract<TillTarget, { readonly type: Type }>>;

export function planTillRow(
  till: TillContext,
  state: RegisterState,
  { target, ...row }: Typed<TillTarget>,
): OfficePlan {
  const { page } = row.office;
  const isOfTill = page.type === "till" || page.type === "till-sheet";
  const shown = isOfTill ? tillOf(state, page.device) : undefined;
  switch (target.type) {
    case "told":
    case "till-invite":
      return refusedPlan(wordsFor(state).officeTills.noTyping);
    case "till-shut-out":
      return shown === undefined
        ? { type: "idle" }
        : planShutOut(till, state, { ...row, target, shown });
    case "till-replace":
      return shown === undefined
        ? { type: "idle" }
        : planReplace(till, state, { ...row, target, shown });
    case "till-promote":
      return shown === undefined ? { type: "idle" } : planPromote(state, { ...row, target, shown });
    case "till-sheet":
      return shown === undefined ? { type: "idle" } : planSheet(state, { ...row, target, shown });
    case "till-address":
      return planAddress(state, { ...row, target });
    case "backup-place":
      return planBackupPlace(state, { ...row, target });
    default:
      return assertNever(target, "row of a till");
  }
}

/** Enter on nothing typed. */
export function planInvite(state: RegisterState): OfficePlan {
  const may = state.session?.office.tills.mayInvite();
  if (may === undefined) return { type: "idle" };
  return may.ok
    ? ready(wordsFor(state).officeTills.invites, beginInvite)
    : refusedPlan(may.fault.message);
}

/** Why stands in the books, in the shop's language. */
function planShutOut(
  { port }: TillContext,
  state: RegisterState,
  { target, typed, office, shown }: On<"till-shut-out"> & { readonly shown: ShopTill },
): OfficePlan {
  const { officeTills: w, shutOutReasons } = wordsFor(state);
  const fitting = fittingChoices(target.choices, typed);
  const known = SHUT_OUT_REASONS.find((reason) => reason === fitting[0]?.text);
  const isKnown = known !== undefined && fitting.length === 1;
  const reason = isKnown ? wordsFor({ locale: port.shop.recordsIn }).shutOutReasons[known] : typed;
  const what = w.shutsOut({ name: shown.name, reason: isKnown ? shutOutReasons[known] : typed });
  return twice(state, { what, isAsked: office.asked === what }, (now) =>
    shutOut(now, { till: shown, reason, what, goesOn: false }),
  );
}

function planReplace(
  { port }: TillContext,
  state: RegisterState,
  { target, label, typed, office, shown }: On<"till-replace"> & { readonly shown: ShopTill },
): OfficePlan {
  const { office: general, officeTills: w } = wordsFor(state);
  const chosen = chooseOne(general, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const reason = wordsFor({ locale: port.shop.recordsIn }).shutOutReasons.replaced;
  const what = w.replaces({ name: shown.name });
  return twice(state, { what, isAsked: office.asked === what }, (now) =>
    shutOut(now, { till: shown, reason, what, goesOn: true }),
  );
}

function planPromote(
  state: RegisterState,
  { target, label, typed, office, shown }: On<"till-promote"> & { readonly shown: ShopTill },
): OfficePlan {
  const { office: general, officeTills: w } = wordsFor(state);
  const chosen = chooseOne(general, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const what = w.promotes({ name: shown.name });
  return twice(state, { what, isAsked: office.asked === what }, (now) => promote(now, shown, what));
}

/** The code is typed from paper, or scanned. */
function planSheet(
  state: RegisterState,
  { typed, office, shown }: On<"till-sheet"> & { readonly shown: ShopTill },
): OfficePlan {
  const tills = state.session?.office.tills;
  if (tills === undefined) return { type: "idle" };
  const { officeTills: w } = wordsFor(state);
  const fault = tills.sheetFault(typed);
  if (fault !== undefined) return refusedPlan(faultOfSheet(w, fault));
  const what = w.promotesBySheet({ name: shown.name });
  return twice(state, { what, isAsked: office.asked === what }, (now) =>
    promoteBySheet(now, shown, { code: typed, what }),
  );
}

function faultOfSheet({ sheetFaults }: Words["officeTills"], fault: SheetFault): string {
  switch (fault.type) {
    case "code/character":
      return sheetFaults.character({ character: fault.character });
    case "code/length":
      return sheetFaults.length({ wanted: fault.wanted, found: fault.found });
    case "code/mistyped":
      return sheetFaults.mistyped;
    case "recovery-code/other-sheet":
      return sheetFaults.otherSheet;
    default:
      return assertNever(fault, "fault of a code");
  }
}

/** For ever: what it does stands above the message, and Enter is pressed knowing it. */
function twice(
  state: RegisterState,
  { what, isAsked }: { readonly what: string; readonly isAsked: boolean },
  run: (state: RegisterState) => RegisterState,
): OfficePlan {
  const { office, officeTills } = wordsFor(state);
  if (isAsked) return ready(what, run);
  return ready(office.enterTwice({ change: what }), (now) =>
    said(withOffice(now, { asked: what }), "hint", officeTills.forEver),
  );
}

function planAddress(state: RegisterState, { target, typed }: On<"till-address">): OfficePlan {
  const { officeTills: w } = wordsFor(state);
  const tills = state.session?.office.tills;
  if (tills === undefined) return { type: "idle" };
  if (typed === TAKE_AWAY && target.address !== undefined) {
    const { address } = target;
    return ready(w.removesAddress({ address }), (now) => removeAddress(now, address));
  }
  const address = tills.readAddress(typed);
  if (address === undefined) return refusedPlan(w.noAddress({ typed }));
  const isKnown = tills
    .addresses()
    .some((other) => other.from === "typed" && other.address === address);
  if (isKnown) return refusedPlan(w.addressKnown({ address }));
  return ready(w.addsAddress({ address }), (now) => addAddress(now, address));
}
