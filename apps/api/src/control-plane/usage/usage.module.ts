import { Module } from '@nestjs/common';
import { UsageController } from './usage.controller';
import { UsageExportService } from './usage-export.service';
import { UsageService } from './usage.service';

@Module({ controllers: [UsageController], providers: [UsageService, UsageExportService] })
export class UsageModule {}
