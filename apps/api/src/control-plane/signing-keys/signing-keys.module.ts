import { Module } from '@nestjs/common';
import { KeyRingModule } from '../../edge/keys/key-ring.module';
import { SigningKeysController } from './signing-keys.controller';
import { SigningKeysService } from './signing-keys.service';

@Module({ imports: [KeyRingModule], controllers: [SigningKeysController], providers: [SigningKeysService] })
export class SigningKeysModule {}
