import { Module } from '@nestjs/common';
import { CallbackUrlsService } from './callback-urls.service';
import { GptReader } from './gpt-reader';
import { GptSecretsService } from './gpt-secrets.service';
import { GptsController } from './gpts.controller';
import { GptsService } from './gpts.service';
import { OpenCheckouts } from './open-checkouts.service';

@Module({
  controllers: [GptsController],
  providers: [CallbackUrlsService, GptReader, GptSecretsService, GptsService, OpenCheckouts],
  exports: [CallbackUrlsService, GptReader],
})
export class GptsModule {}
