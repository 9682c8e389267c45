import { ACCESS_REQUEST_STATUSES, type AccessRequestStatus } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeEmpty } from '../../edge/validation/field.decorators';
import { PageQuery } from '../paging/page.dto';

export class AccessRequestQuery extends PageQuery {
  @ApiProperty({ enum: [...ACCESS_REQUEST_STATUSES], required: false })
  @MayBeEmpty()
  @IsIn(ACCESS_REQUEST_STATUSES, { message: `must be one of ${ACCESS_REQUEST_STATUSES.join(', ')}` })
  status?: AccessRequestStatus;
}

export class AccessRequest {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Id of the subscriber who asks.' }) subscriber!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: [...ACCESS_REQUEST_STATUSES] }) status!: AccessRequestStatus;
  @ApiProperty({ type: String, format: 'date-time' }) requested_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decided_at!: string | null;
}

export class AccessRequestPage {
  @ApiProperty({ type: [AccessRequest], description: 'Newest first.' }) data!: AccessRequest[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
