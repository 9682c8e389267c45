import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { IdentityProvidersController } from './identity-providers.controller';
import { IdentityProvidersService } from './identity-providers.service';

@Module({ imports: [GptsModule], controllers: [IdentityProvidersController], providers: [IdentityProvidersService] })
export class GptIdentityProvidersModule {}
