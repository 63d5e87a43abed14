/** The staff, and how a person changes it. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Decision, requirePermission } from "../../domain/commands/decision.ts";
import {
  type BadgeOf,
  decideAddStaff,
  decideDisableStaff,
  decideEnableStaff,
  decideSetBadge,
  decideSetLanguage,
  decideSetName,
  decideSetPin,
  decideSetRate,
  mayAddStaff,
  maySetPin,
  type NewBadge,
  type NewMember,
  type StaffContext,
} from "../../domain/commands/people/change-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { createGoodsIndex } from "../../domain/entry/entry-search.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { readBadge } from "../../domain/people/badge.ts";
import { isCardNumberIn } from "../../domain/people/card-numbers.ts";
import { isOfficeKey } from "../../domain/people/office-person.ts";
import { type PinRule } from "../../domain/people/pin-rule.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type Random } from "../../domain/ports.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type StagedSecrets, stageSecrets } from "../../ledger/staged-secrets.ts";
import { newNameKeyId, newVerifierId, shopPepper, stagePepper } from "../till/person-secrets.ts";
import { makePinVerifier, verifierToBytes, type Pepper } from "../till/pin.ts";
import { openText, sealText } from "../till/sealed-text.ts";
import { type Actor, type NamedStaff, type Till } from "../till/till.ts";
import { ownCards } from "./customer-changes.ts";

export interface StaffDeps {
  readonly till: Till;
  readonly random: Random;
}

/** Returns the staff by rising number, with disabled people. */
export function listEverybody(till: Till): ReadonlyArray<NamedStaff> {
  return till.staff();
}

/** Returns the staff with all their fields, for a person who may change them. */
export function listStaff(till: Till, actor: Actor): Result<ReadonlyArray<NamedStaff>, Refusal> {
  const allowed = asking(till, actor, (context) => requirePermission(context, "staff"));
  if (!allowed.ok) return allowed;
  return ok(listEverybody(till));
}

/** Whether it would be any use to ask for a PIN, and which ones are taken. */
export function askToAddStaff(till: Till, actor: Actor, wish: NewMember): Result<PinRule, Refusal> {
  return asking(till, actor, (context) => mayAddStaff(context, wish));
}

/** Asks whether the person may set a new PIN, and returns its rule. */
export function askToSetPin(till: Till, actor: Actor, number: string): Result<PinRule, Refusal> {
  return asking(till, actor, (context) => maySetPin(context, number));
}

export function addStaff(
  { till, random }: StaffDeps,
  actor: Actor,
  {
    badge: text,
    ...wish
  }: NewMember & {
    /** Missing for somebody who can't sign in until one is set. */
    readonly pin?: string | undefined;
    readonly badge?: string | undefined;
    readonly language?: Locale | undefined;
  },
): Promise<Result<undefined, Refusal>> {
  const { number, name, pin } = wish;
  const secrets = stageSecrets(till.ledger.secrets);
  const keyId = newNameKeyId(number, random);
  const sealedName = sealText(name, keyId, { secrets, random });
  const badge =
    text === undefined
      ? ok(undefined)
      : newBadge(till, text, (code) => sealText(code, keyId, { secrets, random }));
  if (!badge.ok) return Promise.resolve(badge);
  const sealed = { ...wish, sealedName, badge: badge.value };
  if (pin === undefined) {
    return Promise.resolve(
      actWithSecrets({ till, secrets }, actor, {
        name: "add staff",
        decide: (context) => decideAddStaff(context, sealed),
      }),
    );
  }
  return withVerifier({ till, random }, actor, {
    name: "add staff",
    wish: { number, pin },
    secrets,
    decide: (context, verifierId) =>
      decideAddStaff(context, { ...sealed, newPin: { pin, verifierId } }),
  });
}

/** One transaction with its secrets, or a refusal and none of them. */
function actWithSecrets(
  { till, secrets }: { readonly till: Till; readonly secrets: StagedSecrets },
  actor: Actor,
  {
    name,
    decide,
  }: Pick<PinChange, "name"> & { readonly decide: (context: StaffContext) => Decision },
): Result<undefined, Refusal> {
  const release = till.whileCommitting(secrets.keep);
  try {
    const done = till.act(actor, name, (context) => secrets.with(decide(context)));
    return done.ok ? ok(undefined) : done;
  } finally {
    release();
  }
}

/** Sealed under the key of the name before, where the shop has made that. */
export function setStaffName(
  { till, random }: StaffDeps,
  actor: Actor,
  { number, name }: { readonly number: string; readonly name: string },
): Result<undefined, Refusal> {
  const secrets = stageSecrets(till.ledger.secrets);
  const sealed = sealText(name, keyOfPerson(till, number, random), { secrets, random });
  const wish = { number, name, sealed };
  const expected = asking(till, actor, (context) => decideSetName(context, wish));
  if (!expected.ok) return expected;
  return actWithSecrets({ till, secrets }, actor, {
    name: "set name",
    decide: (context) => decideSetName(context, wish),
  });
}

/** Null takes it away. Sealed under the key of the name: who is erased has no badge any more either. */
export function setStaffBadge(
  { till, random }: StaffDeps,
  actor: Actor,
  { number, badge: text }: { readonly number: string; readonly badge: string | null },
): Result<undefined, Refusal> {
  const { ledger } = till;
  const secrets = stageSecrets(ledger.secrets);
  const keyId = keyOfPerson(till, number, random);
  const badge =
    text === null
      ? ok(null)
      : newBadge(till, text, (code) => sealText(code, keyId, { secrets, random }));
  if (!badge.ok) return badge;
  const { value } = badge;
  // Each seal is another one: nobody could vouch for it.
  const expected =
    value === null
      ? ok(undefined)
      : asking(till, actor, (context) => decideSetBadge(context, number, value));
  if (!expected.ok) return expected;
  return actWithSecrets({ till, secrets }, actor, {
    name: "set badge",
    decide: (context) => decideSetBadge(context, number, value),
  });
}

/** A key that was destroyed stays so. What is sealed under one of head office's it could read. */
function keyOfPerson({ ledger }: Till, number: string, random: Random): string {
  const named = ledger.read((view) => readStaffMember(view, number))?.name?.k;
  const isUsable =
    named !== undefined && !isOfficeKey(named) && ledger.secrets.get(named) !== undefined;
  return isUsable ? named : newNameKeyId(number, random);
}

/** What an hour costs, sealed under the key of the name; null takes it away. */
export function setStaffRate(
  { till, random }: StaffDeps,
  actor: Actor,
  { number, rate }: { readonly number: string; readonly rate: MinorUnits | null },
): Result<undefined, Refusal> {
  const secrets = stageSecrets(till.ledger.secrets);
  const keyId = keyOfPerson(till, number, random);
  const sealed = rate === null ? null : sealText(String(rate), keyId, { secrets, random });
  const expected = asking(till, actor, (context) => decideSetRate(context, number, sealed));
  if (!expected.ok) return expected;
  return actWithSecrets({ till, secrets }, actor, {
    name: "set rate",
    decide: (context) => decideSetRate(context, number, sealed),
  });
}

/** Returns what an hour of a person costs; undefined where nobody said so, or nobody can read it any more. */
export function rateReader({
  ledger,
}: Pick<Till, "ledger">): (member: Pick<NamedStaff, "rate">) => MinorUnits | undefined {
  return ({ rate }) => {
    const text = rate === undefined ? undefined : openText(rate, ledger.secrets);
    return text !== undefined && /^\d{1,12}$/u.test(text) ? minor(Number(text)) : undefined;
  };
}

/** Null is the shop's. */
export function setStaffLanguage(
  till: Till,
  actor: Actor,
  { number, language }: { readonly number: string; readonly language: Locale | null },
): Result<undefined, Refusal> {
  const done = till.act(actor, "set language", (context) =>
    decideSetLanguage(context, number, language),
  );
  return done.ok ? ok(undefined) : done;
}

function newBadge(
  till: Till,
  text: string,
  seal: (code: string) => NewBadge["sealed"],
): Result<NewBadge, Refusal> {
  const code = readBadge(text);
  if (code === undefined) return err({ type: "badge/invalid", text });
  if (isCardNumberIn(code, () => ownCards(till))) return err({ type: "text/card-number" });
  return ok({
    code,
    sealed: seal(code),
    goods: goodsOfCode(till, code),
    badgeOf: badgeReader(till),
  });
}

/** Goods that are no longer sold count too, because they may be sold again. */
function goodsOfCode(till: Till, code: string): string | undefined {
  const scaleLabels = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const index = createGoodsIndex(till.catalogue(), scaleLabels);
  const found = index.findByCode(code) ?? index.inactive().findByCode(code);
  return found?.product.name;
}

export function badgeReader({ ledger }: Till): BadgeOf {
  return ({ badge }) => (badge === undefined ? undefined : openText(badge, ledger.secrets));
}

/** Returns the active people with that code on their badge: more than one when two tills apart gave it. */
export function badgeOwners(till: Till, text: string): ReadonlyArray<NamedStaff> {
  const code = readBadge(text);
  if (code === undefined) return [];
  const badgeOf = badgeReader(till);
  return till.staff().filter((member) => member.active && badgeOf(member) === code);
}

export function setStaffPin(
  { till, random }: StaffDeps,
  actor: Actor,
  wish: { readonly number: string; readonly pin: string },
): Promise<Result<undefined, Refusal>> {
  const secrets = stageSecrets(till.ledger.secrets);
  return withVerifier({ till, random }, actor, {
    name: "set PIN",
    wish,
    secrets,
    decide: (context, verifierId) => decideSetPin(context, { ...wish, verifierId }),
  });
}

export function disableStaff(till: Till, actor: Actor, number: string): Result<undefined, Refusal> {
  const done = till.act(actor, "disable staff", (context) => decideDisableStaff(context, number));
  return done.ok ? ok(undefined) : done;
}

export function enableStaff(till: Till, actor: Actor, number: string): Result<undefined, Refusal> {
  const done = till.act(actor, "enable staff", (context) =>
    decideEnableStaff(context, number, badgeReader(till)),
  );
  return done.ok ? ok(undefined) : done;
}

/** A change of a PIN; its verifier takes time, and is made before the ledger is locked. */
interface PinChange {
  readonly name: string;
  readonly wish: { readonly number: string; readonly pin: string };
  readonly secrets: ReturnType<typeof stageSecrets>;
  readonly decide: (context: StaffContext, verifierId: string) => Decision;
}

function withVerifier(
  deps: StaffDeps,
  actor: Actor,
  { name, decide, ...change }: PinChange,
): Promise<Result<undefined, Refusal>> {
  const { till } = deps;
  return writeWithVerifier(deps, change, {
    ask: (verifierId) => asking(till, actor, (context) => decide(context, verifierId)),
    write: (verifierId) => {
      const release = till.whileCommitting(change.secrets.keep);
      try {
        return till.act(actor, name, (context) => change.secrets.with(decide(context, verifierId)));
      } finally {
        release();
      }
    },
  });
}

interface VerifierWork {
  /** Whether it would be refused; nothing is written. */
  readonly ask: (verifierId: string) => Result<unknown, Refusal>;
  /** Writes in one transaction with the secrets: nobody may be on the staff whose PIN can't be checked. */
  readonly write: (verifierId: string) => Result<unknown, Refusal>;
}

export async function writeWithVerifier(
  { till, random }: StaffDeps,
  {
    wish,
    secrets,
    pepper = pepperOf(till, { secrets, random }),
  }: Pick<PinChange, "wish" | "secrets"> & { readonly pepper?: Pepper | undefined },
  { ask, write }: VerifierWork,
): Promise<Result<undefined, Refusal>> {
  const verifierId = newVerifierId(wish.number, random);
  const expected = ask(verifierId);
  if (!expected.ok) return expected;
  if (pepper === undefined) return err({ type: "pin/no-pepper" });
  const verifier = await makePinVerifier(wish.number, wish.pin, { pepper, random });
  secrets.put(verifierId, verifierToBytes(verifier));
  const done = write(verifierId);
  return done.ok ? ok(undefined) : done;
}

/** Where no pepper is left, an authority makes another one. */
function pepperOf(
  { ledger }: Till,
  { secrets, random }: Pick<PinChange, "secrets"> & Pick<StaffDeps, "random">,
): Pepper | undefined {
  const pepper = shopPepper(ledger.secrets);
  if (pepper !== undefined) return pepper;
  const self = ledger.admission().get(ledger.identity.key.device);
  return self?.authority === true ? stagePepper(secrets, random) : undefined;
}

/** Makes the person's decision without writing it. */
function asking<Value>(
  { ledger }: Till,
  { number }: Actor,
  decide: (context: StaffContext) => Result<Value, Refusal>,
): Result<Value, Refusal> {
  return ledger.read((view) => {
    const member = readStaffMember(view, number);
    if (member === undefined) return err({ type: "staff/unknown", staff: number });
    if (!member.active) return err({ type: "staff/inactive", staff: number });
    return decide({ view, staff: member });
  });
}
