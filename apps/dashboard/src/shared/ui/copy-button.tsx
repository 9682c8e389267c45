import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '../lib/class-names';
import { copyText } from '../lib/clipboard';
import { Button } from './button';
import { useToast } from './toast';

const FEEDBACK_MS = 1_800;

interface CopyButtonProps {
  text: string;
  /** What is copied, for screen readers: `Client ID` makes the button's name `Copy Client ID`. */
  label: string;
  className?: string;
}

/** Copies `text` and says so, on the button and to screen readers. */
export function CopyButton({ text, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    if (await copyText(text)) setCopied(true);
    else toast.error('Your browser did not allow copying. Select the text and copy it by hand.');
  }

  const Icon = copied ? Check : Copy;
  return (
    <Button size="sm" onClick={() => void copy()} className={cn('min-w-22', copied && 'text-accent-text', className)}>
      <Icon aria-hidden="true" />
      <span>
        {copied ? 'Copied' : 'Copy'}
        <span className="sr-only"> {label}</span>
      </span>
      <span role="status" className="sr-only">
        {copied ? `${label} copied to the clipboard` : ''}
      </span>
    </Button>
  );
}
