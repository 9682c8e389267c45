import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { RevealedSecretsProvider } from '../features/gpts/revealed-secrets';
import { ToastProvider } from '../shared/ui/toast';
import { TooltipProvider } from '../shared/ui/tooltip';
import { createQueryClient } from './query-client';

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <RevealedSecretsProvider>
        <TooltipProvider delayDuration={300}>
          <ToastProvider>{children}</ToastProvider>
        </TooltipProvider>
      </RevealedSecretsProvider>
    </QueryClientProvider>
  );
}
