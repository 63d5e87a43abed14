/** The periods of `till clock hours`. Loaded with every command, so it loads nothing. */

export const HOURS_BY = ["person", "day", "week", "month"] as const;
export type HoursBy = (typeof HOURS_BY)[number];
