import { err, ok, type Result } from "../domain/base/result.ts";

/** `;3` is course 3, `;` the next one: at the register, and among the goods of a command, which loads no act for it. */
export const COURSE = /^;(?<course>\d)?$/u;

/** Returns the course of an argument, 0 to 9; undefined for what is none. */
export function readCourse(text: string): number | undefined {
  return /^\d$/u.test(text) ? Number(text) : undefined;
}

/** Returns what `--course` says as an act's input: nothing where it was not said. */
export function readCourseOption({
  course: typed,
}: Readonly<Record<string, unknown>>): Result<
  { readonly input: { readonly course?: number } },
  { readonly type: "course-option"; readonly typed: string }
> {
  if (typeof typed !== "string") return ok({ input: {} });
  const course = readCourse(typed);
  return course === undefined ? err({ type: "course-option", typed }) : ok({ input: { course } });
}
