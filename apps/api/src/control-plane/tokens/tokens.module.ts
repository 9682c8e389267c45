import { Module } from '@nestjs/common';
import { AccessModule } from '../../edge/access/access.module';
import { TokensController } from './tokens.controller';
import { TokensService } from './tokens.service';

@Module({ imports: [AccessModule], controllers: [TokensController], providers: [TokensService] })
export class TokensModule {}
