/** A story of `till demo --story`, played to its end. */

import { expect } from "vitest";

import { playStory } from "../../proof/stories/play-story.ts";
import { STORIES } from "../../proof/stories/stories.ts";
import { type StoryResult } from "../../proof/stories/story.ts";

export interface ToldStory extends StoryResult {
  /** All of it, as somebody reads it. */
  readonly text: string;
}

/** It must come to its end, and all that it says of it must hold. */
export async function tellStory(number: number): Promise<ToldStory> {
  const story = STORIES.get(number);
  if (story === undefined) throw new Error(`There is no story ${number}.`);
  const result = await playStory({ story, onLine: () => undefined });
  expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect(new Set(result.tills.map(({ digest }) => digest)).size).toBe(1);
  return { ...result, text: result.lines.join("\n") };
}
