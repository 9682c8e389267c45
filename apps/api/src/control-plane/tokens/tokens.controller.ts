import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, SessionOnly } from '../../edge/access/access.decorators';
import type { Caller } from '../../edge/access/caller';
import { ApiTokenPage, CreatedToken, CreateToken } from './token.dto';
import { TokensService } from './tokens.service';

@ApiTags('tokens')
@Controller('api/v1/tokens')
@SessionOnly()
export class TokensController {
  constructor(private readonly service: TokensService) {}

  @Post()
  @ApiCreatedResponse({ type: CreatedToken })
  createToken(@CurrentCaller() caller: Caller, @Body() body: CreateToken): Promise<CreatedToken> {
    return this.service.create(caller, body);
  }

  @Get()
  @ApiOkResponse({ type: ApiTokenPage })
  listTokens(@CurrentCaller() caller: Caller): Promise<ApiTokenPage> {
    return this.service.list(caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The token opens nothing any more.' })
  revokeToken(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.service.revoke(caller, id);
  }
}
