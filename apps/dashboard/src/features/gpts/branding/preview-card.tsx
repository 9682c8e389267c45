import { useDeferredValue, useEffect, useState } from 'react';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardHeader } from '../../../shared/ui/card';
import { Segmented } from '../../../shared/ui/segmented';
import { SelectField } from '../../../shared/ui/select';
import { ErrorState, Skeleton } from '../../../shared/ui/states';
import { usePreview, type PreviewChoice, type PreviewLanguage, type SetBranding } from './branding.queries';

const PAGES = [
  { value: 'sign_in', label: 'Sign-in' },
  { value: 'consent', label: 'Consent' },
] as const;
const SCHEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;
const LANGUAGES: readonly PreviewLanguage[] = ['en', 'es', 'pt', 'hi', 'id', 'ja', 'de', 'fr'];
const SETTLED_MS = 250;

const languages = LANGUAGES.map((value) => ({
  value,
  label: new Intl.DisplayNames('en', { type: 'language' }).of(value) ?? value,
}));

/** The real page, rendered where the real ones are, with what is in the form. */
export function PreviewCard({ gptId, draft }: { gptId: string; draft: SetBranding }) {
  const [choice, setChoice] = useState<PreviewChoice>({ page: 'sign_in', scheme: 'light', language: 'en' });
  const preview = usePreview(gptId, useSettled(draft), choice);
  const adjusted = preview.data?.links_adjusted_in ?? [];
  return (
    <Card aria-labelledby="preview" className="overflow-hidden">
      <CardHeader id="preview" title="Preview" description="The page itself, with what is not saved yet." />
      <div className="flex flex-wrap items-center gap-2 px-5 py-4 sm:px-6">
        <Segmented label="Page" value={choice.page} onValue={(page) => setChoice({ ...choice, page })} options={PAGES} />
        <Segmented
          label="Scheme"
          value={choice.scheme}
          onValue={(scheme) => setChoice({ ...choice, scheme })}
          options={SCHEMES}
        />
        <div className="w-36">
          <SelectField
            label="Language"
            hideLabel
            value={choice.language}
            onValue={(language) => setChoice({ ...choice, language: language as PreviewLanguage })}
            options={languages}
          />
        </div>
      </div>
      {preview.isPending && <Skeleton className="h-112 w-full rounded-none" />}
      {preview.isError && !preview.data && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <PageFrame html={preview.data.html} title={`Preview of the ${choice.page === 'consent' ? 'consent' : 'sign-in'} page`} />
      )}
      {adjusted.length > 0 && (
        <div className="border-t border-line p-4">
          <Callout>
            On {adjusted.join(' and ')} pages, links take a {adjusted.includes('light') ? 'darker' : 'lighter'} shade of your
            colour, or nobody could read them. The buttons keep it.
          </Callout>
        </div>
      )}
    </Card>
  );
}

/** As high as what it shows. It runs nothing (no scripts are allowed in it) and takes neither clicks nor focus. */
function PageFrame({ html, title }: { html: string; title: string }) {
  const [height, setHeight] = useState(480);
  return (
    <iframe
      title={title}
      srcDoc={html}
      sandbox="allow-same-origin"
      inert
      style={{ height }}
      onLoad={(event) => setHeight(heightOf(event.currentTarget))}
      className="block w-full border-t border-line"
    />
  );
}

function heightOf({ contentDocument }: HTMLIFrameElement): number {
  const parts = [...(contentDocument?.body.children ?? [])];
  const needed = parts.reduce((total, part) => total + (part.firstElementChild ?? part).getBoundingClientRect().height, 0);
  return Math.min(960, Math.max(360, Math.ceil(needed) + 96));
}

/** The value once it has stood still for a moment, so that not every letter asks for a page. */
function useSettled(value: SetBranding): SetBranding {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(useDeferredValue(settled)) as SetBranding;
}
