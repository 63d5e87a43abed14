/** What we use of the package, which brings no types. */
declare module "qr-image/lib/qr-base.js" {
  interface QrBase {
    /** By rows; whatever is not zero is black. */
    readonly QR: (
      data: string | Buffer,
      level: "L" | "M" | "Q" | "H",
    ) => ReadonlyArray<ReadonlyArray<number>>;
  }
  const qrBase: QrBase;
  export default qrBase;
}
