/**
 * For `vi.waitFor`, whose own patience of a second is too little where several files of tests run at
 * once. What is waited for takes milliseconds on an idle machine.
 */
export const PATIENCE = { timeout: 45_000, interval: 5 } as const;
