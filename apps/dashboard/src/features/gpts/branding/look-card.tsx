import { useEffect } from 'react';
import { collectMessages, useForm } from '../../../shared/lib/form';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardFooter, CardHeader } from '../../../shared/ui/card';
import { TextField } from '../../../shared/ui/field';
import { TextAreaField } from '../../../shared/ui/text-area';
import { useToast } from '../../../shared/ui/toast';
import type { Gpt } from '../gpt.queries';
import { brandingFrom, checkColour, checkLink, pickable, textsFrom, type BrandingTexts } from './branding-draft';
import { useSetBranding, type Branding } from './branding.queries';

const HOUSE_COLOUR = '#0a6b58';

/** Colour, words and links. What is typed is told at once, for the preview. */
export function LookCard({ gpt, branding, onDraft }: { gpt: Gpt; branding: Branding; onDraft: (draft: BrandingTexts) => void }) {
  const save = useSetBranding(gpt.id);
  const toast = useToast();
  const form = useForm<BrandingTexts>({
    initial: textsFrom(branding),
    check: (texts) =>
      collectMessages({
        accent_color: checkColour(texts.accent_color),
        terms_url: checkLink(texts.terms_url),
        privacy_url: checkLink(texts.privacy_url),
      }),
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) =>
      save.mutate(brandingFrom(texts), { onSuccess: () => toast.success('Saved. The pages show it already.') }),
  });
  const { values } = form;
  useEffect(() => onDraft(values), [onDraft, values]);

  return (
    <Card aria-labelledby="look">
      <form noValidate onSubmit={form.submit}>
        <CardHeader
          id="look"
          title="Colour, words and links"
          description="Our own words are shown in each person’s language. What you write here is shown as you write it."
        />
        <CardBody className="space-y-5">
          {form.message && <Callout tone="danger" title={form.message} />}
          <AccentField form={form} />
          <TextField
            label="Heading"
            aside={<Optional />}
            placeholder={`Sign in to ${gpt.name}`}
            hint="Over the sign-in page."
            autoComplete="off"
            maxLength={80}
            {...form.field('heading')}
          />
          <TextAreaField
            label="Introduction"
            aside={<Optional />}
            hint="The sentence below the heading."
            maxLength={300}
            {...form.field('intro')}
          />
          <TextField
            label="Terms"
            aside={<Optional />}
            hint="Linked below every page."
            placeholder="https://example.com/terms"
            type="url"
            inputMode="url"
            {...form.field('terms_url')}
          />
          <TextField
            label="Your own privacy policy"
            aside={<Optional />}
            hint="Leave it empty to use the one that is hosted here."
            placeholder="https://example.com/privacy"
            type="url"
            inputMode="url"
            {...form.field('privacy_url')}
          />
        </CardBody>
        <CardFooter hint={form.dirty ? 'The preview shows it; people see it once it is saved.' : undefined}>
          <Button type="submit" tone="primary" pending={save.isPending} disabled={!form.dirty}>
            Save
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

function AccentField({ form }: { form: ReturnType<typeof useForm<BrandingTexts>> }) {
  const field = form.field('accent_color');
  return (
    <TextField
      label="Accent colour"
      aside={<Optional />}
      hint="Of the buttons. Links take it too, as far as it can be read."
      placeholder={HOUSE_COLOUR}
      mono
      autoComplete="off"
      spellCheck={false}
      maxLength={7}
      {...field}
      action={
        <input
          type="color"
          aria-label="Pick the accent colour"
          value={pickable(field.value, HOUSE_COLOUR)}
          onChange={(event) => form.set('accent_color', event.target.value)}
          className="h-9 w-14 shrink-0 cursor-pointer rounded-md border border-line-control bg-surface p-1 shadow-control pointer-coarse:h-11"
        />
      }
    />
  );
}

function Optional() {
  return <span className="text-sm text-ink-faint">Optional</span>;
}
