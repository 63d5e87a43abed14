/**
 * Whether a body is already what its schema would make of it: then nothing has to be made.
 *
 * A schema copies what it checks, each field of each line, which is most of the work where a history is
 * folded. What our own builds write comes out of it as it went in, so it is enough to ask the same
 * questions. They are taken from the schema itself and only ever say yes: what they don't know, or don't
 * like, or find in another order, is the schema's to answer.
 */

import * as z from "zod";
import * as core from "zod/v4/core";

import { lazy, oncePer } from "../base/lazy.ts";

type Question = (value: unknown) => boolean;

/** True only where the schema accepts a value of JSON, and gives one equal to it byte by byte. */
export function isAsWritten(schema: core.$ZodType, value: unknown): boolean {
  return questionOf(schema)(value);
}

const questionOf = oncePer((schema: core.$ZodType): Question =>
  withChecks(schema, shapeQuestion(schema)),
);

function shapeQuestion(schema: core.$ZodType): Question {
  if (schema instanceof core.$ZodString) return (value) => typeof value === "string";
  if (schema instanceof core.$ZodNumber) return Number.isSafeInteger;
  if (schema instanceof core.$ZodBoolean) return (value) => typeof value === "boolean";
  if (schema instanceof z.ZodEnum) return enumQuestion(schema);
  if (schema instanceof core.$ZodLiteral) return literalQuestion(schema);
  if (schema instanceof core.$ZodNullable) return orAbsent(inside(schema).innerType, null);
  if (schema instanceof core.$ZodOptional) return orAbsent(inside(schema).innerType, undefined);
  if (schema instanceof core.$ZodReadonly) return questionOf(inside(schema).innerType);
  if (schema instanceof core.$ZodArray) return arrayQuestion(inside(schema).element);
  if (schema instanceof core.$ZodObject) return objectQuestion(schema);
  if (schema instanceof core.$ZodRecord) return recordQuestion(schema);
  if (schema instanceof core.$ZodNull) return (value) => value === null;
  if (schema instanceof core.$ZodUnion) return unionQuestion(schema);
  if (schema instanceof core.$ZodLazy) return lazyQuestion(schema);
  return unknowable;
}

/**
 * A schema of itself, as that of any JSON is, never ends: the next one inside is made when a value comes, and
 * kept, as its getter makes another one at each call.
 */
function lazyQuestion(schema: core.$ZodLazy): Question {
  const question = lazy(() => questionOf(inside(schema).getter()));
  return (value) => question()(value);
}

/** The first option that accepts the value decides, because it changes nothing in it. */
function unionQuestion(union: core.$ZodUnion): Question {
  const options = inside(union).options.map(questionOf);
  return (value) => options.some((question) => question(value));
}

function inside<Def>(schema: { readonly _zod: { readonly def: Def } }): Def {
  return schema["_zod"].def;
}

function unknowable(): boolean {
  return false;
}

/** Lengths, bounds, patterns and rules of our own, asked as the schema asks them. */
function withChecks(schema: core.$ZodType, shape: Question): Question {
  const own = inside(schema).checks ?? [];
  const checks = schema instanceof core.$ZodCheck ? [schema, ...own] : own;
  if (checks.length === 0 || shape === unknowable) return shape;
  // The payload is reused for all checks, because a history has a million of them.
  const asked: core.ParsePayload<never> = { value: null as never, issues: [] };
  let before: unknown;
  function isPassed(check: core.$ZodCheck): boolean {
    const answer = check["_zod"].check(asked);
    return answer === undefined && asked.issues.length === 0 && asked.value === before;
  }
  return (value) => {
    if (!shape(value)) return false;
    before = value;
    asked.value = value as never;
    if (checks.every(isPassed)) return true;
    asked.issues = [];
    return false;
  };
}

function enumQuestion({ options }: z.ZodEnum): Question {
  const values = new Set<unknown>(options);
  return (value) => values.has(value);
}

function literalQuestion(literal: core.$ZodLiteral): Question {
  const values = new Set<unknown>(inside(literal).values);
  return (value) => values.has(value);
}

function orAbsent(inner: core.$ZodType, absent: null | undefined): Question {
  const question = questionOf(inner);
  return (value) => value === absent || question(value);
}

function arrayQuestion(element: core.$ZodType): Question {
  const question = questionOf(element);
  return (value) => Array.isArray(value) && value.every(question);
}

/** Asks for the fields in the order of the schema, which is the order of its output. */
function objectQuestion(object: core.$ZodObject): Question {
  const fields = Object.entries(inside(object).shape).map(([key, schema]) => ({
    key,
    isOptional: schema instanceof core.$ZodOptional,
    question: questionOf(schema),
  }));
  const lastNeeded = fields.findLastIndex(({ isOptional }) => !isOptional);
  return (value) => {
    if (!isRecord(value)) return false;
    let at = 0;
    for (const key in value) {
      while (fields[at]?.key !== key) {
        if (fields[at]?.isOptional !== true) return false;
        at += 1;
      }
      if (fields[at]?.question(value[key]) !== true) return false;
      at += 1;
    }
    return at > lastNeeded;
  };
}

/** Asks a record with listed keys for all of them in that order; any other record for one key at a time. */
function recordQuestion(record: core.$ZodRecord): Question {
  const { keyType, valueType } = inside(record);
  const question = questionOf(valueType);
  if (keyType instanceof z.ZodEnum) {
    const names: ReadonlyArray<unknown> = keyType.options;
    return (value) => {
      if (!isRecord(value)) return false;
      const keys = Object.keys(value);
      return (
        keys.length === names.length &&
        keys.every((key, index) => key === names[index] && question(value[key]))
      );
    };
  }
  if (!(keyType instanceof core.$ZodString)) return unknowable;
  const keyQuestion = questionOf(keyType);
  return (value) =>
    isRecord(value) &&
    Object.keys(value).every(
      (key) => key !== "__proto__" && keyQuestion(key) && question(value[key]),
    );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
