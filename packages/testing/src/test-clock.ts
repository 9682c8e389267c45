import type { Clock } from '@gatehouse/core';

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  constructor(private time: Date = new Date('2026-11-02T10:00:00Z')) {}

  now(): Date {
    return new Date(this.time);
  }

  advance(seconds: number): void {
    this.time = new Date(this.time.getTime() + seconds * 1000);
  }

  set(time: Date): void {
    this.time = new Date(time);
  }
}
