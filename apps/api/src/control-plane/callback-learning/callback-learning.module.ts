import { Module } from '@nestjs/common';
import { TestSignInModule } from '../../edge/test-sign-in/test-sign-in.module';
import { GptsModule } from '../gpts/gpts.module';
import { CallbackLearningController } from './callback-learning.controller';
import { CallbackLearningService } from './callback-learning.service';

@Module({
  imports: [GptsModule, TestSignInModule],
  controllers: [CallbackLearningController],
  providers: [CallbackLearningService],
})
export class CallbackLearningModule {}
