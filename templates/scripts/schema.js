// Checks a record against accordingto/review.schema.json, which the page carries, so that the page
// refuses what the command refuses. It knows the keywords that the schema uses and no others.

const TYPES = {
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  null: (value) => value === null,
};

// The first thing that breaks the rule, in words with its place; "" where nothing does.
function violation(value, rule, place = "") {
  if (rule.$ref) return violation(value, page.record.$defs[rule.$ref.split("/").at(-1)], place);
  const here = place || "it";
  if (rule.anyOf) return ofNone(value, rule.anyOf, here, place);
  const types = rule.type ? [rule.type].flat() : [];
  if (types.length && !types.some((type) => TYPES[type](value))) return `${here} is not of type ${types.join(" or ")}`;
  if ("const" in rule && value !== rule.const) return `${here} is not “${rule.const}”`;
  if (rule.enum && !rule.enum.includes(value)) return `${here} is none of ${rule.enum.map(String).join(" or ")}`;
  if ("minimum" in rule && value < rule.minimum) return `${here} is below ${rule.minimum}`;
  if (TYPES.object(value)) return inObject(value, rule, place);
  if (Array.isArray(value)) return inArray(value, rule, here, place);
  return "";
}

// What breaks all of several rules: where one breaks only inside the value, that tells the most.
function ofNone(value, rules, here, place) {
  const wrong = rules.map((rule) => violation(value, rule, place));
  return wrong.includes("") ? "" : wrong.find((words) => !words.startsWith(`${here} is `)) || wrong[0];
}

function inObject(value, rule, place) {
  const known = rule.properties || {};
  const lacking = (rule.required || []).find((name) => !Object.hasOwn(value, name));
  if (lacking) return `${place || "it"} lacks “${lacking}”`;
  for (const [name, item] of Object.entries(value)) {
    if (!Object.hasOwn(known, name)) {
      if (rule.additionalProperties === false) return `${place || "it"} has “${name}”, which the schema does not know`;
    } else {
      const wrong = violation(item, known[name], place ? `${place}.${name}` : name);
      if (wrong) return wrong;
    }
  }
  return "";
}

function inArray(value, rule, here, place) {
  if (value.length < (rule.minItems || 0)) return `${here} has ${plural(value.length, "item")}`;
  for (const [at, item] of value.entries()) {
    const wrong = rule.items ? violation(item, rule.items, `${place}[${at}]`) : "";
    if (wrong) return wrong;
  }
  return "";
}
