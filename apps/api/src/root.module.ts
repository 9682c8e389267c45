import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { EdgeModule } from './edge/edge.module';
import { PlatformModule, type PlatformOptions } from './edge/platform.module';

@Module({})
export class RootModule {
  /** @param planes root modules of the planes that the process serves */
  static with(options: PlatformOptions, planes: readonly Type[]): DynamicModule {
    return { module: RootModule, imports: [PlatformModule.with(options), EdgeModule, ...planes] };
  }
}
