import { AppError } from './app-error';
import { PROBLEMS, type ProblemCode } from './problem-codes';
import { toProblem } from './to-problem';

describe('toProblem', () => {
  it.each(Object.keys(PROBLEMS) as ProblemCode[])('renders %s with the status and title of the one table', (code) => {
    const problem = toProblem(new AppError(code));
    expect(problem).toEqual({
      type: 'about:blank',
      title: PROBLEMS[code].title,
      status: PROBLEMS[code].status,
      code,
      detail: PROBLEMS[code].title,
    });
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(600);
  });

  it('names the fields at fault', () => {
    const error = new AppError('validation_failed', { fields: [{ field: 'scopes.0.name', message: 'is not a scope name' }] });
    expect(toProblem(error).errors).toEqual([{ field: 'scopes.0.name', message: 'is not a scope name' }]);
  });

  it('carries the detail, and keeps the cause out of the body', () => {
    const error = new AppError('slug_taken', { detail: 'Another workspace has it.', cause: new Error('duplicate key') });
    expect(toProblem(error).detail).toBe('Another workspace has it.');
    expect(JSON.stringify(toProblem(error))).not.toContain('duplicate key');
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.status).toBe(409);
  });
});
