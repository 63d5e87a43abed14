/** Customers as a person adds, changes and erases them. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
} from "../../domain/commands/decision.ts";
import {
  decideAddCustomer,
  decideChangeCustomer,
  decideEraseCustomer,
} from "../../domain/commands/people/change-customers.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type CustomerSet } from "../../domain/events/customer-events.ts";
import { customerReceiptsTag } from "../../domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { checkCustomerGroup, checkCustomerTexts } from "../../domain/people/customer-text.ts";
import { CUSTOMER_FIELDS, type CustomerTexts, GROUP_FIELD } from "../../domain/people/customers.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type Random } from "../../domain/ports.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { secretDestroyed } from "../../ledger/secrets.ts";
import { stageSecrets } from "../../ledger/staged-secrets.ts";
import { type PrintJobStore } from "../printing/print-job-store.ts";
import { customerKeyId, sealText } from "../till/sealed-text.ts";
import { type Actor, type Till } from "../till/till.ts";
import { forgetOnPapers } from "./erased-customers.ts";

const ID_BYTES = 16;

export interface CustomerDeps {
  readonly till: Till;
  readonly random: Random;
}

/** A change of a customer: the decision, and the values to store together with it. */
export interface CustomerAct {
  readonly name: string;
  readonly id: string;
  readonly decide: (context: DecisionContext) => Decision;
  /** Runs in the same transaction. */
  readonly keep: () => void;
}

export interface CustomerWish {
  readonly texts: Partial<CustomerTexts>;
  readonly active?: boolean;
  /** The group as it is typed; empty to remove it. */
  readonly group?: string;
}

/** Names, phones and cards are for those who may look them up. */
export function mayLookUp({ ledger }: Till, { number }: Actor): Result<undefined, Refusal> {
  const staff = ledger.read((view) => readStaffMember(view, number));
  if (staff === undefined) return err({ type: "staff/unknown", staff: number });
  if (!staff.active) return err({ type: "staff/inactive", staff: number });
  return requirePermission({ staff }, "customer");
}

export function customerAdding(
  { till, random }: CustomerDeps,
  typed: Partial<CustomerTexts>,
  typedGroup = "",
): Result<CustomerAct, Refusal> {
  const texts = checkCustomerTexts({ name: "", ...typed }, () => ownCards(till));
  if (!texts.ok) return texts;
  const group = checkCustomerGroup(typedGroup);
  if (!group.ok) return group;
  const id = newCustomerId(random);
  const secrets = stageSecrets(till.ledger.secrets);
  const textsGiven = Object.entries(texts.value).filter(([, text]) => text !== "");
  const sealed = sealTexts(Object.fromEntries(textsGiven), id, { secrets, random });
  const set = { ...sealed, ...(group.value === "" ? {} : { group: group.value }) };
  return ok({
    name: "add customer",
    id,
    keep: secrets.keep,
    decide: (context) =>
      secrets.with(
        unlessTaken(till, id, {
          texts: texts.value,
          decided: decideAddCustomer(context, { id, set }),
        }),
      ),
  });
}

/** Returns the prefixes of the shop's own card numbers. */
export function ownCards({ ledger }: Pick<Till, "ledger">): ReadonlyArray<string> {
  return ledger.read((view) => readSetting(view, "own-cards"));
}

export function newCustomerId(random: Random): string {
  return Buffer.from(random.bytes(ID_BYTES)).toString("hex");
}

/** Writes only what differs from what is known. */
export function customerChange(
  { till, random }: CustomerDeps,
  id: string,
  wish: CustomerWish,
): Result<CustomerAct, Refusal> {
  const checked = checkCustomerTexts(wish.texts, () => ownCards(till));
  if (!checked.ok) return checked;
  const now = till.customers.look(id);
  if (now === "unreadable") return err({ type: "customer/unreadable" });
  const secrets = stageSecrets(till.ledger.secrets);
  const inQuestion = till.customers.inQuestion(id);
  const texts = Object.fromEntries(
    Object.entries(checked.value).filter(
      ([field, text]) => inQuestion.includes(field) || !says(now, { [field]: text }),
    ),
  );
  const isOther = wish.active !== undefined && !says(now, { active: wish.active });
  // An unknown customer has no key: the decision refuses it.
  const sealed = typeof now === "object" ? sealTexts(texts, id, { secrets, random }) : {};
  const group = checkCustomerGroup(wish.group ?? "");
  if (!group.ok) return group;
  const isMoved =
    wish.group !== undefined &&
    (inQuestion.includes(GROUP_FIELD) || !says(now, { group: group.value }));
  const set = {
    ...sealed,
    ...(isOther ? { active: wish.active } : {}),
    ...(isMoved ? { group: group.value } : {}),
  };
  return ok({
    name: "change customer",
    id,
    keep: secrets.keep,
    decide: (context) =>
      secrets.with(
        unlessTaken(till, id, { texts, decided: decideChangeCustomer(context, { id, set }) }),
      ),
  });
}

/** `withReceipts`: receipts that name them may say so no more. */
export function customerErasing(
  { till, jobs }: Pick<CustomerDeps, "till"> & { readonly jobs: PrintJobStore },
  id: string,
  { withReceipts }: { readonly withReceipts: boolean },
): CustomerAct {
  return {
    name: "erase customer",
    id,
    keep: () => {
      forgetOnPapers({ till, jobs }, id);
    },
    decide: (context) => {
      const decided = decideEraseCustomer(context, id);
      if (!decided.ok) return decided;
      const count = receiptsOfCustomer(context.view, id).length;
      if (count > 0 && !withReceipts) return err({ type: "customer/on-receipts", count });
      return ok([...decided.value, secretDestroyed(customerKeyId(id))]);
    },
  };
}

export interface CustomerReceipt {
  readonly order: EventId;
  readonly receipt: EventId;
}

export function receiptsOfCustomer(view: LedgerView, id: string): ReadonlyArray<CustomerReceipt> {
  return view.tagged(customerReceiptsTag(id)).flatMap((stream) => {
    const order = streamName(stream) as EventId;
    const { receipts, invoices = [] } = view.state("order", order);
    const invoiced = invoices.filter(({ body }) => body.to.customer === id);
    const named = new Set(invoiced.map(({ body }) => body.receipt));
    return receipts
      .filter(({ id: receipt, body }) => body.to?.customer === id || named.has(receipt))
      .map(({ id: receipt }) => ({ order, receipt }));
  });
}

export function sealTexts(
  texts: Partial<CustomerTexts>,
  id: string,
  sealing: Parameters<typeof sealText>[2],
): CustomerSet["set"] {
  const sealed = CUSTOMER_FIELDS.flatMap((field) => {
    const text = texts[field];
    if (text === undefined) return [];
    return [[field, text === "" ? null : sealText(text, customerKeyId(id), sealing)] as const];
  });
  return Object.fromEntries(sealed);
}

function says(
  now: CustomerView | string | undefined,
  wished: Readonly<Record<string, unknown>>,
): boolean {
  if (typeof now !== "object") return false;
  const fieldsNow: Readonly<Record<string, unknown>> = { ...now };
  return Object.entries(wished).every(([field, value]) => fieldsNow[field] === value);
}

/** A card opens one customer: two tills apart may still give it twice. */
function unlessTaken(
  till: Till,
  id: string,
  { texts, decided }: { readonly texts: Partial<CustomerTexts>; readonly decided: Decision },
): Decision {
  if (!decided.ok || texts.card === undefined || texts.card === "") return decided;
  const other = till.customers
    .index()
    .byCard(texts.card)
    .find((it) => it.id !== id);
  return other === undefined ? decided : err({ type: "customer/card-taken", name: other.name });
}
