/** What is said before anybody has chosen a language, and of options: English, as the command line is. */

export const ENGLISH_WORDS = {
  noShop: (dir: string) => `There is no shop in ${dir} yet.`,
  lostShop: "A shop that was lost comes back with `till restore`.",
  which: {
    choices: [
      "1  a demo shop, to try everything: its papers say DEMO",
      "2  a real shop",
      "3  one more till of a shop that has others",
    ],
    prompt: "1, 2 or 3 [1]: ",
    wrong: "Type 1 for the demo, 2 for a real shop, 3 for one more till.",
  },
  missing: (options: string) =>
    `Say ${options}: docs/first-start.md has them, or use a terminal and be asked.`,
  wrong: (option: string, sentence: string) => `${option}: ${sentence}`,
  unused: (option: string) => `${option} has no place among these answers: leave it out.`,
  oneOf: (option: string) => `${option} is for a real shop: say it without --demo and --fixture.`,
} as const;
