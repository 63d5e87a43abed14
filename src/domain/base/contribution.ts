/** What a stream adds to a sum that is kept: the key of the sum, and how much. */
export type Contribution = readonly [key: string, amount: number];
