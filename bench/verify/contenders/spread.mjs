/** Every contender answers for as many subscribers, so that none of them profits from few and hot ones. */
export const spread = (lab) => ({ BENCH_SUBSCRIBERS: String(lab.options.subscribers) });
