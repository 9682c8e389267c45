import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, SignedIn } from '../../edge/access/access.decorators';
import type { Caller } from '../../edge/access/caller';
import { MeService } from './me.service';
import { Me } from './session.dto';

@ApiTags('auth')
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly service: MeService) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ type: Me })
  me(@CurrentCaller() caller: Caller): Promise<Me> {
    return this.service.describe(caller);
  }
}
