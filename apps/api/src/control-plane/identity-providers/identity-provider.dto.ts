import { IDENTITY_PROVIDERS, type IdentityProvider } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LineField } from '../../edge/validation/field.decorators';

/** What the providers give out: letters, digits and signs, no space. */
const CREDENTIAL = /^[\x21-\x7e]*$/;
const refusal = { message: 'must be copied whole, without spaces' };

export class SetIdentityClient {
  @LineField({ min: 1, max: 300, description: 'The client ID that the provider gave to you.' })
  @Matches(CREDENTIAL, refusal)
  client_id!: string;

  @LineField({ min: 8, max: 500, description: 'The client secret. Kept encrypted, and never shown again.' })
  @Matches(CREDENTIAL, refusal)
  client_secret!: string;
}

export class IdentityClient {
  @ApiProperty() client_id!: string;
  @ApiProperty({ description: 'The last four characters of the secret.' }) secret_last4!: string;
  @ApiProperty({ type: String, format: 'date-time' }) updated_at!: string;
}

export class GptIdentityProvider {
  @ApiProperty({ enum: [...IDENTITY_PROVIDERS] }) provider!: IdentityProvider;
  @ApiProperty({ description: 'What you register with the provider as the redirect URI (callback URL) of your client.' })
  redirect_uri!: string;
  @ApiProperty({ description: 'Whether this service has a client there, which signs people in where the GPT has none.' })
  service_client!: boolean;
  @ApiProperty({ description: 'A local account chooser stands in for the provider here.' }) sandbox!: boolean;
  @ApiProperty({ type: IdentityClient, nullable: true, description: 'Your own client, which this GPT signs people in with.' })
  client!: IdentityClient | null;
}

export class GptIdentityProviderList {
  @ApiProperty({ type: [GptIdentityProvider] }) data!: GptIdentityProvider[];
}
