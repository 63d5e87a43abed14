/** People of a group's model and of its shops, as tests write them. */

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { newNameKeyId } from "../../src/app/till/person-secrets.ts";
import { openText, sealText } from "../../src/app/till/sealed-text.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type SealedText } from "../../src/domain/events/people-events.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { readStaffMember } from "../../src/domain/people/staff.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { stageSecrets } from "../../src/ledger/staged-secrets.ts";
import { type TestTill, TODAY, valueOf } from "./shop.ts";

export interface PersonSet {
  readonly name?: string;
  readonly role?: string;
  readonly active?: boolean;
  readonly language?: string | null;
  readonly badge?: string;
}

/** Says something of a person, new or not; `by`: who says it, empty for the ledger itself. */
export function setPerson(
  till: TestTill,
  number: string,
  { by = "1", ...set }: PersonSet & { readonly by?: string },
): void {
  const ledger = till.ledger();
  const random = createSeededRandom(`${till.device} ${number} ${JSON.stringify(set)}`);
  const staged = stageSecrets(ledger.secrets);
  const keyId = newNameKeyId(number, random);
  const sealed = Object.fromEntries(
    (["name", "badge"] as const).flatMap((field) => {
      const text = set[field];
      return text === undefined
        ? []
        : [[field, sealText(text, keyId, { secrets: staged, random })]];
    }),
  );
  valueOf(
    ledger.commit({
      by,
      name: "set person",
      decide: ({ view, day = TODAY }) => {
        const { fields } = view.state("staff", number);
        const overs = Object.keys(set)
          .map((field) => [field, openWriteIds(fields[field])] as const)
          .filter(([, writes]) => writes.length > 0);
        const body = { set: { ...set, ...sealed }, over: Object.fromEntries(overs) };
        const event: unknown = { kind: "staff/set", streams: [toStreamId("staff", number)], body };
        return ok({ day, events: [...staged.written(), event as Draft] });
      },
      also: staged.keep,
    }),
  );
}

/** How a person stands there, by name; undefined where there is nobody. */
export function personAt(
  till: TestTill,
  number: string,
):
  | {
      readonly name: string | undefined;
      readonly role: string;
      readonly active: boolean;
      readonly pin: string | undefined;
    }
  | undefined {
  const ledger = till.ledger();
  const member = ledger.read((view) => readStaffMember(view, number));
  if (member === undefined) return undefined;
  const { name, role, active, verifierId: pin } = member;
  return { name: textAt(till, name), role, active, pin };
}

function textAt(till: TestTill, sealed: SealedText | undefined): string | undefined {
  return sealed === undefined ? undefined : openText(sealed, till.ledger().secrets);
}
