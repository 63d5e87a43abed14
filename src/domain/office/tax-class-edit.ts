/**
 * Tax classes as somebody types them: the taxes of a service as they are printed, such as `VAT 9%`,
 * several with commas, with `+` before what prices don't contain.
 *
 * The taxes of a class that is there change with a business day, never in the middle of one.
 */

import { err, ok, type Result } from "../base/result.ts";
import { duplicates } from "../doubts/duplicates.ts";
import {
  type Catalogue,
  type ClassLetters,
  type Service,
  SERVICES,
  TAX_LETTER,
  type TaxClass,
} from "../goods/catalogue.ts";
import { combinationName } from "../goods/tax-letters.ts";
import { milliPercent } from "../money/amounts.ts";
import { RATE_MAX, rateOfDigits } from "../money/rates.ts";
import { type Tax } from "../money/tax.ts";
import { quoted } from "../text/quoted.ts";
import { type EntryEdit, type EditFault, type FieldText } from "./entry-wish.ts";
import { readEntryName, wrongField } from "./field-text.ts";

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
}

/** The taxes of all services at once. */
const ALL = "taxes";
const LABEL_MAX = 40;
const TAXES_MAX = 8;

export function taxClassFields({
  name,
  taxesByService,
  letters = {},
}: TaxClass): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    ...SERVICES.map((service) => ({
      field: service,
      text: taxesText(taxesByService[service]),
    })),
    { field: "letters", text: lettersText(letters) },
  ];
}

export function readTaxClass({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const classNow = catalogue.taxClassesById.get(id);
  let name = classNow?.name ?? "";
  const taxes: Partial<Record<Service, ReadonlyArray<Tax>>> = { ...classNow?.taxesByService };
  let letters = classNow?.letters;
  for (const { field, text } of fields) {
    const services = SERVICES.filter((service) => field === ALL || field === service);
    if (field === "name") {
      const read = readEntryName(text);
      if (!read.ok) return wrongField(field, read.fault);
      name = read.value;
    } else if (field === "letters") {
      const read = readLetters(text);
      if (!read.ok) return wrongField(field, read.fault);
      // Nothing is written for a class that has no tax and had none.
      const isNone = Object.keys(read.value).length === 0 && letters === undefined;
      letters = isNone ? undefined : read.value;
    } else if (services.length === 0) {
      return wrongField(
        field,
        `is no field: there are name, letters, ${ALL}, ${SERVICES.join(", ")}`,
      );
    } else {
      const read = readTaxes(text);
      if (!read.ok) return wrongField(field, read.fault);
      for (const service of services) taxes[service] = read.value;
    }
  }
  const missing = SERVICES.find((service) => taxes[service] === undefined);
  if (missing !== undefined)
    return wrongField(missing, "is missing: say its taxes, such as VAT 9%");
  const taxesByService = Object.fromEntries(
    SERVICES.map((service) => [service, taxes[service] ?? []]),
  ) as TaxClass["taxesByService"];
  const after = { id, name, taxesByService, ...(letters === undefined ? {} : { letters }) };
  const taken = takenLetter(after, catalogue);
  if (taken !== undefined) return wrongField("letters", taken);
  return ok({ type: "tax-class", before: classNow, after });
}

/** `B`, or `B takeaway=C` where what leaves the house bears other taxes; empty for those that are free. */
function readLetters(text: string): Result<ClassLetters, string> {
  const letters: Partial<Record<Service, string>> = {};
  for (const word of text.split(/\s+/u).filter((it) => it !== "")) {
    const [letter = "", name] = word.split("=").toReversed();
    const services = SERVICES.filter((service) => name === undefined || name === service);
    if (!TAX_LETTER.test(letter) || services.length === 0) {
      return err(`${quoted(word)} is no letter: say one, such as B, or B takeaway=C`);
    }
    for (const service of services) letters[service] = letter;
  }
  return ok(letters);
}

function lettersText(letters: ClassLetters): string {
  const [usual] = new Set(Object.values(letters));
  const isForAll = SERVICES.every((service) => letters[service] !== undefined);
  const others = SERVICES.flatMap((service) => {
    const letter = letters[service];
    return letter === undefined || (isForAll && letter === usual) ? [] : [`${service}=${letter}`];
  });
  return [...(isForAll && usual !== undefined ? [usual] : []), ...others].join(" ");
}

/** A receipt could not say which of two taxes a letter stands for. */
function takenLetter(
  { id, taxesByService, letters = {} }: TaxClass,
  { taxClassesById }: Catalogue,
): string | undefined {
  const otherClasses = [...taxClassesById.values()].filter((other) => other.id !== id);
  const all = [{ taxesByService, letters }, ...otherClasses].flatMap((one) =>
    SERVICES.flatMap((service) => {
      const letter = one.letters?.[service];
      return letter === undefined ? [] : [{ letter, taxes: one.taxesByService[service] }];
    }),
  );
  for (const { letter, taxes } of all) {
    const other = all.find(
      (one) => one.letter === letter && combinationName(one.taxes) !== combinationName(taxes),
    );
    if (other !== undefined && Object.values(letters).includes(letter)) {
      const [one, two] = [taxes, other.taxes].map(taxesText);
      return `${letter} can't stand for ${one} and for ${two}: choose another letter`;
    }
  }
  return undefined;
}

function readTaxes(text: string): Result<ReadonlyArray<Tax>, string> {
  const parts = text.split(/,(?!\d)/u).map((part) => part.trim());
  const taxes: Tax[] = [];
  for (const part of parts.filter((it) => it !== "")) {
    const label = part.replace(/^\+\s*/u, "");
    const digits = /(?<digits>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*%$/u.exec(label)?.groups?.["digits"];
    const rate = digits === undefined ? Infinity : rateOfDigits(digits);
    if (rate > RATE_MAX || label.length > LABEL_MAX) {
      return err(`${quoted(part)} is no tax: a name and its rate, such as VAT 9%`);
    }
    taxes.push({ label, rate: milliPercent(rate), included: label === part });
  }
  const [twice] = duplicates(taxes.map(({ label }) => label));
  if (twice !== undefined) return err(`${quoted(twice)} is there twice`);
  return taxes.length > TAXES_MAX ? err(`has too many: at most ${TAXES_MAX}`) : ok(taxes);
}

/** The services that somebody has said the taxes of. */
export function taxServices(fields: ReadonlyArray<FieldText>): ReadonlyArray<Service> {
  return SERVICES.filter((service) =>
    fields.some(({ field }) => [ALL, service].includes(field.trim().toLowerCase())),
  );
}

export function taxesText(taxes: ReadonlyArray<Tax>): string {
  return taxes.map(taxText).join(", ");
}

/** Returns a tax's label, with its rate where the label does not contain it. */
function taxText({ label, rate, included }: Tax): string {
  const percent = `${rate / 1000}%`;
  const said = label.endsWith(percent) ? label : `${label} (${percent})`;
  return `${included ? "" : "+"}${said}`;
}
