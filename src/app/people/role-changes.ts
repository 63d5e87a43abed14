/** The roles of the shop, who has them, and how a person changes what they allow. */

import { type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideChangeRole, type RoleWish } from "../../domain/commands/people/change-roles.ts";
import { decideSetRole } from "../../domain/commands/people/change-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { pinRuleFor } from "../../domain/people/pin-rule.ts";
import { readRole, readRoles, readStaff, type Role } from "../../domain/people/staff.ts";
import { isContested } from "../../domain/state/register.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface KnownRole extends Role {
  /** How many who can sign in have it. */
  readonly people: number;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: ReadonlyArray<string>;
  /** The fewest digits of a new PIN for this role; existing PINs stay valid. */
  readonly pinDigitsMin: number;
}

export interface RoleGiven {
  readonly number: string;
  readonly role: string;
}

/** Returns the roles by rising id. */
export function listRoles({ ledger }: Till): ReadonlyArray<KnownRole> {
  return ledger.read((view) => {
    const staff = readStaff(view).filter(({ active }) => active);
    return readRoles(view).flatMap((id) => {
      const role = readRole(view, id);
      if (role === undefined) return [];
      const { fields } = view.state("role", id);
      const inQuestion = Object.entries(fields).flatMap(([field, register]) =>
        isContested(register) ? [field] : [],
      );
      const people = staff.filter((member) => member.role === id).length;
      return [{ ...role, people, inQuestion, pinDigitsMin: pinRuleFor(role.permissions).min }];
    });
  });
}

/** A change with the name that it has at the register and on the command line. */
interface NamedAct {
  readonly name: string;
  readonly decide: (context: DecisionContext) => Decision;
}

export function roleChange(wish: RoleWish): NamedAct {
  return { name: "change a role", decide: (context) => decideChangeRole(context, wish) };
}

export function roleGiving(given: RoleGiven): NamedAct {
  return { name: "give a role", decide: (context) => decideSetRole(context, given) };
}

export function changeRole(till: Till, actor: Actor, wish: RoleWish): Result<Committed, Refusal> {
  const { name, decide } = roleChange(wish);
  return till.act(actor, name, decide);
}

export function giveRole(till: Till, actor: Actor, given: RoleGiven): Result<Committed, Refusal> {
  const { name, decide } = roleGiving(given);
  return till.act(actor, name, decide);
}
