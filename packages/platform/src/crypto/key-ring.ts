import { type Clock, decideRotation, decideRotationNow, type RotationStep, SIGNER_CACHE_SECONDS } from '@gatehouse/core';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database';
import type { SigningKey } from '../database/entities/signing-key.entity';
import { signingKeyRepository } from '../database/repositories/signing-key.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import { newSigningKey, type PublicJwk, type Signer, signerFrom, type SigningAlgorithm } from './signing';
import type { Vault } from './vault';

/** A workspace has keys for both from its first use on, so that a copy of its key set never lacks one that signs. */
const ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'ES256'];
/** Workspaces whose keys an instance remembers. */
const MAX_REMEMBERED = 10_000;

/**
 * The signing keys of every workspace: made when first needed, replaced in the stages that `decideRotation` describes. What is remembered here is
 * at most `SIGNER_CACHE_SECONDS` old, which the stages allow for.
 */
export class KeyRing {
  private readonly signers: LRUCache<string, Promise<Signer>>;
  private readonly keySets: LRUCache<string, Promise<readonly PublicJwk[]>>;

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {
    const remember = {
      max: MAX_REMEMBERED,
      ttl: SIGNER_CACHE_SECONDS * 1000,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    };
    this.signers = new LRUCache(remember);
    this.keySets = new LRUCache(remember);
  }

  /** The key that signs now. @throws when Postgres is away, or the master key that sealed it is gone. */
  signer(workspaceId: string, algorithm: SigningAlgorithm): Promise<Signer> {
    return remembered(this.signers, `${algorithm} ${workspaceId}`, () => this.loadSigner(workspaceId, algorithm));
  }

  /** The published key set: what signs, what will, and what did lately. Never empty. @throws when Postgres is away. */
  publicKeys(workspaceId: string): Promise<readonly PublicJwk[]> {
    return remembered(this.keySets, workspaceId, () => this.loadPublicKeys(workspaceId));
  }

  /** Does what is due for the keys of a workspace that has some. @returns how many steps were taken. */
  async rotate(workspaceId: string): Promise<number> {
    const keys = await this.list(workspaceId);
    return keys.length === 0 ? 0 : this.bringUpToDate(workspaceId, keys);
  }

  /**
   * Replaces the keys of both algorithms now. Instances that remember the former go on with them for `SIGNER_CACHE_SECONDS`.
   * @param record what to write in the same transaction; it is told the steps
   * @returns false when that is too early, and nothing was done
   */
  async rotateNow(
    workspaceId: string,
    wanted: { readonly compromised: boolean },
    record: (tx: WorkspaceTransaction, steps: readonly string[]) => Promise<void>,
  ): Promise<boolean> {
    const now = this.clock.now();
    const made = await Promise.all(
      ALGORITHMS.flatMap((algorithm) => [this.make(workspaceId, algorithm), this.make(workspaceId, algorithm)]),
    );
    const rotated = await this.database.inWorkspace(workspaceId, async (tx) => {
      await signingKeyRepository.lock(tx);
      const living = await signingKeyRepository.listLiving(tx);
      const steps = ALGORITHMS.flatMap((algorithm) => {
        const ofThis = living.filter((key) => key.algorithm === algorithm);
        return (decideRotationNow(ofThis, wanted, now) ?? [null]).map((step) => ({ step, algorithm }));
      });
      for (const { step } of steps) if (step === null) return false;
      for (const { step, algorithm } of steps) if (step !== null) await this.take(tx, step, algorithm, made, now);
      await record(
        tx,
        steps.map(({ step, algorithm }) => `${step?.kind} ${algorithm}`),
      );
      return true;
    });
    this.forget(workspaceId);
    return rotated;
  }

  private async loadSigner(workspaceId: string, algorithm: SigningAlgorithm): Promise<Signer> {
    const find = (): Promise<SigningKey | null> =>
      this.database.inWorkspace(workspaceId, (tx) => signingKeyRepository.findCurrent(tx, algorithm));
    let key = await find();
    if (key === null) {
      await this.bringUpToDate(workspaceId, []);
      key = await find();
    }
    const sealed = key?.privateSealed ?? null;
    if (key === null || sealed === null) throw new Error(`workspace ${workspaceId} has no current ${algorithm} key`);
    return signerFrom(key.id, algorithm, this.vault.open(sealed, placeIn(workspaceId)));
  }

  private async loadPublicKeys(workspaceId: string): Promise<readonly PublicJwk[]> {
    let keys = await this.list(workspaceId);
    if (keys.length === 0) {
      await this.bringUpToDate(workspaceId, []);
      keys = await this.list(workspaceId);
    }
    return keys.map(({ publicJwk }) => publicJwk);
  }

  private list(workspaceId: string): Promise<SigningKey[]> {
    return this.database.inWorkspace(workspaceId, (tx) => signingKeyRepository.listLiving(tx));
  }

  /** Keys are made before the lock is taken, because an RSA key takes a tenth of a second; what is due is decided again under it. */
  private async bringUpToDate(workspaceId: string, seen: readonly SigningKey[]): Promise<number> {
    const now = this.clock.now();
    const due = dueSteps(seen, now);
    if (due.length === 0) return 0;
    const made = await Promise.all(
      due.filter(({ step }) => step.kind === 'generate').map(({ algorithm }) => this.make(workspaceId, algorithm)),
    );
    const taken = await this.database.inWorkspace(workspaceId, async (tx) => {
      await signingKeyRepository.lock(tx);
      const steps = dueSteps(await signingKeyRepository.listLiving(tx), now);
      for (const { step, algorithm } of steps) await this.take(tx, step, algorithm, made, now);
      return steps.length;
    });
    this.forget(workspaceId);
    return taken;
  }

  private async take(
    tx: WorkspaceTransaction,
    step: RotationStep,
    algorithm: SigningAlgorithm,
    made: NewKey[],
    now: Date,
  ): Promise<void> {
    switch (step.kind) {
      case 'retire':
        return signingKeyRepository.retire(tx, step.keyId, now);
      case 'promote':
        return signingKeyRepository.promote(tx, step.keyId, algorithm, now);
      case 'generate': {
        const at = made.findIndex((key) => key.algorithm === algorithm);
        const key = made.splice(at, at < 0 ? 0 : 1)[0] ?? (await this.make(tx.workspaceId, algorithm));
        const activatedAt = step.state === 'current' ? now : null;
        return signingKeyRepository.insert(tx, { ...key, state: step.state, createdAt: now, activatedAt });
      }
    }
  }

  private async make(workspaceId: string, algorithm: SigningAlgorithm): Promise<NewKey> {
    const id = newId('key');
    const { publicJwk, privatePem } = await newSigningKey(id, algorithm);
    return { id, algorithm, publicJwk, privateSealed: this.vault.seal(privatePem, placeIn(workspaceId)) };
  }

  private forget(workspaceId: string): void {
    this.keySets.delete(workspaceId);
    for (const algorithm of ALGORITHMS) this.signers.delete(`${algorithm} ${workspaceId}`);
  }
}

type NewKey = Pick<SigningKey, 'id' | 'algorithm' | 'publicJwk' | 'privateSealed'>;

const placeIn = (workspaceId: string) => ({ workspaceId, column: 'signing_keys.private_sealed' });

function dueSteps(keys: readonly SigningKey[], now: Date): { step: RotationStep; algorithm: SigningAlgorithm }[] {
  return ALGORITHMS.flatMap((algorithm) =>
    decideRotation(
      keys.filter((key) => key.algorithm === algorithm),
      now,
    ).map((step) => ({ step, algorithm })),
  );
}

/** One load for all who ask at once; a failed one is not remembered. */
function remembered<T>(cache: LRUCache<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const loading = load();
  cache.set(key, loading);
  loading.catch(() => {
    if (cache.peek(key) === loading) cache.delete(key);
  });
  return loading;
}
