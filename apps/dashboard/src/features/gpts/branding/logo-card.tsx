import { ApiError } from '@gatehouse/api-client';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { useToast } from '../../../shared/ui/toast';
import { useDeleteLogo, useSetLogo, type Branding } from './branding.queries';

const TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const MAX_BYTES = 256 * 1024;

/** The picture over the pages. It is saved as soon as it is chosen. */
export function LogoCard({ gptId, logo }: { gptId: string; logo: Branding['logo'] }) {
  const upload = useSetLogo(gptId);
  const remove = useDeleteLogo(gptId);
  const toast = useToast();
  const [refusal, setRefusal] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const message = refusal ?? messageOf(upload.error) ?? remove.error?.message;

  async function take(file: File): Promise<void> {
    upload.reset();
    remove.reset();
    const wrong = checkFile(file);
    setRefusal(wrong);
    if (wrong !== null) return;
    upload.mutate(await base64Of(file), { onSuccess: () => toast.success('Logo saved. The pages show it already.') });
  }

  return (
    <Card aria-labelledby="logo">
      <CardHeader
        id="logo"
        title="Logo"
        description="PNG, JPEG or WebP of at most 256 KB, shown 48 pixels high. A transparent ground suits light and dark."
      />
      <CardBody className="space-y-4">
        {message && <Callout tone="danger" title={message} />}
        <div className="flex flex-wrap items-center gap-4">
          {logo === null ? <NoLogo /> : <CurrentLogo url={logo.url} />}
          <div className="flex gap-2">
            <Button pending={upload.isPending} onClick={() => input.current?.click()}>
              <ImageUp aria-hidden="true" />
              {logo === null ? 'Choose an image' : 'Replace'}
            </Button>
            {logo !== null && (
              <Button
                tone="quiet"
                pending={remove.isPending}
                onClick={() => remove.mutate(undefined, { onSuccess: () => toast.success('Logo removed.') })}
              >
                <Trash2 aria-hidden="true" />
                Remove
              </Button>
            )}
          </div>
          <input
            ref={input}
            type="file"
            accept={TYPES.join(',')}
            aria-label="Logo file"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file again is a choice too.
              event.target.value = '';
              if (file) void take(file);
            }}
          />
        </div>
      </CardBody>
    </Card>
  );
}

function CurrentLogo({ url }: { url: string }) {
  return (
    <span className="grid h-18 w-40 place-items-center rounded-md border border-line bg-surface p-3">
      <img src={URL.parse(url)?.pathname} alt="The logo" className="max-h-12 max-w-full object-contain" />
    </span>
  );
}

function NoLogo() {
  return (
    <span className="grid h-18 w-40 place-items-center rounded-md border border-dashed border-line-control px-2 text-center text-xs text-ink-faint">
      The initial stands in its place
    </span>
  );
}

function checkFile(file: File): string | null {
  if (!TYPES.includes(file.type)) return 'Choose a PNG, JPEG or WebP image.';
  if (file.size > MAX_BYTES) return 'This image is larger than 256 KB. Choose a smaller one.';
  return null;
}

function messageOf(error: Error | null): string | undefined {
  const refused = error instanceof ApiError ? error.fields['image'] : undefined;
  return refused === undefined ? error?.message : `The image ${refused}.`;
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
