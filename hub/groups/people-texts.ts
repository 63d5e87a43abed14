/** What is sealed of people, read with the keys of a group's model and of the office, and sealed anew for a shop. */

import { newOfficeKeyId } from "../../src/app/till/person-secrets.ts";
import { openText, sealText } from "../../src/app/till/sealed-text.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { isSealed } from "../../src/domain/office/central-questions.ts";
import { isKeyOf } from "../../src/domain/people/office-person.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type Entry, stateOf } from "./entry-fields.ts";
import { type FieldChange, type PeopleTexts, registerOf } from "./said.ts";

/** By ciphertext. */
export type ModelTexts = ReadonlyMap<string, string>;

/** Returns what is sealed in these people of the model, as far as its keys are there. */
export function modelTextsOf(model: Ledger, entries: ReadonlyArray<Entry>): ModelTexts {
  const sealed = entries.flatMap(({ type, state }) =>
    type === "staff" ? Object.values(state.fields).flatMap(({ open }) => open) : [],
  );
  return new Map(
    sealed.flatMap(({ value }) => {
      const text = isSealed(value) ? openText(value, model.secrets) : undefined;
      return text === undefined || !isSealed(value) ? [] : [[value.c, text] as const];
    }),
  );
}

export function peopleTexts(office: Ledger, texts: ModelTexts): PeopleTexts {
  const { secrets, identity } = office;
  return {
    self: identity.key.device,
    modelText: (sealed) => (isSealed(sealed) ? texts.get(sealed.c) : undefined),
    // No other key of the shop is here, and none would be used.
    shopText: (sealed) =>
      isSealed(sealed) && isKeyOf(sealed.k, identity.key.device)
        ? openText(sealed, secrets)
        : undefined,
    isErased: (sealed) => isSealed(sealed) && secrets.standing(sealed.k).isHidden,
  };
}

export interface SealedChanges {
  readonly changes: ReadonlyArray<FieldChange>;
  /** The events that announce new keys. */
  readonly written: ReadonlyArray<Draft>;
  /** Keeps the keys that a part of the batch announces. */
  readonly keepKeysOf: (part: ReadonlyArray<Draft>) => void;
}

/** Seals what is written or offered for the shop: a person's under one key. */
export function sealedFor(
  office: Ledger,
  changes: ReadonlyArray<FieldChange>,
  random: Random,
): SealedChanges {
  const { secrets } = office;
  const keys = new Map<string, Uint8Array>();
  const idByPerson = new Map<string, string>();
  const sealing = {
    random,
    secrets: {
      get: (id: string) => keys.get(id) ?? secrets.get(id),
      put: (id: string, key: Uint8Array) => {
        keys.set(id, key);
      },
    },
  };

  function keyOf(view: LedgerView, { id, stream }: FieldChange): string {
    const known =
      idByPerson.get(id) ?? ownKeyIn(view, stream) ?? newOfficeKeyId(id, { self, random });
    idByPerson.set(id, known);
    return known;
  }

  const { device: self } = office.identity.key;
  function ownKeyIn(view: LedgerView, stream: FieldChange["stream"]): string | undefined {
    const name = registerOf(stateOf(view, stream), "name")?.value;
    const isOwn = isSealed(name) && isKeyOf(name.k, self);
    return isOwn && secrets.get(name.k) !== undefined ? name.k : undefined;
  }

  const sealed = office.read((view) =>
    changes.map((change): FieldChange => {
      const text = change.texts?.to;
      if (typeof text !== "string") return change;
      return { ...change, to: sealText(text, keyOf(view, change), sealing) };
    }),
  );
  return {
    changes: sealed,
    written: [...keys].map(([id, key]) => secrets.written(id, key)),
    keepKeysOf: (part) => {
      for (const { kind, body } of part) {
        const key = kind === "secret/written" ? keys.get(body.id) : undefined;
        if (kind === "secret/written" && key !== undefined) secrets.keep(body.id, key);
      }
    },
  };
}
