/** A value of a schema, for tests that take whatever a schema allows. */

import fc from "fast-check";
import * as z from "zod";

export interface SampleOptions {
  /** What stands in a field of that name, or in a text whose schema has that title; undefined for whatever fits. */
  readonly known: (name: string, type?: string) => unknown;
  /** Returns one of the choices that a schema leaves. */
  readonly pick: <Choice>(choices: ReadonlyArray<Choice>) => Choice;
  /** Whether a field that may be missing is there; one that is known always is. */
  readonly hasOptional: () => boolean;
  /** Returns a number between the bounds that a schema has; missing where a small one does. */
  readonly numberIn?: (bounds: { readonly least: number; readonly most: number }) => number;
}

export function firstOf<Choice>(choices: ReadonlyArray<Choice>): Choice {
  return choices[0] as Choice;
}

/** Shapes are made once of each schema. */
const SHAPES = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as Shape;
}

/** Returns a value that the schema takes. Throws where rules beyond its shape refuse it. */
export function schemaSample(schema: z.ZodType, options: SampleOptions): unknown {
  const shape = SHAPES.get(schema) ?? shapeOf(schema);
  SHAPES.set(schema, shape);
  return schema.parse(sampleOf(shape, { ...options, root: shape }));
}

interface Shape {
  readonly title?: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: ReadonlyArray<unknown>;
  readonly const?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly anyOf?: ReadonlyArray<Shape>;
  readonly oneOf?: ReadonlyArray<Shape>;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: ReadonlyArray<string>;
  readonly propertyNames?: { readonly enum?: ReadonlyArray<string> };
  readonly additionalProperties?: Shape | boolean;
}

type Told = SampleOptions & { readonly root: Shape };

function sampleOf(shape: Shape, told: Told): unknown {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return sampleOf(told.pick(choices), told);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return told.pick(shape.enum);
  if (shape.$ref !== undefined) return sampleOf(referred(shape.$ref, told.root), told);
  switch (shape.type) {
    case "object":
      return objectOf(shape, told);
    case "array":
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () =>
        sampleOf(shape.items ?? {}, told),
      );
    case "string":
      return told.known(shape.title ?? "") ?? textOf(shape);
    case "integer":
    case "number":
      return numberOf(shape, told);
    case "boolean":
      return told.pick([true, false]);
    default:
      return null;
  }
}

function numberOf(shape: Shape, { numberIn, pick }: Told): number {
  const { minimum: least, maximum: most } = shape;
  if (numberIn !== undefined && least !== undefined && most !== undefined)
    return numberIn({ least, most });
  return pick([1, 2, least ?? 3].map((value) => within(value, shape)));
}

function within(value: number, { minimum = value, maximum = value }: Shape): number {
  return Math.min(Math.max(value, minimum), maximum);
}

function objectOf(shape: Shape, told: Told): unknown {
  const { properties = {}, required = [], propertyNames, additionalProperties: each } = shape;
  if (propertyNames?.enum !== undefined && typeof each === "object") {
    return Object.fromEntries(propertyNames.enum.map((name) => [name, sampleOf(each, told)]));
  }
  const fields = Object.entries(properties).filter(
    ([name]) => required.includes(name) || told.known(name) !== undefined || told.hasOptional(),
  );
  return Object.fromEntries(
    fields.map(([name, inner]) => [name, knownOf(name, inner, told) ?? sampleOf(inner, told)]),
  );
}

function knownOf(name: string, shape: Shape, { known }: Told): unknown {
  const value = known(name, shape.type);
  return typeof value === "number" ? within(value, shape) : value;
}

function referred(ref: string, root: Shape): Shape {
  return root.$defs?.[ref.replace("#/$defs/", "")] ?? {};
}

const TEXTS = new Map<string, string>();

function textOf({ pattern }: Shape): string {
  if (pattern === undefined) return "text";
  const known = TEXTS.get(pattern);
  if (known !== undefined) return known;
  const [text = ""] = fc.sample(fc.stringMatching(new RegExp(pattern, "u")), {
    numRuns: 1,
    seed: 1,
  });
  TEXTS.set(pattern, text);
  return text;
}
