// Two versions of one review put together: another page's, or an imported one's. Nothing is lost.

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// What two versions make of a third that both come from; where both changed the same, `ours` stays.
function mergedThree(before, ours, others) {
  const theirs = readded(ours, others);
  const take = (name) => {
    const merged = {};
    for (const key of new Set([...Object.keys(ours[name]), ...Object.keys(theirs[name])])) {
      const value = mergedField(before[name][key], ours[name][key], theirs[name][key]);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  };
  const pick = (name) => mergedField(before[name], ours[name], theirs[name]);
  return {
    ...ours,
    reviewer: pick("reviewer"), conflicts: pick("conflicts"), strays: pick("strays"),
    created: ours.created && theirs.created ? [ours.created, theirs.created].sort()[0] : ours.created || theirs.created,
    modified: [ours.modified, theirs.modified].sort()[1],
    decisions: take("decisions"), sources: take("sources"), added: { ...theirs.added, ...ours.added },
  };
}

function mergedField(before, ours, theirs) {
  if (same(ours, theirs) || same(theirs, before)) return ours;
  if (same(ours, before)) return theirs;
  if (!TYPES.object(ours) || !TYPES.object(theirs)) return ours;
  // Made by both: what one left empty, the other may have said.
  const fields = Object.keys(ours).map((name) => [name, before
    ? mergedField(before[name], ours[name], theirs[name]) : ours[name] || theirs[name] || ours[name]]);
  return Object.fromEntries(fields);
}

// The sentences and sources on which two reviews say different things.
function differences(ours, theirs) {
  return ["decisions", "sources"].flatMap((name) => Object.keys(theirs[name]).filter((key) => (
    ours[name][key] && Object.keys(theirs[name][key]).some((field) => {
      const [mine, other] = [ours[name][key][field], theirs[name][key][field]];
      return mine && other && !same(mine, other);
    }))).map((key) => `${name} ${key}`));
}

// Both reviews in one; where they differ, the first of them counts.
function united(first, second) {
  const renamed = readded(first, second);
  const join = (name) => {
    const joined = { ...renamed[name] };
    for (const [key, value] of Object.entries(first[name])) {
      const other = joined[key] || {};
      joined[key] = Object.fromEntries(Object.entries(value).map(([field, mine]) => [field, mine || other[field] || mine]));
    }
    return joined;
  };
  const both = (one, other) => [...one, ...other.filter((item) => !one.some((own) => same(own, item)))];
  return {
    ...first,
    reviewer: first.reviewer || second.reviewer,
    created: first.created || second.created,
    decisions: join("decisions"), sources: join("sources"), added: { ...renamed.added, ...first.added },
    strays: {
      decisions: both(first.strays.decisions, second.strays.decisions),
      sources: both(first.strays.sources, second.strays.sources),
    },
    conflicts: both(first.conflicts, second.conflicts),
  };
}

// The second review with ids for its added sources that the first does not use for others.
function readded(first, second) {
  const ids = {};
  const added = { ...first.added };
  for (const [id, name] of Object.entries(second.added)) {
    const known = Object.keys(added).find((other) => added[other] === name);
    ids[id] = known || (id in added ? nextId({ ...second.added, ...added }) : id);
    added[ids[id]] = name;
  }
  const named = (source) => (source && source.id in ids ? { ...source, id: ids[source.id] } : source);
  return {
    ...second, added,
    decisions: Object.fromEntries(Object.entries(second.decisions).map(([at, decision]) => (
      [at, { ...decision, source: named(decision.source) }]))),
    sources: Object.fromEntries(Object.entries(second.sources).map(([id, fields]) => (
      [ids[id] || id, { ...fields, merge_into: named(fields.merge_into) }]))),
  };
}
