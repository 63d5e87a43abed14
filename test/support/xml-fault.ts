/** Whether a text is well-formed XML of the plain kind that pictures are made of: elements, text, five entities. */

const ENTITY = "&(?:amp|lt|gt|quot|apos);";
const NAME = String.raw`[A-Za-z][\w:.-]*`;
const ATTRIBUTE = String.raw`\s+${NAME}="(?:[^"<&]|${ENTITY})*"`;
const TAG = `<(?<close>/)?(?<name>${NAME})(?<attributes>(?:${ATTRIBUTE})*)\\s*(?<empty>/)?>`;
const TEXT = `(?:[^<&]|${ENTITY})+`;

/** One sentence for the first thing that a parser would refuse; undefined when it is well-formed. */
export function xmlFault(text: string): string | undefined {
  const token = new RegExp(`${TAG}|${TEXT}`, "uy");
  const open: string[] = [];
  let roots = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return `Not XML: ${text.slice(at, at + 40)}`;
    const { name, close, empty, attributes = "" } = found.groups ?? {};
    if (name === undefined) {
      if (open.length === 0 && found[0].trim() !== "") return `Text outside: ${found[0]}`;
      continue;
    }
    const names = [...attributes.matchAll(new RegExp(`(${NAME})=`, "gu"))].map(([, it]) => it);
    if (new Set(names).size < names.length) return `An attribute twice: ${found[0]}`;
    if (close !== undefined) {
      if (open.pop() !== name) return `Closed too early: ${name}`;
      continue;
    }
    if (open.length === 0) roots += 1;
    if (empty === undefined) open.push(name);
  }
  if (open.length > 0) return `Never closed: ${open.join(", ")}`;
  return roots === 1 ? undefined : `${roots} roots instead of one`;
}
