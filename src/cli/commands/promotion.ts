/** `till promotion list|show|add|set|end`: what is taken off goods that are bought together. */

import {
  endPromotion,
  offeredPromotions,
  type OfferedPromotion,
  setPromotion,
} from "../../app/catalogue/promotions.ts";
import { type Till } from "../../app/till/till.ts";
import { promotionsWords } from "../../words/made/promotions/all.ts";
import { type Answer, answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

const said = sentencesOf(promotionsWords);

interface ActOptions extends JsonOptions, StaffOptions, ApproverOptions {}

const ID_COLUMNS = 16;
const NAME_COLUMNS = 24;
const FIELD_COLUMNS = 8;

export function listPromotions(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const promotions = offeredPromotions(till);
    return {
      json: () => ({ currency: till.currency.code, promotions: promotions.map(toJson) }),
      lines: () => (promotions.length === 0 ? [said(({ none }) => none)] : promotions.map(rowOf)),
    };
  });
}

export function showPromotion(
  id: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, ({ till }) => {
    const promotion = promotionNamed(till, id);
    return {
      json: () => ({ currency: till.currency.code, promotion: toJson(promotion) }),
      lines: () =>
        promotion.fields.map(
          ({ field, text }) => `${field.padEnd(FIELD_COLUMNS)} ${oneLine(text)}`,
        ),
    };
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
  return answer(options, console, async ({ till, attempt }) => {
    const result = await attempt((actor) => setPromotion(till, actor, wish));
    const isSame = isUnchanged(result, till, "promotion/same");
    const done = isNew ? "added" : "changed";
    return doneAnswer(till, promotionNamed(till, id), isSame ? "unchanged" : done);
  });
}

export function endThePromotion(
  id: string,
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, perform }) => {
    const promotion = offeredPromotions(till).find((one) => one.id === id);
    await perform((actor) => endPromotion(till, actor, id));
    if (promotion === undefined) throw new Error("A promotion that nobody offers has ended.");
    return doneAnswer(till, promotion, "ended");
  });
}

function doneAnswer(
  till: Till,
  promotion: OfferedPromotion,
  done: "added" | "changed" | "ended" | "unchanged",
): Answer {
  const name = oneLine(promotion.facts.name);
  return {
    json: () => ({ done, currency: till.currency.code, promotion: toJson(promotion) }),
    lines: () => [said((words) => words.done({ name, done }))],
  };
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
