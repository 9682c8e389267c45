import { ChatGptSimulator, type GptSettings } from '@gatehouse/chatgpt-simulator';
import type { Browser, Page } from 'playwright-core';
import { openPhone } from './browser';
import { ChatGptTab } from './chatgpt-tab';
import { eventually } from './eventually';
import { allow, askForCode, enterCode } from './pages/hosted-sign-in';
import type { Person } from './people';

const FOLLOWS_WITHIN_MS = 20_000;

interface UsedGpt {
  settings: GptSettings;
  /** What the GPT calls for people. */
  apiUrl: string;
  verifyUrl: string;
}

/** Somebody who uses a GPT in ChatGPT, on a phone of their own. */
export class ChattingPerson {
  private constructor(
    private readonly person: Person,
    readonly phone: Page,
    private readonly tab: ChatGptTab,
    private readonly chat: ChatGptSimulator,
    private readonly gpt: UsedGpt,
  ) {}

  static async meet(browser: Browser, person: Person, gpt: UsedGpt): Promise<ChattingPerson> {
    const phone = await (await openPhone(browser)).newPage();
    return new ChattingPerson(person, phone, await ChatGptTab.in(phone), new ChatGptSimulator(gpt), gpt);
  }

  /** From ChatGPT's "Sign in to …" by a mailed code to where that leads after consent. */
  async signIn(): Promise<void> {
    await this.phone.goto(this.chat.authorizeUrl());
    await askForCode(this.phone, this.person.email);
    await enterCode(this.phone, await this.person.mailbox.code());
    await allow(this.phone);
  }

  /** Back in ChatGPT, with tokens. */
  async arrive(): Promise<void> {
    await this.chat.redeem(this.chat.acceptCallback((await this.tab.callback()).url).code);
  }

  /** What ChatGPT holds for them. */
  get token(): string | undefined {
    return this.chat.tokens?.accessToken;
  }

  /** Asks the GPT something: one call of its API. */
  ask(): ReturnType<ChatGptSimulator['call']> {
    return this.chat.call(this.gpt.apiUrl);
  }

  /** What Gatehouse says of them, without counting it as a call. */
  async verdict(): Promise<unknown> {
    const url = `${this.gpt.verifyUrl}?peek=true`;
    return (await fetch(url, { headers: { authorization: `Bearer ${this.token}` } })).json();
  }

  /** Waits until Gatehouse has heard from Stripe how they stand now. */
  async becomes(expected: { tier?: string; subscription?: string }): Promise<void> {
    await eventually(`${this.person.name} being ${Object.values(expected).join(', ')}`, FOLLOWS_WITHIN_MS, async () => {
      const verdict = (await this.verdict()) as Record<string, unknown>;
      return Object.entries(expected).every(([name, value]) => verdict[name] === value) ? true : undefined;
    });
  }

  /** Asks until the answer has this status, as it will once Stripe's event has arrived. */
  askUntil(status: number): ReturnType<ChatGptSimulator['call']> {
    return eventually(`A call of ${this.person.name} that answers ${status}`, FOLLOWS_WITHIN_MS, async () => {
      const outcome = await this.ask();
      return outcome.status === status ? outcome : undefined;
    });
  }
}
