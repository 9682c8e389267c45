import { Module } from '@nestjs/common';

/** The authorization server, verify and the hosted pages, under each workspace's issuer. */
@Module({})
export class DataPlaneModule {}
