/** The Markdown of our own pages, as text for terminals. */

import { expect, test } from "vitest";

import { plainText, readBlocks } from "../../../src/cli/manual/markdown.ts";
import { plainPage } from "../../../src/cli/manual/plain-page.ts";

const PAGE = `# \`till x\`

<!-- Made by a machine. -->

A line that goes on
in the next one, **bold**, _soft_, \`at\` and [a page](page.md).

- one, which is longer than the width
- two

| code | meaning |
| --- | --- |
| \`a\\|b\` | done, and fine |

\`\`\`
typed   as it is
\`\`\`
`;

test("blocks are what stands between empty lines, and comments are none", () => {
  expect(readBlocks(PAGE).map(({ type }) => type)).toEqual([
    "heading",
    "paragraph",
    "item",
    "item",
    "table",
    "code",
  ]);
});

test("signs that make bold, soft and links are gone, and what is typed stays", () => {
  expect(plainText("**bold**, _soft_, `a_b_c`, snake_case and [a page](page.md)")).toBe(
    "bold, soft, a_b_c, snake_case and a page",
  );
});

test("a page is wrapped to the width, and lists and tables hang", () => {
  const [, ...blocks] = readBlocks(PAGE);

  expect(plainPage("till x", blocks, 30)).toEqual([
    "till x",
    "",
    "  A line that goes on in the",
    '  next one, bold, soft, "at"',
    "  and a page.",
    "",
    "  - one, which is longer than",
    "    the width",
    "  - two",
    "",
    "  a|b  done, and fine",
    "",
    "    typed   as it is",
  ]);
});
