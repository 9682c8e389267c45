import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AuditService } from './audit.service';
import { SecurityEvents } from './security-events.service';

@Module({ controllers: [AuditController], providers: [AuditService, SecurityEvents], exports: [SecurityEvents] })
export class AuditModule {}
