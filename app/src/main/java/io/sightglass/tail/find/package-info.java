/// Looking through a whole topic for what a person wants, and keeping nothing else.
///
/// [io.sightglass.tail.find.TopicSearch] is a tail ([io.sightglass.tail.TailSession]) whose records
/// have come through a [io.sightglass.tail.find.Sieve]: it reads from the oldest record to the
/// newest, holds each to the predicate of a filter ([io.sightglass.tail.filter]), and hands on what
/// matches. So what is found is listed, judged and looked into as any tail's records are, while the
/// rest of a topic of any size leaves no trace in memory.
@NullMarked
package io.sightglass.tail.find;

import org.jspecify.annotations.NullMarked;
