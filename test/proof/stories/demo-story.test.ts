/** `till demo --story` where something does not hold: a sentence, and 1. Size: whole. */

import { expect, test } from "vitest";

import { demoStory } from "../../../proof/commands/demo-story.ts";
import { type Story } from "../../../proof/stories/story.ts";
import { sentenceIn } from "../../../src/cli/sentence.ts";

const APART: Story = {
  title: "Apart for ever",
  about: [],
  stage: "virtual",
  staff: { A: "1", B: "1" },
  play: async ({ at, cut, conclude }) => {
    cut(["A"], ["B"]);
    at("A").sells({ COFFEE: 1 }, "cash");
    return conclude();
  },
};

test("what does not hold is counted and named, and ends with 1", async () => {
  const out: string[] = [];
  const said: string[] = [];

  const code = await demoStory(
    { story: "1" },
    {
      out: (line) => out.push(sentenceIn(line, "en")),
      say: (line) => said.push(sentenceIn(line, "en")),
      json: () => undefined,
    },
    new Map([[1, APART]]),
  );

  expect(code).toBe(1);
  expect(out).toContainEqual(expect.stringMatching(/^NO {2}A and B are equal to the byte/u));
  expect(out).toContain("NO  B says the same.");
  expect(said).toEqual([
    expect.stringMatching(
      /^Story 1 does not hold: of 7 things 3 are otherwise, beginning with "A and B are equal/u,
    ),
  ]);
});
