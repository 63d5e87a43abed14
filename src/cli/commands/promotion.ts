/** `till promotion list|show|add|set|end`: what is taken off goods that are bought together. */

import {
  endPromotion,
  offeredPromotions,
  type OfferedPromotion,
  setPromotion,
} from "../../app/catalogue/promotions.ts";
import { type Till } from "../../app/till/till.ts";
import { promotionsWords } from "../../words/made/promotions/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";

const said = sentencesOf(promotionsWords);

interface ActOptions extends JsonOptions, StaffOptions, ApproverOptions {}

const ID_COLUMNS = 16;
const NAME_COLUMNS = 24;
const FIELD_COLUMNS = 8;

export function listPromotions(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const promotions = offeredPromotions(till);
    if (options.json === true) {
      console.json({ currency: till.currency.code, promotions: promotions.map(toJson) });
    } else if (promotions.length === 0) console.out(said(({ none }) => none));
    else for (const promotion of promotions) console.out(rowOf(promotion));
    return EXIT.fine;
  });
}

export function showPromotion(
  id: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const promotion = promotionNamed(till, id);
    if (options.json === true) {
      console.json({ currency: till.currency.code, promotion: toJson(promotion) });
      return EXIT.fine;
    }
    for (const { field, text } of promotion.fields) {
      console.out(`${field.padEnd(FIELD_COLUMNS)} ${oneLine(text)}`);
    }
    return EXIT.fine;
  });
}

export function addPromotion(
  [id, fields]: readonly [string, ReadonlyArray<string>],
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return writePromotion({ id, fields, isNew: true }, options, console);
}

export function changePromotion(
  [id, fields]: readonly [string, ReadonlyArray<string>],
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return writePromotion({ id, fields, isNew: false }, options, console);
}

function writePromotion(
  {
    id,
    fields,
    isNew,
  }: { readonly id: string; readonly fields: ReadonlyArray<string>; readonly isNew: boolean },
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  const wish = { id, isNew, fields: fields.map(toFieldText) };
  return withTill(options, console, async ({ till }) => {
    const result = await actWithApproval({ till, console }, options, (actor) =>
      setPromotion(till, actor, wish),
    );
    const isSame = isUnchanged(result, till, "promotion/same");
    const done = isNew ? "added" : "changed";
    tellDone(till, promotionNamed(till, id), {
      options,
      console,
      done: isSame ? "unchanged" : done,
    });
    return EXIT.fine;
  });
}

export function endThePromotion(
  id: string,
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const promotion = offeredPromotions(till).find((one) => one.id === id);
    const result = await actWithApproval({ till, console }, options, (actor) =>
      endPromotion(till, actor, id),
    );
    valueOf(result, till);
    if (promotion !== undefined) tellDone(till, promotion, { options, console, done: "ended" });
    return EXIT.fine;
  });
}

function tellDone(
  till: Till,
  promotion: OfferedPromotion,
  {
    options,
    console,
    done,
  }: {
    readonly options: JsonOptions;
    readonly console: Console;
    readonly done: "added" | "changed" | "ended" | "unchanged";
  },
): void {
  if (options.json === true) {
    console.json({ done, currency: till.currency.code, promotion: toJson(promotion) });
    return;
  }
  const name = oneLine(promotion.facts.name);
  console.out(said((words) => words.done({ name, done })));
}

function promotionNamed(till: Till, id: string): OfferedPromotion {
  const found = offeredPromotions(till).find((promotion) => promotion.id === id);
  if (found === undefined) throw refusalFault({ type: "promotion/unknown", id }, till);
  return found;
}

function rowOf({ id, facts, fields }: OfferedPromotion): string {
  const texts = fields
    .filter(({ field }) => field !== "name")
    .map(({ field, text }) => `${field}=${oneLine(text)}`);
  const name = oneLine(facts.name).padEnd(NAME_COLUMNS);
  return `${oneLine(id).padEnd(ID_COLUMNS)} ${name} ${texts.join(" ")}`;
}

function toJson({ id, facts }: OfferedPromotion): object {
  const { from = null, until = null, ...rest } = facts;
  return { id, ...rest, from, until };
}
