/**
 * For scripts that learn of units which no counter but one holds, or none: the caller's other counters of that time, and what was put aside of them, lack those units for good and would be taken at
 * their word again as soon as the caller is back in their months. Without them whoever calls next seeks what was used. Their names stay in the hash, so that what waits beside them is found; and
 * deleting needs no memory.
 */
export const DELETE_OVERLAPPING = `
local function delete_overlapping(counters, kept, from, to)
  local known = redis.call('HGETALL', counters)
  for index = 1, #known, 2 do
    local counter, starts, ends = known[index], string.match(known[index + 1], '^(%d+) (%d+)$')
    if counter ~= kept and starts and tonumber(starts) < to and tonumber(ends) > from then
      redis.call('DEL', counter, counter .. ':direct', counter .. ':aside')
    end
  end
end
`;
