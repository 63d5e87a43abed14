/**
 * Writes docs/events.md from the schemas of the events; with `--check` it only says whether the page
 * is what the schemas say. The schemas are the truth: what is wrong on the page is mended there.
 */

import { hash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

import { format } from "oxfmt";
import { z } from "zod";

import { KINDS, SCHEMA_REVISION, SECTIONS } from "../src/domain/events/kinds.ts";
import * as connections from "../src/domain/events/printer-connection.ts";
import * as pieces from "../src/domain/events/register-schemas.ts";
import * as identity from "../src/domain/identity.ts";
import * as amounts from "../src/domain/money/amounts.ts";
import * as foreign from "../src/domain/tenders/foreign-cash.ts";
import { takeGenerated } from "./lock.cjs";

takeGenerated();

const PAGE = new URL("../docs/events.md", import.meta.url);

const INTRO = `# Events

Every kind of event that this build writes and reads. Made from \`src/domain/events/\` by \`npm run docs\`: change it there.

An event is a header and a body; \`docs/ledger.md\` has how they are written down. The tables are the bodies. There are no fractions: an amount is in minor units, a quantity in thousandths, a rate in 1/1000 %. A field that a table doesn't name was written by a newer build: it stays in the bytes, and is not read here.

**Streams** are what an event belongs to, its home first; only there its money counts. A **control** kind says who belongs to the shop and has none. A **critical** kind says so in its header: a till that doesn't know it sells on, and closes no day.`;

/** The rooms of events: a shape that one of them names has its words there. */
const ROOMS = new URL("../src/domain/events/", import.meta.url);
const rooms = await Promise.all(
  readdirSync(ROOMS)
    .filter((name) => name.endsWith("-events.ts"))
    .toSorted()
    .map((name) => import(new URL(name, ROOMS))),
);

/** What has a title is explained once, and named elsewhere. */
const titled = [...titledShapes().values()].toSorted((a, b) => (a.title < b.title ? -1 : 1));
const descriptionByTitle = new Map(titled.map(({ title, description }) => [title, description]));

const { code } = await format("docs/events.md", page(), { printWidth: 100 });
if (!process.argv.includes("--check")) writeFileSync(PAGE, code);
else if (readFileSync(PAGE, "utf8") !== code) {
  console.error(`docs/events.md is not what the schemas say: npm run docs. If ledgers exist that were written
with an old schema: give its kind a new version with an upcaster, or, for what is only added, raise
SCHEMA_REVISION, so that rows are folded anew.`);
  process.exitCode = 1;
}

function page() {
  const kinds = Object.entries(SECTIONS).flatMap(([title, group]) => [
    `## ${title}`,
    ...Object.entries(group).flatMap(([kind, definition]) => kindSection(kind, definition)),
  ]);
  const revision = `Schema revision ${SCHEMA_REVISION}; print of all schemas \`${schemasPrint()}\`.`;
  return [INTRO, revision, ...kinds, ...typeSection()].join("\n\n");
}

/** A print of all that the schemas say, also of what the page leaves out. */
function schemasPrint() {
  const schemas = Object.entries(KINDS).map(([kind, { v, schema }]) => [
    kind,
    v,
    z.toJSONSchema(schema(), { unrepresentable: "any" }),
  ]);
  return hash("sha256", JSON.stringify(schemas)).slice(0, 12);
}

function kindSection(kind, { v, control: isControl, critical, home, meaning, schema }) {
  const marks = [`version ${v}`, isControl && "control", critical && "critical"].filter(Boolean);
  const rows = fieldRows(toJsonSchema(schema()));
  return [
    `### \`${kind}\``,
    meaning,
    `${marks.join(", ")} · streams: ${home}`,
    rows.length === 0 ? "The body is empty." : table(["field", "type", "limits", "meaning"], rows),
  ];
}

function typeSection() {
  const rows = titled.map((node) => {
    const { title, description, ...bare } = node;
    return [title, typeOf(bare), limitsOf(bare), description];
  });
  const composite = titled.filter(({ properties }) => properties !== undefined);
  return [
    "## Types",
    table(["type", "written as", "limits", "meaning"], rows),
    ...composite.flatMap((node) => [
      `### ${node.title}`,
      table(["field", "type", "limits", "meaning"], fieldRows(node)),
    ]),
  ];
}

/** One row per field; the fields of objects inside follow theirs. */
function fieldRows({ properties = {}, required = [] }, path = "") {
  return Object.entries(properties).flatMap(([name, node]) => {
    const optional = required.includes(name) ? [] : ["optional"];
    const limits = [...optional, limitsOf(node)].filter((text) => text !== "").join("; ");
    const [inner, suffix] = node.type === "array" ? [node.items, "[]"] : [node, ""];
    return [
      [`\`${path}${name}\``, typeOf(node), limits, meaningOf(node)],
      ...(inner.title === undefined ? fieldRows(inner, `${path}${name}${suffix}.`) : []),
    ];
  });
}

function typeOf(node) {
  if (node.title !== undefined) return node.title;
  const other = orNull(node);
  if (other !== undefined) return `${typeOf(other)} or null`;
  if (node.enum !== undefined) return "one word of";
  if (node.type === "array") return `list of ${typeOf(node.items)}`;
  if (node.type === "object" && typeof node.additionalProperties === "object") {
    return `map of ${typeOf(node.additionalProperties)}`;
  }
  return { boolean: "true or false", string: "text" }[node.type] ?? node.type ?? "any JSON";
}

function limitsOf(node) {
  const inner = orNull(node) ?? node;
  if (inner.title !== undefined) return "";
  if (inner.enum !== undefined) return inner.enum.map((word) => `\`${word}\``).join(" ");
  if (inner.format === "date") return "a date";
  if (inner.pattern !== undefined) return `\`${inner.pattern.replaceAll("|", "\\|")}\``;
  if (inner.type === "array") {
    const entries = range(inner.minItems, inner.maxItems, " entries");
    return [entries, limitsOf(inner.items)].filter((text) => text !== "").join(" of ");
  }
  if (inner.type === "string") return range(inner.minLength, inner.maxLength, " characters");
  return range(safe(inner.minimum), safe(inner.maximum), "");
}

/** Every integer is a safe one: that is no limit of the field. */
function safe(limit) {
  return Math.abs(limit) === Number.MAX_SAFE_INTEGER ? undefined : limit;
}

function range(min, max, unit) {
  if (min !== undefined && max !== undefined) return `${min} to ${max}${unit}`;
  if (max !== undefined) return `at most ${max}${unit}`;
  return min === undefined ? "" : `at least ${min}${unit}`;
}

function meaningOf(node) {
  const inner = orNull(node);
  const text = node.description ?? inner?.description ?? "";
  return text === descriptionByTitle.get((inner ?? node).title) ? "" : text;
}

function orNull({ anyOf }) {
  return anyOf?.length === 2 && anyOf[1].type === "null" ? anyOf[0] : undefined;
}

/** Returns the shapes by their titles: with the words of the room that names it, or those that most fields have. */
function titledShapes() {
  const shapes = new Map();
  for (const module of [identity, amounts, pieces, connections, foreign, ...rooms]) {
    for (const schema of Object.values(module).map(asked)) {
      const isTitled = schema instanceof z.ZodType && schema.meta()?.title !== undefined;
      if (isTitled) keepShape(shapes, toJsonSchema(schema));
    }
  }
  const nodes = Object.values(KINDS).flatMap(({ schema }) => titledIn(toJsonSchema(schema())));
  for (const [title, same] of Map.groupBy(nodes, (node) => node.title)) {
    const words = [...Map.groupBy(same, ({ description }) => description)];
    const [[description]] = words.toSorted(([, one], [, other]) => other.length - one.length);
    if (!shapes.has(title)) shapes.set(title, { ...same[0], description });
    for (const node of same) keepShape(shapes, node);
  }
  return shapes;
}

function titledIn(node) {
  if (node === null || typeof node !== "object") return [];
  const own = typeof node.title === "string" ? [node] : [];
  return [...own, ...Object.values(node).flatMap(titledIn)];
}

/** A title stands for the same fields everywhere; of a number the page has the widest limits, and each field its own. */
function keepShape(shapes, node) {
  const known = shapes.get(node.title);
  if (known === undefined) shapes.set(node.title, node);
  else if (fieldsOf(known) !== fieldsOf(node)) {
    throw new Error(`Two shapes are titled "${node.title}": one of them needs a title of its own.`);
  } else if (node.type === "integer") {
    const minimum = Math.min(known.minimum, node.minimum);
    const maximum = Math.max(known.maximum, node.maximum);
    shapes.set(node.title, { ...known, minimum, maximum });
  }
}

function fieldsOf({ type, properties }) {
  return JSON.stringify([type, Object.keys(properties ?? {})]);
}

/** Of an event, made when it is first asked for. */
function asked(value) {
  return typeof value === "function" && value.length === 0 ? value() : value;
}

function toJsonSchema(schema) {
  return z.toJSONSchema(schema);
}

function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
