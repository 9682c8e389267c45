import {
  adjustedSchemes,
  type AuditAction,
  changesBetween,
  type Clock,
  formatColour,
  issuerOf,
  parseColour,
  type Scheme,
} from '@gatehouse/core';
import {
  brandingRepository,
  type BrandingRow,
  type Config,
  Database,
  gptIdentityClientRepository,
  type GptRow,
  type LogoRow,
  scopeRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { brandFrom, logoPath } from '../../edge/hosted-pages/find-brand';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { Branding, BrandPreview, PreviewQuery, SetBranding, SetLogo } from './branding.dto';
import { checkLogo } from './logo-image';
import { renderPreview } from './preview';

type Settings = Pick<BrandingRow, 'accent' | 'heading' | 'intro' | 'termsUrl' | 'privacyUrl'>;

/** How the pages look on which people sign in to a GPT. Those pages read it anew each time, so a change shows at once. */
@Injectable()
export class BrandingService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly identityProviders: IdentityProviders,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string): Promise<Branding> {
    return this.database.inWorkspace(workspace.id, async (tx) => this.show(tx, workspace, await this.gpts.find(tx, gptId)));
  }

  /** @throws AppError `not_found` */
  set(workspace: WorkspaceAccess, gptId: string, input: SetBranding): Promise<Branding> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const before = await this.show(tx, workspace, gpt);
      await brandingRepository.save(tx, { gptId: gpt.id, ...settingsFrom(input), updatedAt: this.clock.now() });
      const after = await this.show(tx, workspace, gpt);
      await this.record(tx, workspace, gpt, 'branding.changed', { ...before }, { ...after });
      return after;
    });
  }

  /** @throws AppError `not_found`, `validation_failed` */
  setLogo(workspace: WorkspaceAccess, gptId: string, input: SetLogo): Promise<Branding> {
    const { bytes, mediaType, width, height } = checkLogo(input.image);
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const before = await brandingRepository.findLogo(tx, gpt.id);
      const hash = createHash('sha256').update(bytes).digest('hex');
      const facts = { hash, mediaType, width, height };
      await brandingRepository.saveLogo(tx, { gptId: gpt.id, ...facts, image: bytes, updatedAt: this.clock.now() });
      await this.record(tx, workspace, gpt, 'logo.changed', factsOf(before), factsOf(facts));
      return this.show(tx, workspace, gpt);
    });
  }

  /** @throws AppError `not_found` */
  deleteLogo(workspace: WorkspaceAccess, gptId: string): Promise<void> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const before = await brandingRepository.findLogo(tx, gpt.id);
      if (before === null) return;
      await brandingRepository.deleteLogo(tx, gpt.id);
      await this.record(tx, workspace, gpt, 'logo.changed', factsOf(before), {});
    });
  }

  /** The page as people will see it, with what is asked for instead of what is saved. @throws AppError `not_found` */
  preview(workspace: WorkspaceAccess, gptId: string, query: PreviewQuery): Promise<BrandPreview> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const logo = await brandingRepository.findLogo(tx, gpt.id);
      const scopes = await scopeRepository.listForAll(tx, [gpt.id]);
      const { page, scheme, language } = query;
      const brand = brandFrom(`/t/${workspace.slug}`, gpt.id, settingsFrom(query), logo);
      const clients = await gptIdentityClientRepository.listOf(tx, gpt.id);
      const html = renderPreview(page, {
        frame: { language, gptName: gpt.name, brand, scheme },
        gpt,
        workspaceName: workspace.name,
        scopes,
        own: new Set(clients.map(({ provider }) => provider)),
        service: this.identityProviders,
      });
      return { html, links_adjusted_in: adjustedIn(brand.accent) };
    });
  }

  private async show(tx: WorkspaceTransaction, workspace: WorkspaceAccess, gpt: GptRow): Promise<Branding> {
    const branding = await brandingRepository.find(tx, gpt.id);
    const logo = await brandingRepository.findLogo(tx, gpt.id);
    return {
      accent_color: branding?.accent ?? null,
      links_adjusted_in: adjustedIn(branding?.accent ?? null),
      heading: branding?.heading ?? null,
      intro: branding?.intro ?? null,
      terms_url: branding?.termsUrl ?? null,
      privacy_url: branding?.privacyUrl ?? null,
      logo:
        logo === null
          ? null
          : {
              url: logoPath(issuerOf(this.config.publicUrl, workspace.slug), gpt.id, logo.hash),
              media_type: logo.mediaType,
              width: logo.width,
              height: logo.height,
            },
    };
  }

  private record(
    tx: WorkspaceTransaction,
    workspace: WorkspaceAccess,
    { id, name }: GptRow,
    action: AuditAction,
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const change = { action, target: { kind: 'gpt', id, name }, changes: changesBetween(before, after) };
    return recordChange(tx, workspace.caller, this.clock.now(), change);
  }
}

function adjustedIn(accent: string | null): Scheme[] {
  return accent === null ? [] : [...adjustedSchemes(accent)];
}

function settingsFrom(input: SetBranding): Settings {
  const colour = parseColour(input.accent_color ?? '');
  return {
    accent: colour === null ? null : formatColour(colour),
    heading: input.heading ?? null,
    intro: input.intro ?? null,
    termsUrl: input.terms_url ?? null,
    privacyUrl: input.privacy_url ?? null,
  };
}

/** What the audit log tells of a logo; the image itself is not for it. */
function factsOf(logo: Pick<LogoRow, 'hash' | 'mediaType' | 'width' | 'height'> | null): Record<string, unknown> {
  return logo === null ? {} : { sha256: logo.hash, media_type: logo.mediaType, width: logo.width, height: logo.height };
}
