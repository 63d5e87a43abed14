/** The part of the package that we use; it brings no types. */
declare module "qr-image/lib/qr-base.js" {
  interface QrBase {
    /** The modules by rows; a value other than zero is black. */
    readonly QR: (
      data: string | Buffer,
      level: "L" | "M" | "Q" | "H",
    ) => ReadonlyArray<ReadonlyArray<number>>;
  }
  const qrBase: QrBase;
  export default qrBase;
}
