/** Stops the product and removes its data. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.gatehouseStack?.stop();
}
