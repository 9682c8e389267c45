import { ApiError } from '@gatehouse/api-client';
import { useState, type FormEvent } from 'react';

type Messages<V> = Partial<Record<keyof V & string, string>>;

interface FormOptions<V> {
  initial: V;
  /** Says what is wrong before the API is asked; only what can be told without it. */
  check?: (values: V) => Messages<V>;
  /** What the API answered last, whose messages by field are shown at the fields. */
  error: Error | null;
  pending: boolean;
  onSubmit: (values: V) => void;
}

/** State of a form of text fields: values, messages of the page and of the API at their fields, submission. */
export function useForm<V extends Record<string, string>>({ initial, check, error, pending, onSubmit }: FormOptions<V>) {
  const [values, setValues] = useState(initial);
  const [checked, setChecked] = useState<Messages<V>>({});
  // A message disappears when its field is edited, and comes back only with the next answer.
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());

  const refused = error instanceof ApiError ? error.fields : {};
  const messageFor = (name: keyof V & string) => (edited.has(name) ? undefined : (checked[name] ?? refused[name]));
  const shownAtField = Object.keys(refused).some((name) => name in values);

  function set(name: keyof V & string, value: string): void {
    setValues((before) => ({ ...before, [name]: value }));
    setEdited((before) => new Set(before).add(name));
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (pending) return;
    const messages = check?.(values) ?? {};
    const wrong = Object.keys(messages)[0];
    setChecked(messages);
    setEdited(new Set());
    if (wrong === undefined) onSubmit(values);
    else focusField(event.currentTarget, wrong);
  }

  return {
    values,
    set,
    submit,
    /** Back to the start, after the answer was taken. */
    reset: () => {
      setValues(initial);
      setEdited(new Set(Object.keys(initial)));
    },
    /** Whether anything differs from the start. */
    dirty: Object.keys(values).some((name) => values[name] !== initial[name]),
    /** The API's sentence when it belongs to no field. */
    message: error !== null && !shownAtField ? error.message : undefined,
    field: (name: keyof V & string) => ({
      name,
      value: values[name] ?? '',
      error: messageFor(name),
      onValue: (value: string) => set(name, value),
    }),
  };
}

export function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

/** A message when the text is empty. */
export function checkPresent(value: string, message: string): string | undefined {
  return value.trim() === '' ? message : undefined;
}

/** A message when the text cannot be an email address; the API has the last word. */
export function checkEmail(value: string): string | undefined {
  if (value.trim() === '') return 'Enter your email address.';
  return /^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : 'This does not look like an email address.';
}

/** Drops the fields that have nothing to say. */
export function collectMessages<K extends string>(messages: Record<K, string | undefined>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(messages).filter(([, message]) => message !== undefined)) as Partial<
    Record<K, string>
  >;
}
