/**
 * Tax classes as somebody types them: the taxes of a service as they are printed, such as `VAT 9%`,
 * several with commas, with `+` before what prices don't contain.
 *
 * The taxes of a class that is there change with a business day, never in the middle of one.
 */

import { type Catalogue, type Service, SERVICES, type Tax, type TaxClass } from "../catalogue.ts";
import { duplicates } from "../duplicates.ts";
import { milliPercent } from "../money/amounts.ts";
import { RATE_MAX, rateOfDigits } from "../money/rates.ts";
import { err, ok, type Result } from "../result.ts";
import { type EntryEdit, type EditFault, type FieldText } from "./entry-wish.ts";
import { readEntryName, wrongField } from "./field-text.ts";
import { shown } from "./goods-cell.ts";

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
}

/** The taxes of all services at once. */
const ALL = "taxes";
const LABEL_MAX = 40;
const TAXES_MAX = 8;

export function taxClassFields({ name, taxesByService }: TaxClass): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    ...SERVICES.map((service) => ({
      field: service,
      text: taxesText(taxesByService[service]),
    })),
  ];
}

export function readTaxClass({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const before = catalogue.taxClassesById.get(id);
  let name = before?.name ?? "";
  const taxes: Partial<Record<Service, ReadonlyArray<Tax>>> = { ...before?.taxesByService };
  for (const { field, text } of fields) {
    const services = SERVICES.filter((service) => field === ALL || field === service);
    if (field === "name") {
      const read = readEntryName(text);
      if (!read.ok) return wrongField(field, read.fault);
      name = read.value;
    } else if (services.length === 0) {
      return wrongField(field, `is no field: there are name, ${ALL}, ${SERVICES.join(", ")}`);
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
  return ok({ type: "tax-class", before, after: { id, name, taxesByService } });
}

function readTaxes(text: string): Result<ReadonlyArray<Tax>, string> {
  const parts = text.split(/,(?!\d)/u).map((part) => part.trim());
  const taxes: Tax[] = [];
  for (const part of parts.filter((it) => it !== "")) {
    const label = part.replace(/^\+\s*/u, "");
    const digits = /(?<digits>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*%$/u.exec(label)?.groups?.["digits"];
    const rate = digits === undefined ? Infinity : rateOfDigits(digits);
    if (rate > RATE_MAX || label.length > LABEL_MAX) {
      return err(`${shown(part)} is no tax: a name and its rate, such as VAT 9%`);
    }
    taxes.push({ label, rate: milliPercent(rate), included: label === part });
  }
  const [twice] = duplicates(taxes.map(({ label }) => label));
  if (twice !== undefined) return err(`${shown(twice)} is there twice`);
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

/** With its rate where the label does not say it. */
function taxText({ label, rate, included }: Tax): string {
  const percent = `${rate / 1000}%`;
  const said = label.endsWith(percent) ? label : `${label} (${percent})`;
  return `${included ? "" : "+"}${said}`;
}
