/**
 * Decisions about people: who works here, with which PIN, and who does not any more. Nobody is ever
 * removed, because what they did names them.
 *
 * Two tills apart can each disable one of the last two who may change staff. Neither could know.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type SealedText } from "../../events/people-events.ts";
import { type Rights } from "../../events/permission.ts";
import { toStreamId } from "../../identity.ts";
import { isCardNumberIn } from "../../people/card-numbers.ts";
import { checkNewPin, type PinRule, pinRuleFor } from "../../people/pin-rule.ts";
import { isStaffNumber } from "../../people/staff-number.ts";
import {
  rightsOf,
  readRoles,
  readStaff,
  readStaffMember,
  type StaffMember,
} from "../../people/staff.ts";
import { type EntryState, PIN_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { type Locale } from "../../text/locale.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { isSomebodyLeft, requireNoLess } from "../staff-rights.ts";

/** The context of these decisions, also for asking before a PIN is typed whether the act is allowed. */
export type StaffContext = Pick<DecisionContext, "view" | "staff">;

export interface NewMember {
  readonly number: string;
  readonly name: string;
  /** Id of a role. */
  readonly role: string;
}

/** Returns the code on a person's card, where this process can open it. */
export type BadgeOf = (member: StaffMember) => string | undefined;

export interface NewBadge {
  /** The code as `readBadge` returns it. */
  readonly code: string;
  readonly sealed: SealedText;
  /** Goods that have it as a barcode. */
  readonly goods: string | undefined;
  readonly badgeOf: BadgeOf;
}

export interface NewPin {
  readonly number: string;
  readonly pin: string;
  /** The id of the secret that checks the PIN. */
  readonly verifierId: string;
}

const NAME_MAX = 40;

export function decideAddStaff(
  context: StaffContext,
  {
    sealedName,
    newPin,
    badge,
    language,
    ...wish
  }: NewMember & {
    readonly sealedName: SealedText;
    /** Missing for somebody who can't sign in until one is set. */
    readonly newPin?: Omit<NewPin, "number">;
    readonly badge?: NewBadge | undefined;
    readonly language?: Locale | undefined;
  },
): Decision {
  const rule = mayAddStaff(context, wish);
  if (!rule.ok) return rule;
  const { number, role } = wish;
  const checked =
    newPin === undefined ? ok(undefined) : checkNewPin(newPin.pin, rule.value, number);
  if (!checked.ok) return checked;
  // Sealed, nobody could look for it any more.
  if (isCardNumberIn(wish.name)) return err({ type: "text/card-number" });
  const free = badge === undefined ? ok(undefined) : requireFree(context, number, badge);
  if (!free.ok) return free;
  const streams = [toStreamId("staff", number)];
  const set = {
    name: sealedName,
    role,
    active: true,
    ...(badge === undefined ? {} : { badge: badge.sealed }),
    ...(language === undefined ? {} : { language }),
  };
  const added: Draft = { kind: "staff/set", streams, body: { set, over: {} } };
  if (newPin === undefined) return ok([added]);
  const { verifierId } = newPin;
  return ok([added, { kind: "staff/pin-set", streams, body: { verifierId, over: [] } }]);
}

/** Decides what a person is called from then on; the PIN stays. */
export function decideSetName(
  context: StaffContext,
  { number, name, sealed }: Pick<NewMember, "number" | "name"> & { readonly sealed: SealedText },
): Decision {
  const target = changeable(context, number);
  if (!target.ok) return target;
  if (!isName(name)) return err({ type: "staff/name-invalid", max: NAME_MAX });
  if (isCardNumberIn(name)) return err({ type: "text/card-number" });
  const over = { name: openWriteIds(fieldsOf(context, number)["name"]) };
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/set", streams, body: { set: { name: sealed }, over } }]);
}

/** Says which PINs such a person may have. */
export function mayAddStaff(
  context: StaffContext,
  { number, name, role }: NewMember,
): Result<PinRule, Refusal> {
  const { view } = context;
  const allowed = requirePermission(context, "staff");
  if (!allowed.ok) return allowed;
  if (!isStaffNumber(number)) return err({ type: "staff/number-invalid", text: number });
  const member = readStaffMember(view, number);
  if (member !== undefined) {
    return err({ type: "staff/number-taken", staff: number, active: member.active });
  }
  if (!isName(name)) return err({ type: "staff/name-invalid", max: NAME_MAX });
  const rights = roleToGive(context, role);
  return rights.ok ? ok(pinRuleFor(rights.value.permissions)) : rights;
}

export function decideSetPin(context: StaffContext, { number, pin, verifierId }: NewPin): Decision {
  const rule = maySetPin(context, number);
  if (!rule.ok) return rule;
  const checked = checkNewPin(pin, rule.value, number);
  if (!checked.ok) return checked;
  const over = openWriteIds(fieldsOf(context, number)[PIN_FIELD]);
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/pin-set", streams, body: { verifierId, over } }]);
}

/** Everybody their own; says which PINs the person may have. */
export function maySetPin(context: StaffContext, number: string): Result<PinRule, Refusal> {
  const isOwn = number === context.staff.number;
  const target = isOwn ? known(context, number) : changeable(context, number);
  return target.ok ? ok(pinRuleFor(target.value.permissions)) : target;
}

/** Null takes it away. */
export function decideSetBadge(
  context: StaffContext,
  number: string,
  badge: NewBadge | null,
): Decision {
  const target = changeable(context, number);
  if (!target.ok) return target;
  const free = badge === null ? ok(undefined) : requireFree(context, number, badge);
  if (!free.ok) return free;
  if (badge === null && target.value.badge === undefined) {
    return err({ type: "badge/same", staff: number });
  }
  const over = { badge: openWriteIds(fieldsOf(context, number)["badge"]) };
  const streams = [toStreamId("staff", number)];
  const set = { badge: badge === null ? null : badge.sealed };
  return ok([{ kind: "staff/set", streams, body: { set, over } }]);
}

/** Null takes it away. */
export function decideSetRate(
  context: StaffContext,
  number: string,
  rate: SealedText | null,
): Decision {
  const target = changeable(context, number);
  if (!target.ok) return target;
  if (rate === null && target.value.rate === undefined) {
    return err({ type: "staff/no-rate", staff: number });
  }
  const over = { rate: openWriteIds(fieldsOf(context, number)["rate"]) };
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/set", streams, body: { set: { rate }, over } }]);
}

/** Everybody their own; null is the shop's. */
export function decideSetLanguage(
  context: StaffContext,
  number: string,
  language: Locale | null,
): Decision {
  const isOwn = number === context.staff.number;
  const target = isOwn ? known(context, number) : changeable(context, number);
  if (!target.ok) return target;
  if ((target.value.language ?? null) === language) {
    return err({ type: "staff/language-same", staff: number });
  }
  const over = { language: openWriteIds(fieldsOf(context, number)["language"]) };
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/set", streams, body: { set: { language }, over } }]);
}

/** A card says who somebody is: nobody else who works here has it, nor have goods. */
function requireFree(
  { view }: StaffContext,
  number: string,
  { code, goods, badgeOf }: Omit<NewBadge, "sealed">,
): Result<undefined, Refusal> {
  if (goods !== undefined) return err({ type: "badge/goods", badge: code, name: goods });
  const other = readStaff(view).find((it) => it.active && badgeOf(it) === code);
  if (other === undefined) return ok(undefined);
  return other.number === number
    ? err({ type: "badge/same", staff: number })
    : err({ type: "badge/taken", badge: code, staff: other.number });
}

/** Decides that a person may not log in any more; each till obeys from the person's next act on. */
export function decideDisableStaff(context: StaffContext, number: string): Decision {
  const target = changeable(context, number);
  if (!target.ok) return target;
  if (!target.value.active) return err({ type: "staff/already-disabled", staff: number });
  const otherStaff = readStaff(context.view).filter((other) => other.number !== number);
  if (!isSomebodyLeft(otherStaff)) return err({ type: "staff/last-one", staff: number });
  return setActive(context, number, false);
}

/** Decides that a person may log in again, with the role, the PIN and the badge of before. */
export function decideEnableStaff(
  context: StaffContext,
  number: string,
  badgeOf: BadgeOf,
): Decision {
  const target = changeable(context, number);
  if (!target.ok) return target;
  if (target.value.active) return err({ type: "staff/already-active", staff: number });
  const code = badgeOf(target.value);
  const free =
    code === undefined
      ? ok(undefined)
      : requireFree(context, number, { code, goods: undefined, badgeOf });
  if (!free.ok) return free;
  return setActive(context, number, true);
}

/** Decides a person's role; each till obeys from the person's next act on. The PIN stays. */
export function decideSetRole(
  context: StaffContext,
  { number, role }: Pick<NewMember, "number" | "role">,
): Decision {
  const { view } = context;
  const target = changeable(context, number);
  if (!target.ok) return target;
  const rights = roleToGive(context, role);
  if (!rights.ok) return rights;
  const entry = view.state("staff", number);
  if (target.value.role === role && !isInQuestion(entry, "role", ["role"])) {
    return err({ type: "staff/same-role", staff: number, role });
  }
  const isLeft = isSomebodyLeft(readStaff(view), (member) =>
    member.number === number ? rights.value : undefined,
  );
  if (!isLeft) return err({ type: "staff/last-one", staff: number });
  const over = { role: openWriteIds(entry.fields["role"]) };
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/set", streams, body: { set: { role }, over } }]);
}

function roleToGive(context: StaffContext, role: string): Result<Rights, Refusal> {
  const roles = readRoles(context.view);
  if (!roles.includes(role)) return err({ type: "role/unknown", text: role, roles });
  const rights = rightsOf(context.view, role);
  const within = requireNoLess(context, rights);
  return within.ok ? ok(rights) : within;
}

function setActive(context: StaffContext, number: string, active: boolean): Decision {
  const over = { active: openWriteIds(fieldsOf(context, number)["active"]) };
  const streams = [toStreamId("staff", number)];
  return ok([{ kind: "staff/set", streams, body: { set: { active }, over } }]);
}

function changeable(context: StaffContext, number: string): Result<StaffMember, Refusal> {
  const allowed = requirePermission(context, "staff");
  if (!allowed.ok) return allowed;
  const target = known(context, number);
  if (!target.ok) return target;
  const within = requireNoLess(context, target.value);
  return within.ok ? target : within;
}

function known({ view }: StaffContext, number: string): Result<StaffMember, Refusal> {
  const member = readStaffMember(view, number);
  return member === undefined ? err({ type: "staff/unknown", staff: number }) : ok(member);
}

function fieldsOf({ view }: StaffContext, number: string): EntryState["fields"] {
  return view.state("staff", number).fields;
}

/** Whether the text may be a name. A first letter tells names from numbers at the log-in. */
function isName(text: string): boolean {
  return /^\p{L}\P{Cc}*$/u.test(text) && Array.from(text).length <= NAME_MAX;
}
