/**
 * The schemas of all kinds as they were written, kept beside the corpus: whoever loosens one raises its
 * version. Else a build takes for nonsense, and blames a till for, what a newer one has said.
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { KINDS } from "../../src/domain/events/kinds.ts";

export const SCHEMAS_FILE = fileURLToPath(new URL("../corpus/schemas/kinds.json", import.meta.url));

export type Schemas = Readonly<Record<string, JsonSchema>>;

type JsonSchema = Readonly<Record<string, unknown>>;

/** Returns the schemas of this build by kind and version, such as `order/opened v1`. */
export function schemasNow(): Schemas {
  return Object.fromEntries(
    Object.entries(KINDS).map(([kind, { v, schema }]) => [
      `${kind} v${v}`,
      z.toJSONSchema(schema(), { unrepresentable: "any", io: "input" }) as JsonSchema,
    ]),
  );
}

export function schemasKept(): Schemas {
  return JSON.parse(readFileSync(SCHEMAS_FILE, "utf8")) as Schemas;
}

/** Returns where a schema takes what the kept one of the same version did not, and versions that are not kept. */
export function loosened(kept: Schemas, now: Schemas): ReadonlyArray<string> {
  return Object.entries(now).flatMap(([name, schema]) => {
    const before = kept[name];
    return before === undefined ? [`${name} is not kept`] : looser(before, schema, name);
  });
}

/** What a value must be less than, or more: a limit that is gone, or moved outwards, takes more. */
const UPPER: ReadonlyArray<string> = [
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
];
const LOWER: ReadonlyArray<string> = [
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
];

function looser(before: unknown, now: unknown, at: string): ReadonlyArray<string> {
  if (!isSchema(before)) return [];
  if (!isSchema(now)) return [at];
  return [
    ...limits(before, now, at),
    ...choices(before, now, at),
    ...["items", "additionalProperties", "propertyNames", "$defs"].flatMap((name) =>
      before[name] === undefined ? [] : looser(before[name], now[name], `${at}.${name}`),
    ),
    ...fields(before, now, at),
  ];
}

function limits(before: JsonSchema, now: JsonSchema, at: string): ReadonlyArray<string> {
  const outward = [
    ...UPPER.filter((name) => isOutside(before[name], now[name], 1)),
    ...LOWER.filter((name) => isOutside(before[name], now[name], -1)),
  ];
  const exact = ["type", "pattern", "format", "const", "$ref"].filter(
    (name) => before[name] !== undefined && !isAmong(now[name], before[name]),
  );
  return [...outward, ...exact].map((name) => `${at} (${name})`);
}

/** A type may be a list of types. */
function isAmong(now: unknown, before: unknown): boolean {
  const befores = new Set([before].flat());
  return [now].flat().every((one) => befores.has(one));
}

function isOutside(before: unknown, now: unknown, sign: number): boolean {
  if (typeof before !== "number") return false;
  return typeof now !== "number" || sign * (now - before) > 0;
}

/** A choice that is new takes more. */
function choices(before: JsonSchema, now: JsonSchema, at: string): ReadonlyArray<string> {
  const [values, valuesNow] = [before["enum"], now["enum"]];
  const isWider =
    Array.isArray(values) &&
    !(Array.isArray(valuesNow) && valuesNow.every((value) => values.includes(value)));
  return [
    ...(isWider ? [`${at} (enum)`] : []),
    ...["anyOf", "oneOf", "allOf"].flatMap((name) => {
      const [kinds, kindsNow] = [before[name], now[name]];
      if (!Array.isArray(kinds)) return [];
      if (!Array.isArray(kindsNow)) return [`${at} (${name})`];
      return kindsNow.flatMap((kind: unknown, index) => {
        const fits = kinds.some((one) => looser(one, kind, at).length === 0);
        return fits ? [] : [`${at} (${name} ${index})`];
      });
    }),
  ];
}

/** A field that is new and may be missing takes no more: older builds leave it aside. */
function fields(before: JsonSchema, now: JsonSchema, at: string): ReadonlyArray<string> {
  const [required, requiredNow] = [textsOf(before["required"]), textsOf(now["required"])];
  const properties = isSchema(before["properties"]) ? before["properties"] : {};
  const propertiesNow = isSchema(now["properties"]) ? now["properties"] : {};
  return [
    ...required
      .filter((name) => !requiredNow.includes(name))
      .map((name) => `${at}.${name} (may be missing)`),
    ...Object.entries(properties).flatMap(([name, field]) =>
      looser(field, propertiesNow[name], `${at}.${name}`),
    ),
  ];
}

function textsOf(value: unknown): ReadonlyArray<string> {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
