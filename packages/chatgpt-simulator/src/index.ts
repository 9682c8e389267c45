export { CALLBACK_HOSTS, callbackUrlOn, makeCallbackUrl, type CallbackHost } from './callback-url';
export type { CallOutcome, Reaction } from './call-outcome';
export { ChatGptSimulator, type ApiCall, type RefreshOutcome, type SimulatorOptions } from './chatgpt-simulator';
export { ChatGptError, type ChatGptErrorCode, type ServerSaid } from './chatgpt.errors';
export type { Exchange, Step } from './exchange-log';
export { CHATGPT_USER_AGENT, type Failure } from './http-client';
export type { Random } from './random';
export {
  CHATGPT_LIMITS,
  TOKEN_EXCHANGE_METHODS,
  type GptSettings,
  type Limits,
  type RequestForm,
  type TokenExchangeMethod,
} from './settings';
export { everyShape, type Shape } from './shapes';
export type { TokenSet, TokenWarning } from './token-response';
