import { Module } from '@nestjs/common';
import { TestMarks } from './test-mark';

@Module({ providers: [TestMarks], exports: [TestMarks] })
export class TestSignInModule {}
