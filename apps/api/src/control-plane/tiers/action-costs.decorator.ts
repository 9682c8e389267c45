import { ValidateBy } from 'class-validator';

const MAX_ACTIONS = 200;
const MAX_COST = 1_000_000;
/** An action's name stands in the ledger; control characters could not be told apart there. */
const ACTION_NAME = /^[^\p{Cc}]{1,200}$/u;

/** Units by action name: whole numbers from 0. */
export function IsActionCosts(): PropertyDecorator {
  return ValidateBy({
    name: 'actionCosts',
    validator: {
      validate: isActionCosts,
      defaultMessage: () =>
        `must be an object of at most ${MAX_ACTIONS} action names, each with a whole number from 0 to ${MAX_COST}`,
    },
  });
}

function isActionCosts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value as Record<string, unknown>);
  return entries.length <= MAX_ACTIONS && entries.every(([action, cost]) => ACTION_NAME.test(action) && isCost(cost));
}

const isCost = (cost: unknown): boolean => Number.isInteger(cost) && (cost as number) >= 0 && (cost as number) <= MAX_COST;
