import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { TokenLifetimesController } from './token-lifetimes.controller';
import { TokenLifetimesService } from './token-lifetimes.service';

@Module({ imports: [GptsModule], controllers: [TokenLifetimesController], providers: [TokenLifetimesService] })
export class TokenLifetimesModule {}
