/// Contracts: what a topic's data must be, beyond what its schema can say, and the sink that holds
/// every record to it.
///
/// A file becomes [io.sightglass.contract.Contract]s with [io.sightglass.contract.Rule]s (the
/// reader is in `odcs`); their paths become a tree; and a sink walks that tree beside the payload.
/// To add a rule on values, write a record that implements `Rule.OfValue`, name it in `permits`,
/// make one where the contract file asks for it, and add an event to a golden case. A rule judges a
/// `Value`, which is one object used again and again: no rule may allocate on a valid record.
///
/// Rules that need the whole record ([io.sightglass.contract.WholeRule]), such as expressions (in
/// `cel`), are judged on a tree when the walk is over. Rules come from contract files and from the
/// schemas of payloads ([io.sightglass.contract.SchemaRules]; `confluent`, `protovalidate`,
/// `jsonschema`); a [io.sightglass.contract.RuleSet] holds all kinds, and tells people of each rule
/// where it is written.
@NullMarked
package io.sightglass.contract;

import org.jspecify.annotations.NullMarked;
