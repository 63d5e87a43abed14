/** The version that Zs record and `till --version` prints; equal to the package's own, which a test holds. */
export const PROGRAM_VERSION = "0.1.0";
