import { AppError, type FieldProblem } from '@gatehouse/core';
import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { textFaults } from './text-faults';

/** Checks body, query and path against their DTOs, and names every field at fault as it stands on the wire. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly inner = new ValidationPipe({
    transform: true,
    whitelist: true,
    // A misspelt setting is reported instead of silently doing nothing.
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new AppError('validation_failed', { fields: fieldProblems(errors) }),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const faults = textFaults(value);
    if (faults.length > 0) throw new AppError('validation_failed', { fields: faults });
    if (metadata.type !== 'body') return this.inner.transform(value, metadata) as Promise<unknown>;
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new AppError('validation_failed', { detail: 'The body is a JSON object.' });
    }
    return this.inner.transform(value ?? {}, metadata) as Promise<unknown>;
  }
}

/** class-validator answers a tree; the wire has a list with paths such as `scopes.0.name`. */
function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? 'is not a field of this call' : withoutName(message, error.property),
    }));
    return [...own.slice(0, 1), ...fieldProblems(error.children ?? [], field)];
  });
}

/** Messages stand beside their field, so they do not repeat its name. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
