import { PROBLEMS } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';

export class FieldError {
  @ApiProperty({ description: 'Path of the field on the wire, e.g. `scopes.0.name`.' }) field!: string;
  @ApiProperty() message!: string;
}

/** RFC 9457. */
export class Problem {
  @ApiProperty() type!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: 'integer' }) status!: number;
  @ApiProperty({ description: `Stable. One of: ${Object.keys(PROBLEMS).sort().join(', ')}.` }) code!: string;
  @ApiProperty() detail!: string;
  @ApiProperty({ type: [FieldError], required: false }) errors?: FieldError[];
}
