import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { ServiceKeysController } from './service-keys.controller';
import { ServiceKeysService } from './service-keys.service';

@Module({ imports: [GptsModule], controllers: [ServiceKeysController], providers: [ServiceKeysService] })
export class ServiceKeysModule {}
