import { ensureBuilt } from './build.mjs';
import { alone } from './checkout-lock.mjs';
import { ensureInstalled } from './install.mjs';
import { fetchRedis } from './redis-binaries.mjs';
import { ensureToolchain } from './toolchain.mjs';

/**
 * Makes the checkout ready to run: toolchain, packages, build, each only when something changed since it was last done here. What can wait
 * for the network side by side does.
 * @template T
 * @param {{session: object, progress: object, withRedis: boolean, build?: boolean, meanwhile?: (toolchain: object) => Promise<T>}} options
 *   `meanwhile` is done during the build, as soon as the packages are there.
 * @returns {Promise<{toolchain: {node: string, pnpm: string, path: string}, result: T}>}
 */
export function prepare({ session, progress, withRedis, build = true, meanwhile = async () => undefined }) {
  return alone(progress, async () => {
    const toolchain = await ensureToolchain(session, progress);
    await Promise.all([ensureInstalled(toolchain, session, progress), withRedis ? fetchRedis(session, progress) : null]);
    const [result] = await Promise.all([meanwhile(toolchain), build ? ensureBuilt(toolchain, session, progress) : null]);
    return { toolchain, result };
  });
}
