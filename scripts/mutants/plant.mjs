/**
 * Plants bugs: finds the places of a source where a small change makes another program, names them, and
 * puts both into the text, behind a switch.
 *
 * A bug is named by its file, function and kind, and by which of them it is there: its line is lost with
 * the next edit. Which places are taken goes by a hash of their names, so that an edit of one function
 * leaves the bugs of all others as they are.
 */

import { createHash } from "node:crypto";

import { parseSync } from "oxc-parser";

/** @typedef {{ readonly name: string, readonly file: string, readonly start: number, readonly end: number, readonly line: number, readonly from: string, readonly to: string }} Place */
/** @typedef {Place & { readonly id: number }} Mutant */

const SWAPPED = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
  "*": "+",
  "/": "*",
  "%": "*",
};
const JOINED = { "&&": "||", "||": "&&" };
const ASSIGNED = { "+=": "-=", "-=": "+=" };
/** No object: a method may be called `toString`. */
const CALLED = new Map([
  ["min", "max"],
  ["max", "min"],
  ["floor", "ceil"],
  ["ceil", "floor"],
  ["round", "floor"],
  ["some", "every"],
  ["every", "some"],
  ["findLast", "find"],
]);
/** Calls on a list without which it is another one, or in another order. */
const DROPPED = new Set(["filter", "toSorted", "toReversed", "slice", "concat"]);
/** Syntax of types with a value in it. */
const TYPED_VALUES = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"]);
const TYPES_OF_VALUES = new Set([
  "typeAnnotation",
  "returnType",
  "typeParameters",
  "typeArguments",
]);
const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
/** Where a thread or a program has no switch, nothing is changed. */
const SWITCH = "globalThis.tillmeshMutants?.on";

/**
 * All places in functions, in the order of the text. What is worked out as the file is loaded is left out:
 * a process loads a file once, for all of its bugs.
 *
 * @param {string} file
 * @param {string} text
 * @returns {ReadonlyArray<Place>}
 */
export function placesIn(file, text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Place[]} */
  const places = [];
  visit(file, text, (node, { parent, key, within, isInFunction, isInChain }) => {
    if (!isInFunction || isInChain) return;
    const { start, end } = node;
    const line = text.slice(0, start).split("\n").length;
    for (const [kind, to] of changesOf(node, { parent, key }, text)) {
      const about = `${file} ${within} ${kind}`;
      const which = (counts.get(about) ?? 0) + 1;
      counts.set(about, which);
      places.push({
        name: `${about} ${which}`,
        file,
        start,
        end,
        line,
        from: text.slice(start, end),
        to,
      });
    }
  });
  return places;
}

/**
 * The text of each named function, with all that is within it. Two that are called the same count as one.
 *
 * @param {string} file
 * @param {string} text
 * @returns {ReadonlyMap<string, string>}
 */
export function functionsIn(file, text) {
  /** @type {Map<string, string>} */
  const functions = new Map([[WHOLE_FILE, text]]);
  visit(file, text, ({ start, end }, { within, isNamed }) => {
    const own = text.slice(start, end);
    if (isNamed) functions.set(within, `${functions.get(within) ?? ""}${own}`);
  });
  return functions;
}

/** A function that nothing in its file has a name for. */
const WHOLE_FILE = "default";

/** Calls with each node that is a value or a statement, and with where it stands. */
function visit(file, text, tell) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0]?.message}`);
  walk(program, { names: [], isInFunction: false, isInChain: false });

  function walk(node, place) {
    if (Array.isArray(node)) for (const each of node) walk(each, place);
    if (typeof node?.type !== "string" || isNoValue(node)) return;
    const name = nameOf(node, place);
    const names = name === undefined ? place.names : [...place.names, name];
    const within = names.join(".") || WHOLE_FILE;
    tell(node, { ...place, within, isNamed: name !== undefined });
    const isInFunction = place.isInFunction || FUNCTIONS.has(node.type);
    for (const [key, value] of Object.entries(node)) {
      if (value === null || typeof value !== "object" || TYPES_OF_VALUES.has(key)) continue;
      walk(value, {
        parent: node,
        key,
        names,
        isInFunction,
        isInChain: isLeftOfChain(node, key, place),
      });
    }
  }
}

/** What stands left of a dot in `a?.b.c`: in parentheses it would no longer end the whole of it. */
function isLeftOfChain({ type }, key, { isInChain, parent }) {
  const isIn = isInChain || parent?.type === "ChainExpression";
  if (type === "TSNonNullExpression") return isIn;
  return isIn && (key === "object" || key === "callee");
}

function isNoValue({ type }) {
  const isType = type.startsWith("TS") && !TYPED_VALUES.has(type);
  return isType || type === "ImportDeclaration" || type === "ExportAllDeclaration";
}

/** Of a function, its own or that of what holds it; and of what is made as a file is loaded. */
function nameOf(node, { parent, isInFunction }) {
  const holds = FUNCTIONS.has((node.value ?? node.init)?.type);
  switch (node.type) {
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return node.id?.name;
    case "VariableDeclarator":
      return holds || !isInFunction ? node.id.name : undefined;
    case "MethodDefinition":
    case "PropertyDefinition":
      return keyOf(node);
    default:
      return node.type === "Property" && parent.type === "ObjectExpression" && holds
        ? keyOf(node)
        : undefined;
  }
}

/** Without blanks: the parts of a bug's name are between them. */
function keyOf({ key: { name, value } }) {
  return name ?? (value === undefined ? undefined : String(value).replaceAll(/\s/gu, "_"));
}

/** @returns {ReadonlyArray<readonly [kind: string, to: string]>} */
function changesOf(node, { parent, key }, text) {
  const at = ({ start, end }) => text.slice(start, end);
  return [...changesOfPlace(node, { parent, key }, at), ...changesOfNode(node, at)];

  function changesOfNode({ type, operator, left, right, value }) {
    switch (type) {
      case "BinaryExpression":
        return swapped(SWAPPED[operator]);
      case "AssignmentExpression":
        return swapped(ASSIGNED[operator]);
      case "LogicalExpression": {
        const other = JOINED[operator];
        // Beside `??` there would have to be parentheses.
        const joined = `(${at(left)}) ${other} (${at(right)})`;
        return [[operator, other === undefined ? at(left) : joined]];
      }
      case "Literal": {
        const isName = key === "key" || (key === "property" && !parent.computed);
        if (typeof value === "number" && !isName) return [["number", String(value + 1)]];
        return typeof value === "boolean" ? [["boolean", String(!value)]] : [];
      }
      default:
        return type === "CallExpression" ? changesOfCall(node, at) : [];
    }

    function swapped(other) {
      return other === undefined ? [] : [[operator, `${at(left)} ${other} ${at(right)}`]];
    }
  }
}

/** Of a value for what is done with it. */
function changesOfPlace(node, { parent, key }, at) {
  const { type } = node;
  const isCondition =
    key === "test" && (parent.type === "IfStatement" || parent.type === "ConditionalExpression");
  // An operator in it is changed by itself.
  if (isCondition && type !== "BinaryExpression" && type !== "LogicalExpression") {
    return [["test", `!(${at(node)})`]];
  }
  const isCall = type === "CallExpression" && node.callee.type !== "Super";
  if (isCall && parent.type === "ReturnStatement") return [["return", "undefined"]];
  const isDone = isCall || (type === "AwaitExpression" && node.argument.type === "CallExpression");
  return isDone && parent.type === "ExpressionStatement" ? [["call", "undefined"]] : [];
}

function changesOfCall({ callee, arguments: given }, at) {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return [];
  const { object, property, optional } = callee;
  const other = CALLED.get(property.name);
  const dot = optional ? "?." : ".";
  if (other !== undefined) {
    return [[property.name, `${at(object)}${dot}${other}(${given.map(at).join(", ")})`]];
  }
  return DROPPED.has(property.name) ? [[property.name, at(object)]] : [];
}

/**
 * So many of the places, none within another one.
 *
 * @param {ReadonlyArray<Place>} places
 * @param {{ readonly count: number, readonly seed: number }} wish
 * @returns {ReadonlyArray<Mutant>} in the order in which they are given
 */
export function chosenAmong(places, { count, seed }) {
  const drawn = places
    .map((place) => ({ place, lot: hashOf(`${seed} ${place.name}`) }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1));
  /** @type {Set<Place>} */
  const chosen = new Set();
  for (const { place } of drawn) {
    if (chosen.size >= count) break;
    if (![...chosen].some((other) => overlap(place, other))) chosen.add(place);
  }
  return places.filter((place) => chosen.has(place)).map((place, at) => ({ ...place, id: at + 1 }));
}

function overlap(one, other) {
  return one.file === other.file && one.start < other.end && other.start < one.end;
}

function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Those that are named, as far as they are there. Of two in one place only the first can be planted.
 *
 * @param {ReadonlyArray<Place>} places
 * @param {ReadonlySet<string>} names
 * @returns {ReadonlyArray<Mutant>}
 */
export function namedAmong(places, names) {
  const named = places.filter(({ name }) => names.has(name));
  const alone = named.filter(
    (place, at) => !named.slice(0, at).some((other) => overlap(place, other)),
  );
  return alone.map((place, at) => ({ ...place, id: at + 1 }));
}

/**
 * The text with all bugs of its file, each behind its switch.
 *
 * @param {string} text
 * @param {ReadonlyArray<Mutant>} mutants
 */
export function planted(text, mutants) {
  return mutants
    .toSorted((one, other) => other.start - one.start)
    .reduce(
      (text, { id, start, end, from, to }) =>
        `${text.slice(0, start)}(${SWITCH}(${id}) ? (${to}) : (${from}))${text.slice(end)}`,
      text,
    );
}
